/* run.c - the tasks of a plan, at a price a step.                  SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "coop/keywords.h"
#include "fake_port.h"
#include "plan.h"

#define STEP_US 50u
#define TICK_US 1000u

static struct fake_port clock_port;
static coop_port port;
static coop_loop loop;
static coop_event events[PLAN_THINGS_MAX];
static coop_lock locks[PLAN_THINGS_MAX];

static void emit(uint32_t number, uint32_t pc, const char *what)
{
    printf("{\"t\":%" PRIu64 ",\"ev\":\"op\",\"task\":%" PRIu32 ",\"pc\":%" PRIu32
           ",\"what\":\"%s\"}\n",
           clock_port.now_us, number, pc, what);
}

COOP_DECLARE(job, const struct plan_job *plan; uint32_t number; uint32_t pc;
             bool held[PLAN_THINGS_MAX]; coop_task * gathered[PLAN_ARGS_MAX];
             coop_limit limits[PLAN_OPS_MAX];);

static struct job_task jobs[PLAN_TASKS_MAX];
static const struct plan *running;
static bool born[PLAN_TASKS_MAX];

static bool is(const struct plan_op *op, const char *word)
{
    return strcmp(op->word, word) == 0;
}

static void start_job(uint32_t number)
{
    born[number] = true;
    coop_spawn(&loop, &jobs[number], job, .plan = &running->jobs[number], .number = number);
}

/* What core takes for a mistake in a program is one in the plan, and ends it. */
static void check_possible(const struct plan_op *op)
{
    bool starts = is(op, "spawn");
    bool awaits = is(op, "join") || is(op, "gather");
    bool fine = true;
    for (uint32_t i = 0; fine && (starts || awaits) && i < op->arg_count; i++) {
        uint32_t number = op->args[i];
        if (starts && !coop_finished(&jobs[number].task))
            fine = plan_refuse(running, op->line, "task %" PRIu32 " is running already", number);
        else if (awaits && !born[number])
            fine = plan_refuse(running, op->line,
                               "task %" PRIu32 " was never started; spawn it before", number);
    }
    if (!fine)
        exit(2);
}

/* Operations that do not wait. */
static void act(struct job *self, const struct plan_op *op)
{
    uint32_t which = op->args[0];
    if (is(op, "work"))
        clock_port.now_us += which;
    else if (is(op, "spawn"))
        start_job(which);
    else if (is(op, "set"))
        coop_event_set(&events[which]);
    else if (is(op, "clear"))
        coop_event_clear(&events[which]);
    else if (is(op, "cancel"))
        emit(self->number, self->pc,
             coop_cancel(&jobs[which].task) == COOP_OK ? "cancel=1" : "cancel=0");
    else if (is(op, "unlock") && self->held[which]) {
        self->held[which] = false;
        (void)coop_lock_release(&locks[which]);
    }
}

static bool waits(const struct plan_op *op)
{
    static const char *const words[] = {"sleep", "join", "gather", "wait", "lock", "timeout"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is(op, words[i]))
            return true;
    return false;
}

/* After a cancellation an earlier one may still be in use, so each operation has its own. */
static coop_limit *limit_of(struct job *self)
{
    return &self->limits[self->pc];
}

/* What such an operation awaits. */
static coop_op awaitable(struct job *self, const struct plan_op *op)
{
    uint32_t which = op->args[0];
    if (is(op, "sleep"))
        return coop_sleep_ms(which);
    if (is(op, "join"))
        return coop_join(&jobs[which].task);
    if (is(op, "wait"))
        return coop_event_wait(&events[which]);
    if (is(op, "lock"))
        return coop_lock_acquire(&locks[which]);
    if (is(op, "timeout"))
        return coop_wait_for(limit_of(self), coop_event_wait(&events[which]), op->args[1]);
    for (uint32_t i = 0; i < op->arg_count; i++)
        self->gathered[i] = &jobs[op->args[i]].task;
    return coop_gather_settled_list(self->gathered, op->arg_count);
}

static void release_all(struct job *self)
{
    for (uint32_t i = 0; i < PLAN_THINGS_MAX; i++)
        if (self->held[i])
            (void)coop_lock_release(&locks[i]);
}

static const struct plan_op *op_of(const struct job *self)
{
    return &self->plan->ops[self->pc];
}

COOP_DEFINE(job)
{
    async_body {
        for (; self->pc < self->plan->op_count; self->pc++) {
            emit(self->number, self->pc, op_of(self)->word);
            check_possible(op_of(self));
            if (!waits(op_of(self))) {
                act(self, op_of(self));
                continue;
            }
            try_await(awaitable(self, op_of(self)));
            if (await_result == COOP_ERR_CANCELLED) {
                emit(self->number, self->pc, "cancelled");
                if (!self->plan->stubborn)
                    break;
            } else if (await_result == COOP_ERR_TIMEOUT) {
                emit(self->number, self->pc, "timedout");
            } else if (is(op_of(self), "lock")) {
                self->held[op_of(self)->args[0]] = true;
            }
        }
    }
    bool cancelled = self->pc < self->plan->op_count;
    if (cancelled)
        release_all(self);
    emit(self->number, self->pc, "end");
    return COOP_RESULT(cancelled ? COOP_ERR_CANCELLED : COOP_OK);
}

/* ---- The clock: whole milliseconds for the loop, as the interpreters have it
 * ---------------------- */

static uint64_t seen_us(void *context)
{
    (void)context;
    return clock_port.now_us / TICK_US * TICK_US;
}

/* The run is over in the very moment in which task 0 ends. */
static void charge(void *context, const coop_task *task)
{
    (void)context;
    if (task != &jobs[0].task || !coop_finished(task))
        clock_port.now_us += STEP_US;
}

void plan_run(const struct plan *plan)
{
    static const coop_probe probe = {.stepped = charge};
    running = plan;
    port = fake_port_init(&clock_port);
    port.now_us = seen_us;
    coop_init(&loop, &port);
    coop_observe(&loop, &probe);
    start_job(0);
    int32_t result = coop_run(&loop, &jobs[0].task);
    if (result != COOP_ERR_STOPPED)
        emit(0, 0, result == COOP_ERR_CANCELLED ? "exit-cancelled" : "exit");
}
