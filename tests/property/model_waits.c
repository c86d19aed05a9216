/* model_waits.c - what tasks wait for, in the model.               SPDX-License-Identifier: MIT */
#include "model.h"

#include <stddef.h>

struct model_task *model_self(void)
{
    return &model.tasks[model.current];
}

bool model_over(int32_t result)
{
    model_self()->result = result;
    return true;
}

/* ---- Locks, places -------------------------------------------------------------------------- */

static void pass_on(int lock)
{
    struct line_up *line = &model.lock_waiters[lock];
    model.held[lock] = line->count > 0;
    model.granted_to[lock] = NOBODY;
    if (line->count == 0)
        return;
    model.granted_to[lock] = model_first_out(line);
    model.tasks[model.granted_to[lock]].granted = true;
    model_wake(model.granted_to[lock], DONE);
}

int32_t model_lock_release(int lock)
{
    if (!model.held[lock] || model.granted_to[lock] != NOBODY)
        return UNHELD;
    pass_on(lock);
    return DONE;
}

static bool acquire(int lock)
{
    if (model.held[lock])
        return model_wait(FOR_LOCK, lock, &model.lock_waiters[lock]);
    model.held[lock] = true;
    return model_over(DONE);
}

int32_t model_place_release(int semaphore)
{
    struct line_up *line = &model.place_waiters[semaphore];
    bool bounded = semaphore == 1;
    if (line->count > 0) {
        int task = model_first_out(line);
        model.tasks[task].granted = true;
        model_wake(task, DONE);
        return DONE;
    }
    if (bounded && model.free_places[semaphore] == model.program->places[semaphore])
        return UNHELD;
    model.free_places[semaphore]++;
    return DONE;
}

static bool take_place(int semaphore)
{
    if (model.free_places[semaphore] == 0)
        return model_wait(FOR_PLACE, semaphore, &model.place_waiters[semaphore]);
    model.free_places[semaphore]--;
    return model_over(DONE);
}

/* ---- Queues --------------------------------------------------------------------------------- */

static int32_t put(struct model_queue *queue, uint32_t item)
{
    if (queue->count == queue->capacity)
        return FULL;
    queue->items[queue->count++] = item;
    queue->unfinished++;
    model_wake_all(&queue->getters, DONE);
    return DONE;
}

static uint32_t take(struct model_queue *queue)
{
    uint32_t item = queue->items[0];
    queue->count--;
    for (int i = 0; i < queue->count; i++)
        queue->items[i] = queue->items[i + 1];
    return item;
}

static int32_t get(struct model_queue *queue, uint32_t *item)
{
    if (queue->count == 0)
        return EMPTY;
    *item = take(queue);
    model_wake_all(&queue->putters, DONE);
    return DONE;
}

int32_t model_put(int queue, uint32_t item)
{
    return put(&model.queues[queue], item);
}

int32_t model_get(int queue, uint32_t *item)
{
    return get(&model.queues[queue], item);
}

int32_t model_push(int number, uint32_t item)
{
    struct model_queue *queue = &model.queues[number];
    if (put(queue, item) == DONE)
        return DONE;
    (void)take(queue);
    queue->unfinished -= queue->unfinished > 0;
    (void)put(queue, item);
    return FULL;
}

int32_t model_task_done(int number)
{
    struct model_queue *queue = &model.queues[number];
    if (queue->unfinished == 0)
        return EMPTY;
    if (--queue->unfinished == 0)
        model_wake_all(&queue->joiners, DONE);
    return DONE;
}

/* A getter and a putter that are woken look again. */
static bool look(struct model_queue *queue, enum model_wait wait, int number)
{
    uint32_t *item = model_self()->item;
    bool gets = wait != FOR_ROOM;
    if ((gets ? get(queue, item) : put(queue, *item)) == DONE)
        return model_over(DONE);
    return model_wait(wait, number, gets ? &queue->getters : &queue->putters);
}

/* ---- Interrupts ----------------------------------------------------------------------------- */

static void note_raised(int flag)
{
    for (int i = 0; i < model.raised_count; i++)
        if (model.raised[i] == flag)
            return;
    model.raised[model.raised_count++] = flag;
}

void model_raise(int flag)
{
    model.flag_set[flag] = true;
    if (model.flag_waiter[flag] != NOBODY)
        note_raised(flag);
}

int32_t model_arrive(uint32_t item)
{
    note_raised(PROGRAM_EACH);
    struct model_queue *queue = &model.arrivals;
    if (queue->count == queue->capacity)
        return FULL;
    queue->items[queue->count++] = item;
    return DONE;
}

void model_deliver(void)
{
    for (int i = 0; i < model.raised_count; i++) {
        int flag = model.raised[i];
        if (flag == PROGRAM_EACH) {
            model_wake_all(&model.arrivals.getters, DONE);
        } else if (model.flag_set[flag] && model.flag_waiter[flag] != NOBODY) {
            model_wake(model.flag_waiter[flag], DONE);
            model.flag_waiter[flag] = NOBODY;
        }
    }
    model.raised_count = 0;
}

static bool wait_flag(int flag)
{
    if (model.flag_waiter[flag] != NOBODY)
        return model_over(BUSY);
    if (model.flag_set[flag]) {
        model.flag_set[flag] = false;
        return model_over(DONE);
    }
    model.flag_waiter[flag] = model.current;
    return model_wait(FOR_FLAG, flag, NULL);
}

/* ---- All of them ---------------------------------------------------------------------------- */

static bool sleep(uint64_t due_us)
{
    (void)model_wait(FOR_TIME, NOBODY, NULL);
    model_schedule(model.current, due_us > model.now_us ? due_us : model.now_us);
    model_self()->result = DONE;
    return false;
}

bool model_begin(const struct program_op *op, int levels)
{
    int object = op->value;
    if (levels > 0)
        return model_begin_limit(op, levels - 1);
    model_self()->item = &model.items[model_self()->owner][model_self()->pc];
    switch (op->code) {
    case OP_SLEEP_US:
        return sleep(model.now_us + (uint32_t)op->value);
    case OP_SLEEP_MS:
        return sleep(model.now_us + (uint64_t)(uint32_t)op->value * 1000);
    case OP_SLEEP_UNTIL:
        return sleep(model.program->start_us + (uint32_t)op->value);
    case OP_JOIN:
        return model_begin_join(op->tasks[0]);
    case OP_EVENT_WAIT:
        return model.event_set[object]
                   ? model_over(DONE)
                   : model_wait(FOR_EVENT, object, &model.event_waiters[object]);
    case OP_LOCK_ACQUIRE:
        return acquire(object);
    case OP_QUEUE_GET:
        return look(&model.queues[object], FOR_ITEM, object);
    case OP_QUEUE_PUT:
        return look(&model.queues[object], FOR_ROOM, object);
    case OP_QUEUE_JOIN:
        return model.queues[object].unfinished == 0
                   ? model_over(DONE)
                   : model_wait(FOR_EVENT, object, &model.queues[object].joiners);
    case OP_SEMAPHORE_ACQUIRE:
        return take_place(object);
    case OP_FLAG_WAIT:
        return wait_flag(object);
    case OP_ISR_QUEUE_GET:
        return look(&model.arrivals, FOR_ARRIVAL, 0);
    default:
        return model_begin_gather(op);
    }
}

static bool resume_granted(bool cancelled, int object)
{
    bool lock = model_self()->wait == FOR_LOCK;
    if (!cancelled) {
        if (lock)
            model.granted_to[object] = NOBODY;
        return model_over(DONE);
    }
    if (model_self()->granted && lock)
        pass_on(object);
    else if (model_self()->granted)
        (void)model_place_release(object);
    return model_over(CANCELLED);
}

bool model_resume(int number)
{
    struct model_task *task = &model.tasks[number];
    bool cancelled = task->cancelled;
    int object = task->object;
    task->cancelled = false;
    switch (task->wait) {
    case FOR_LOCK:
    case FOR_PLACE:
        return resume_granted(cancelled, object);
    case FOR_ITEM:
    case FOR_ROOM:
        return cancelled ? model_over(CANCELLED) : look(&model.queues[object], task->wait, object);
    case FOR_ARRIVAL:
        return cancelled ? model_over(CANCELLED) : look(&model.arrivals, FOR_ARRIVAL, 0);
    case FOR_FLAG:
        if (!cancelled)
            model.flag_set[object] = false;
        return model_over(cancelled ? CANCELLED : DONE);
    case FOR_TASKS:
        return model_resume_gather(cancelled);
    case FOR_LIMIT:
        return model_resume_limit(cancelled);
    case FOR_OVERDUE:
        return model_over(cancelled ? CANCELLED : TIMEOUT);
    default:
        return cancelled ? model_over(CANCELLED) : true;
    }
}
