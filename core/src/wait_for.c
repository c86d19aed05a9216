/* wait_for.c - a time limit for whatever can be awaited.           SPDX-License-Identifier: MIT
 *
 * As in MicroPython: the caller sleeps for the limit; a watching task awaits the limited one and
 * ends that sleep. The caller's kind says how far it is:
 *
 *     wait_for ──── limited task ended ───► ended ─────► its result
 *        │  └────── cancelled ────────────► cancelled ─► cancels the watch, COOP_ERR_CANCELLED
 *        └───────── time is over ─────────► overdue ───► cancels the watch, awaits its end, then
 *                                                        COOP_ERR_TIMEOUT
 */
#include "internal.h"

static bool resume_ended(coop_task *task)
{
    const coop_task *limited = task->object;
    task->result = limited->result;
    return true;
}

static bool resume_overdue(coop_task *task)
{
    task->result = COOP_ERR_TIMEOUT;
    return true;
}

static bool time_is_over(coop_task *task);
static bool resume_cancelled(coop_task *task);

/* A cancellation that comes between the end and the caller's turn wins. */
static const coop_kind ended_kind = {.name = "ended", .resume = resume_ended};
static const coop_kind overdue_kind = {
    .name = "task", .resume = resume_overdue, .awaits_task = true};
static const coop_kind cancelled_kind = {
    .name = "cancelled", .resume = resume_cancelled, .cancelled = &cancelled_kind};
static const coop_kind wait_for_kind = {
    .name = "limit", .resume = time_is_over, .cancelled = &cancelled_kind};

COOP_DEFINE(coop_limited)
{
    COOP_BODY {
        COOP_AWAIT(self->op);
        return COOP_RESULT(COOP_AWAIT_RESULT);
    }
    return COOP_DONE;
}

static void end_sleep(coop_task *sleeper, coop_task *limited)
{
    if (sleeper->kind != &wait_for_kind)
        return; /* too late, or cancelled meanwhile */
    coop_loop *loop = coop_loop_(sleeper);
    if (sleeper->due_us > coop_now_(loop)) {
        coop_timers_remove_(loop, sleeper);
        coop_ready_(sleeper);
    }
    sleeper->kind = &ended_kind;
    sleeper->object = limited;
}

COOP_DEFINE(coop_limit_watch)
{
    COOP_BODY {
        COOP_TRY_AWAIT(coop_join(self->limited));
        end_sleep(self->sleeper, self->limited);
    }
    return COOP_RESULT(COOP_OK);
}

static COOP_BEGIN_(begin_wait_for)
{
    (void)out;
    coop_limit *limit = object;
    coop_loop *loop = coop_loop_(task);
    if (!coop_finished(&limit->limited.task) || !coop_finished(&limit->watch.task)) {
        task->result = COOP_ERR_BUSY;
        return true;
    }
    coop_task *limited = limit->op.object; /* of a coop_join(): no other task is needed */
    if (limit->op.begin != coop_begin_join_)
        limited = coop_spawn(loop, &limit->limited, coop_limited, .op = limit->op);
    coop_spawn(loop, &limit->watch, coop_limit_watch, .limited = limited, .sleeper = task);
    return coop_sleep_(task, &wait_for_kind, limit, coop_us_of_ms_(number));
}

static bool time_is_over(coop_task *task)
{
    coop_limit *limit = task->object;
    coop_task *watch = &limit->watch.task;
    if (coop_cancel(watch) != COOP_OK)
        return resume_overdue(task);
    return coop_park_(task, &overdue_kind, watch, &watch->waiters);
}

static bool resume_cancelled(coop_task *task)
{
    coop_limit *limit = task->object;
    (void)coop_cancel(&limit->watch.task);
    task->result = COOP_ERR_CANCELLED;
    return true;
}

coop_op coop_wait_for(coop_limit *limit, coop_op op, uint32_t ms)
{
    limit->op = op;
    return (coop_op){begin_wait_for, limit, ms, NULL};
}
