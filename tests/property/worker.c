/* worker.c - a task that does what its program says.               SPDX-License-Identifier: MIT */
#include <string.h>

#include "world.h"

static const struct program_op *op_of(const struct worker *self)
{
    return &world.program->jobs[self->number].ops[self->pc];
}

static coop_task *task_number(uint32_t number)
{
    return &world.workers[number].task;
}

static void tell(const struct worker *self, uint8_t event, int32_t result, uint32_t item)
{
    world_log(event, self->number, self->pc, result, item);
}

void worker_start(uint32_t number)
{
    world.births[number]++;
    coop_spawn(&world.loop, &world.workers[number], worker, .number = number);
}

/* ---- What does not wait -------------------------------------------------------------------- */

static void spawn(const struct worker *self, uint32_t number)
{
    uint32_t births_max = program_gathers(world.program, number) ? 1 : PROGRAM_BIRTHS_MAX;
    if (!coop_finished(task_number(number)) || world.births[number] >= births_max)
        tell(self, LOG_SKIPPED, 0, LOG_NO_ITEM);
    else
        worker_start(number);
}

static void release_lock(struct worker *self, const struct program_op *op)
{
    if (!self->locked[op->value] && !op->called) {
        tell(self, LOG_SKIPPED, 0, LOG_NO_ITEM);
        return;
    }
    self->locked[op->value] = false;
    tell(self, LOG_RESULT, coop_lock_release(&world.locks[op->value]), LOG_NO_ITEM);
}

static void release_place(struct worker *self, const struct program_op *op)
{
    if (self->places[op->value] == 0 && !op->called) {
        tell(self, LOG_SKIPPED, 0, LOG_NO_ITEM);
        return;
    }
    self->places[op->value] -= self->places[op->value] > 0;
    tell(self, LOG_RESULT, coop_semaphore_release(&world.semaphores[op->value]), LOG_NO_ITEM);
}

static void act_on_queue(const struct worker *self, const struct program_op *op)
{
    coop_queue *queue = &world.queues[op->value];
    uint32_t item = op->code == OP_QUEUE_GET_NOWAIT ? 0 : world.next_item++;
    int32_t result;
    switch (op->code) {
    case OP_QUEUE_GET_NOWAIT:
        result = coop_queue_get_nowait(queue, &item);
        break;
    case OP_QUEUE_PUT_NOWAIT:
        result = coop_queue_put_nowait(queue, &item);
        break;
    case OP_QUEUE_PUSH:
        result = coop_queue_push(queue, &item);
        break;
    default:
        result = coop_queue_task_done(queue);
        break;
    }
    tell(self, LOG_RESULT, result, item);
}

static void act(struct worker *self, const struct program_op *op)
{
    switch (op->code) {
    case OP_WORK:
        world_advance(world.now_us + (uint32_t)op->value);
        break;
    case OP_SPAWN:
        spawn(self, op->tasks[0]);
        break;
    case OP_CANCEL:
        tell(self, LOG_RESULT, coop_cancel(task_number(op->tasks[0])), LOG_NO_ITEM);
        break;
    case OP_EVENT_SET:
        coop_event_set(&world.events[op->value]);
        break;
    case OP_EVENT_CLEAR:
        coop_event_clear(&world.events[op->value]);
        break;
    case OP_LOCK_RELEASE:
        release_lock(self, op);
        break;
    case OP_SEMAPHORE_RELEASE:
        release_place(self, op);
        break;
    case OP_FLAG_SET:
        coop_flag_set(&world.flags[op->value]);
        break;
    case OP_FLAG_CLEAR:
        coop_flag_clear(&world.flags[op->value]);
        break;
    default:
        act_on_queue(self, op);
        break;
    }
}

/* ---- What waits ---------------------------------------------------------------------------- */

static coop_op gathering(struct spot *spot, const struct program_op *op)
{
    for (uint32_t i = 0; i < op->count; i++)
        spot->gathered[i] = task_number(op->tasks[i]);
    switch (op->code) {
    case OP_GATHER:
        return coop_gather_list(spot->gathered, op->count);
    case OP_SETTLED:
        return coop_gather_settled_list(spot->gathered, op->count);
    case OP_GROUP:
        return coop_group_list(spot->gathered, op->count);
    default:
        return coop_race_list(spot->gathered, op->count);
    }
}

static coop_op waiting(struct spot *spot, const struct program_op *op)
{
    switch (op->code) {
    case OP_SLEEP_US:
        return coop_sleep_us((uint32_t)op->value);
    case OP_SLEEP_MS:
        return coop_sleep_ms((uint32_t)op->value);
    case OP_SLEEP_UNTIL:
        return coop_sleep_until(world.program->start_us + (uint32_t)op->value);
    case OP_JOIN:
        return coop_join(task_number(op->tasks[0]));
    case OP_EVENT_WAIT:
        return coop_event_wait(&world.events[op->value]);
    case OP_LOCK_ACQUIRE:
        return coop_lock_acquire(&world.locks[op->value]);
    case OP_QUEUE_GET:
        return coop_queue_get(&world.queues[op->value], &spot->item);
    case OP_QUEUE_PUT:
        return coop_queue_put(&world.queues[op->value], &spot->item);
    case OP_QUEUE_JOIN:
        return coop_queue_join(&world.queues[op->value]);
    case OP_SEMAPHORE_ACQUIRE:
        return coop_semaphore_acquire(&world.semaphores[op->value]);
    case OP_FLAG_WAIT:
        return coop_flag_wait(&world.flags[op->value]);
    case OP_ISR_QUEUE_GET:
        return coop_isr_queue_get(&world.arrivals, &spot->item);
    default:
        return gathering(spot, op);
    }
}

static struct spot *spot_of(const struct worker *self)
{
    return &world.spots[self->number][self->pc];
}

static bool takes_item(const struct program_op *op)
{
    return op->code == OP_QUEUE_GET || op->code == OP_ISR_QUEUE_GET;
}

static coop_op awaitable(struct worker *self)
{
    const struct program_op *op = op_of(self);
    struct spot *spot = spot_of(self);
    if (op->code == OP_QUEUE_PUT)
        spot->item = world.next_item++;
    coop_op awaited = waiting(spot, op);
    for (uint32_t i = 0; i < op->limits; i++)
        awaited = coop_wait_for(&spot->limits[i], awaited, op->limit_ms[i]);
    self->begun_us = world.now_us;
    self->begun_step = world.log->steps;
    return awaited;
}

/* Nobody can await what was never started. */
static bool awaits_the_unborn(const struct program_op *op)
{
    for (uint32_t i = 0; i < op->count; i++)
        if (world.births[op->tasks[i]] == 0)
            return true;
    return false;
}

/* ---- What must be so, whatever the model says ----------------------------------------------- */

static uint64_t length_us(const struct program_op *op)
{
    if (op->code == OP_SLEEP_US)
        return (uint32_t)op->value;
    return op->code == OP_SLEEP_MS ? (uint64_t)(uint32_t)op->value * 1000 : 0;
}

static void check_never_early(const struct worker *self, const struct program_op *op,
                              int32_t result)
{
    uint64_t least_us = length_us(op);
    if (result == COOP_ERR_TIMEOUT) {
        least_us = (uint64_t)op->limit_ms[0] * 1000;
        if (op->limits > 1 && op->limit_ms[1] < op->limit_ms[0])
            least_us = (uint64_t)op->limit_ms[1] * 1000;
    } else if (result != COOP_OK) {
        return;
    }
    if (world.now_us - self->begun_us < least_us)
        world_break("a sleep or a time limit was over early");
}

/* Tasks that there can be; each has one turn at most before one that yields. */
static uint32_t tasks_at_most(void)
{
    uint32_t sum = world.program->task_count;
    for (uint32_t task = 0; task < world.program->task_count; task++)
        for (uint32_t pc = 0; pc < world.program->jobs[task].op_count; pc++)
            sum += 2u * world.program->jobs[task].ops[pc].limits;
    return sum;
}

static void check_no_starvation(const struct worker *self, const struct program_op *op)
{
    bool yields = (op->code == OP_SLEEP_MS || op->code == OP_SLEEP_US) && op->value == 0;
    if (yields && op->limits == 0 && world.log->steps - self->begun_step > tasks_at_most())
        world_break("a task that was due had to wait for others twice");
}

bool worker_forgotten(uint32_t number)
{
    const struct worker *self = &world.workers[number].coroutine;
    if (coop_finished(task_number(number)) || op_of(self)->limits > 0)
        return false;
    const struct program_op *op = op_of(self);
    switch (op->code) {
    case OP_JOIN:
        return coop_finished(task_number(op->tasks[0]));
    case OP_EVENT_WAIT:
        return world.events[op->value].set;
    case OP_LOCK_ACQUIRE:
        return !coop_lock_held(&world.locks[op->value]);
    case OP_QUEUE_GET:
        return !coop_queue_empty(&world.queues[op->value]);
    case OP_QUEUE_PUT:
        return !coop_queue_full(&world.queues[op->value]);
    case OP_SEMAPHORE_ACQUIRE:
        return world.semaphores[op->value].count > 0;
    default:
        return false;
    }
}

/* ---- The task ------------------------------------------------------------------------------ */

COOP_DEFINE(awaiting)
{
    async_body {
        await(self->op);
        return COOP_RESULT(await_result);
    }
    return COOP_DONE;
}

static void told(struct worker *self, int32_t result)
{
    const struct program_op *op = op_of(self);
    check_never_early(self, op, result);
    check_no_starvation(self, op);
    tell(self, LOG_RESULT, result,
         result == COOP_OK && takes_item(op) ? spot_of(self)->item : LOG_NO_ITEM);
    if (result == COOP_OK && op->code == OP_LOCK_ACQUIRE)
        self->locked[op->value] = true;
    if (result == COOP_OK && op->code == OP_SEMAPHORE_ACQUIRE)
        self->places[op->value]++;
}

static void clean_up(struct worker *self)
{
    for (uint32_t i = 0; i < PROGRAM_EACH; i++) {
        if (self->locked[i])
            tell(self, LOG_STATE, coop_lock_release(&world.locks[i]), LOG_NO_ITEM);
        for (; self->places[i] > 0; self->places[i]--)
            tell(self, LOG_STATE, coop_semaphore_release(&world.semaphores[i]), LOG_NO_ITEM);
    }
}

static coop_status end(struct worker *self, int32_t result)
{
    clean_up(self);
    tell(self, LOG_END, result, LOG_NO_ITEM);
    return COOP_RESULT(result);
}

/* Go on to the next operation. False: it was the last one. */
static bool next(struct worker *self)
{
    const struct program_job *job = &world.program->jobs[self->number];
    if (self->pc == job->op_count) {
        self->pc = 0;
        self->round++;
    }
    return self->round < job->rounds && job->op_count > 0;
}

COOP_DEFINE(worker)
{
    async_body {
        for (; next(self); self->pc++) {
            tell(self, LOG_BEGIN, 0, LOG_NO_ITEM);
            if (op_of(self)->code == OP_RETURN)
                return end(self, op_of(self)->value);
            if (!program_words[op_of(self)->code].waits) {
                act(self, op_of(self));
                continue;
            }
            if (awaits_the_unborn(op_of(self))) {
                tell(self, LOG_SKIPPED, 0, LOG_NO_ITEM);
                continue;
            }
            if (op_of(self)->called)
                try_await(coop_call(&self->call, awaiting, .op = awaitable(self)));
            else
                try_await(awaitable(self));
            told(self, await_result);
            if (await_result == COOP_ERR_CANCELLED && !world.program->jobs[self->number].stubborn)
                return end(self, COOP_ERR_CANCELLED);
        }
    }
    return end(self, COOP_OK);
}
