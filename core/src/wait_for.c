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

static bool resume_overdue(coop_task *task)
{
    task->result = COOP_ERR_TIMEOUT;
    return true;
}

static bool time_is_over(coop_task *task);
static bool resume_cancelled(coop_task *task);

/* A cancellation that comes between the end and the caller's turn wins. */
static const coop_kind ended_kind = {.name = "ended"};
static const coop_kind overdue_kind = {
    .name = "task", .resume = resume_overdue, .abandon = coop_cancel_object_};
static const coop_kind wait_for_kind = {
    .name = "limit", .resume = time_is_over, .cancelled = resume_cancelled};

/* Two coroutines of one await each: what a switch would cost, twice, a test of the line does. */
static coop_status enter_limited(coop_frame *frame, coop_task *task)
{
    const struct coop_limited *self = (const struct coop_limited *)(const void *)frame;
    if (frame->line == 0) {
        frame->line = (uint16_t)__LINE__;
        if (!coop_await_(task, self->op))
            return COOP_PENDING_;
    }
    return COOP_RESULT(task->result);
}

/* The result is what the watch was told: the limited task may have refused to be awaited, and its
 * memory may be in use again when the sleeper has its turn. */
static void end_sleep(coop_task *sleeper, const coop_task *watch)
{
    if (sleeper->kind != &wait_for_kind || watch != &((coop_limit *)sleeper->object)->watch.task)
        return; /* too late, or cancelled meanwhile; it may even be in another wait_for */
    coop_wake_(sleeper);
    sleeper->kind = &ended_kind;
    sleeper->result = watch->result;
}

static coop_status enter_watch(coop_frame *frame, coop_task *task)
{
    const struct coop_limit_watch *self = (const struct coop_limit_watch *)(const void *)frame;
    if (frame->line == 0) {
        frame->line = (uint16_t)__LINE__;
        if (!coop_await_(task, coop_join(self->limited)))
            return COOP_PENDING_;
    }
    end_sleep(self->sleeper, task);
    return COOP_RESULT(COOP_OK);
}

const coop_coroutine coop_limited = {enter_limited, "coop_limited", COOP_FILE_};
const coop_coroutine coop_limit_watch = {enter_watch, "coop_limit_watch", COOP_FILE_};

void coop_limited_set_(struct coop_limited_task *job, const coop_op *op)
{
    coop_claim_(&job->task);
    job->coroutine = (struct coop_limited){.frame = {.coroutine = &coop_limited}, .op = *op};
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
    if (limit->op.begin != coop_begin_join_) {
        limited = &limit->limited.task;
        coop_limited_set_(&limit->limited, &limit->op);
        coop_start(loop, limited);
    }
    limit->watch.coroutine = (struct coop_limit_watch){
        .frame = {.coroutine = &coop_limit_watch}, .limited = limited, .sleeper = task};
    coop_start(loop, &limit->watch.task);
    task->kind = &wait_for_kind;
    task->object = limit;
    return coop_sleep_for_ms_(task, number);
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
    return true;
}

coop_op coop_wait_for(coop_limit *limit, coop_op op, uint32_t ms)
{
    limit->op = op;
    return (coop_op){begin_wait_for, limit, ms, NULL};
}
