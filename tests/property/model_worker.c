/* model_worker.c - what the model's tasks do.                      SPDX-License-Identifier: MIT */
#include "model.h"

static const struct program_op *op_of(const struct model_task *task)
{
    return &model.program->jobs[task->owner].ops[task->pc];
}

static void tell(uint8_t event, int32_t result, uint32_t item)
{
    model_log(event, model.current, model_self()->pc, result, item);
}

static void skip(void)
{
    tell(LOG_SKIPPED, 0, LOG_NO_ITEM);
}

/* ---- What does not wait -------------------------------------------------------------------- */

static void spawn(int number)
{
    const struct model_task *task = &model.tasks[number];
    uint32_t births_max = program_gathers(model.program, (uint32_t)number) ? 1 : PROGRAM_BIRTHS_MAX;
    if (task->births >= births_max || (task->births > 0 && !task->ended))
        skip();
    else
        model_birth(number);
}

static void release_lock(const struct program_op *op)
{
    bool *locked = &model_self()->locked[op->value];
    if (!*locked && !op->called) {
        skip();
        return;
    }
    *locked = false;
    tell(LOG_RESULT, model_lock_release(op->value), LOG_NO_ITEM);
}

static void release_place(const struct program_op *op)
{
    uint32_t *places = &model_self()->places[op->value];
    if (*places == 0 && !op->called) {
        skip();
        return;
    }
    *places -= *places > 0;
    tell(LOG_RESULT, model_place_release(op->value), LOG_NO_ITEM);
}

static void act_on_queue(const struct program_op *op)
{
    uint32_t item = 0;
    int32_t result = DONE;
    if (op->code == OP_QUEUE_GET_NOWAIT) {
        result = model_get(op->value, &item);
    } else {
        item = model.next_item++;
        if (op->code == OP_QUEUE_PUT_NOWAIT)
            result = model_put(op->value, item);
        else if (op->code == OP_QUEUE_PUSH)
            result = model_push(op->value, item);
        else
            result = model_task_done(op->value);
    }
    tell(LOG_RESULT, result, item);
}

static void act(const struct program_op *op)
{
    switch (op->code) {
    case OP_WORK:
        model_advance(model.now_us + (uint32_t)op->value);
        break;
    case OP_SPAWN:
        spawn(op->tasks[0]);
        break;
    case OP_CANCEL:
        tell(LOG_RESULT, model_cancel(op->tasks[0]), LOG_NO_ITEM);
        break;
    case OP_EVENT_SET:
        model.event_set[op->value] = true;
        model_wake_all(&model.event_waiters[op->value], DONE);
        break;
    case OP_EVENT_CLEAR:
        model.event_set[op->value] = false;
        break;
    case OP_LOCK_RELEASE:
        release_lock(op);
        break;
    case OP_SEMAPHORE_RELEASE:
        release_place(op);
        break;
    case OP_FLAG_SET:
        model_raise(op->value);
        break;
    case OP_FLAG_CLEAR:
        model.flag_set[op->value] = false;
        break;
    default:
        act_on_queue(op);
        break;
    }
}

/* ---- A worker ------------------------------------------------------------------------------ */

static void end(int32_t result)
{
    for (int i = 0; i < PROGRAM_EACH; i++) {
        if (model_self()->locked[i])
            tell(LOG_STATE, model_lock_release(i), LOG_NO_ITEM);
        for (; model_self()->places[i] > 0; model_self()->places[i]--)
            tell(LOG_STATE, model_place_release(i), LOG_NO_ITEM);
        model_self()->locked[i] = false;
    }
    tell(LOG_END, result, LOG_NO_ITEM);
    model_end(model.current, result);
}

/* Its await is over. False: that ends the task. */
static bool told(const struct program_op *op)
{
    int32_t result = model_self()->result;
    bool takes = op->code == OP_QUEUE_GET || op->code == OP_ISR_QUEUE_GET;
    tell(LOG_RESULT, result,
         takes && result == DONE ? model.items[model_self()->owner][model_self()->pc]
                                 : LOG_NO_ITEM);
    if (result == DONE && op->code == OP_LOCK_ACQUIRE)
        model_self()->locked[op->value] = true;
    if (result == DONE && op->code == OP_SEMAPHORE_ACQUIRE)
        model_self()->places[op->value]++;
    return result != CANCELLED || model.program->jobs[model.current].stubborn;
}

static bool unborn(const struct program_op *op)
{
    for (int i = 0; i < op->count; i++)
        if (model.tasks[op->tasks[i]].births == 0)
            return true;
    return false;
}

enum outcome { GOES_ON, WAITS, ENDS };

static enum outcome await(const struct program_op *op)
{
    if (unborn(op)) {
        skip();
        return GOES_ON;
    }
    if (op->code == OP_QUEUE_PUT)
        model.items[model_self()->owner][model_self()->pc] = model.next_item++;
    if (!model_begin(op, op->limits))
        return WAITS;
    return told(op) ? GOES_ON : ENDS;
}

static enum outcome perform(const struct program_op *op)
{
    tell(LOG_BEGIN, 0, LOG_NO_ITEM);
    if (program_words[op->code].waits)
        return await(op);
    act(op);
    return GOES_ON;
}

static void work(void)
{
    const struct program_job *job = &model.program->jobs[model.current];
    for (; model_self()->round < job->rounds && job->op_count > 0; model_self()->round++) {
        for (; model_self()->pc < (int)job->op_count; model_self()->pc++) {
            const struct program_op *op = op_of(model_self());
            if (op->code == OP_RETURN) {
                tell(LOG_BEGIN, 0, LOG_NO_ITEM);
                end(op->value);
                return;
            }
            enum outcome outcome = perform(op);
            if (outcome == ENDS)
                end(CANCELLED);
            if (outcome != GOES_ON)
                return;
        }
        model_self()->pc = 0;
    }
    end(DONE);
}

static void go_on_working(void)
{
    if (!told(op_of(model_self()))) {
        end(CANCELLED);
        return;
    }
    model_self()->pc++;
    work();
}

/* ---- All ----------------------------------------------------------------------------------- */

static void begin(void)
{
    struct model_task *task = model_self();
    if (task->role == A_WORKER) {
        task->owner = model.current;
        work();
    } else if (task->role == A_LIMITED) {
        if (model_begin(op_of(task), task->level))
            model_end(model.current, task->result);
    } else if (model_begin_join(task->target)) {
        model_watch_ended(model.current);
        model_end(model.current, DONE);
    }
}

void model_go_on(void)
{
    struct model_task *task = model_self();
    if (task->wait == FOR_TURN) {
        if (task->cancelled)
            model_end(model.current, CANCELLED);
        else
            begin();
    } else if (model_resume(model.current)) {
        if (task->role == A_WORKER) {
            go_on_working();
        } else if (task->role == A_LIMITED) {
            model_end(model.current, task->result);
        } else {
            model_watch_ended(model.current);
            model_end(model.current, DONE);
        }
    }
}
