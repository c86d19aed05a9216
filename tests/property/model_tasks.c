/* model_tasks.c - tasks that wait for tasks, in the model.         SPDX-License-Identifier: MIT */
#include "model.h"

#include <stddef.h>

/* ---- One, or several
 * ------------------------------------------------------------------------------ */

/* Whether `awaited` cannot end before the running task: because it awaits it, through whatever
 * other tasks, or because it gathers it, directly or as a gatherer of gatherers. */
static bool circular(int awaited)
{
    if (awaited == model.current)
        return true;
    for (int task = awaited;
         !model.tasks[task].queued &&
         (model.tasks[task].wait == FOR_TASK || model.tasks[task].wait == FOR_OVERDUE);) {
        task = model.tasks[task].object;
        if (task == model.current)
            return true;
    }
    for (int up = model_self()->gatherer; up != NOBODY; up = model.tasks[up].gatherer)
        if (up == awaited)
            return true;
    return false;
}

bool model_begin_join(int awaited)
{
    struct model_task *task = &model.tasks[awaited];
    if (task->ended) {
        model_hear(awaited);
        return model_over(task->result);
    }
    if (circular(awaited))
        return model_over(SELF);
    if (task->gatherer != NOBODY)
        return model_over(BUSY);
    return model_wait(FOR_TASK, awaited, &task->waiters);
}

static void release_children(int gatherer, bool cancel)
{
    struct model_task *task = &model.tasks[gatherer];
    int count = task->child_count;
    task->child_count = 0;
    for (int i = 0; i < count; i++) {
        model.tasks[task->children[i]].gatherer = NOBODY;
        if (cancel)
            (void)model_cancel(task->children[i]);
    }
}

static bool all_ended(const struct model_task *gatherer)
{
    for (int i = 0; i < gatherer->child_count; i++)
        if (!model.tasks[gatherer->children[i]].ended)
            return false;
    return true;
}

/* That child, the `index`th, has ended. True if that decides how the gather ends. */
static bool decide(struct model_task *gatherer, int child, int index)
{
    int32_t result = model.tasks[child].result;
    bool failed = result < 0 && (result != CANCELLED || gatherer->gathers == OP_GATHER);
    bool race = gatherer->gathers == OP_RACE;
    if (gatherer->decided || gatherer->gathers == OP_SETTLED || (!failed && !race))
        return false;
    gatherer->decided = true;
    gatherer->result = failed ? result : index;
    return true;
}

static void cancel_children(const struct model_task *gatherer)
{
    for (int i = 0; i < gatherer->child_count; i++)
        (void)model_cancel(gatherer->children[i]);
}

void model_child_ended(int child)
{
    int gatherer = model.tasks[child].gatherer;
    struct model_task *task = &model.tasks[gatherer];
    if (task->queued)
        return;
    int index = 0;
    while (task->children[index] != child)
        index++;
    bool decided = decide(task, child, index);
    bool over = decided && task->gathers == OP_GATHER;
    if (decided && !over)
        cancel_children(task);
    if (over || all_ended(task))
        model_wake(gatherer, task->decided ? task->result : DONE);
}

static int32_t adopt(int child)
{
    struct model_task *task = &model.tasks[child];
    if (circular(child))
        return SELF;
    if (task->gatherer != NOBODY || task->waiters.count > 0)
        return BUSY;
    task->gatherer = model.current;
    model_self()->children[model_self()->child_count++] = child;
    return DONE;
}

/* Over if all children have ended, with what was decided. */
static bool wait_for_children(void)
{
    if (!all_ended(model_self()))
        return model_wait(FOR_TASKS, NOBODY, NULL);
    release_children(model.current, false);
    return model_over(model_self()->decided ? model_self()->result : DONE);
}

bool model_begin_gather(const struct program_op *op)
{
    int32_t error = DONE;
    model_self()->child_count = 0;
    model_self()->gathers = (enum program_code)op->code;
    model_self()->decided = false;
    for (int i = 0; i < op->count && error == DONE; i++)
        if (!model.tasks[op->tasks[i]].ended)
            error = adopt(op->tasks[i]);
    for (int i = 0; i < op->count && error == DONE; i++)
        if (model.tasks[op->tasks[i]].ended) {
            model_hear(op->tasks[i]);
            (void)decide(model_self(), op->tasks[i], i);
        }
    if (error != DONE || (model_self()->decided && op->code == OP_GATHER)) {
        release_children(model.current, false);
        return model_over(error != DONE ? error : model_self()->result);
    }
    if (model_self()->decided)
        cancel_children(model_self());
    return wait_for_children();
}

/* Groups and races cancel their children and wait for them; gathers don't wait. */
bool model_resume_gather(bool cancelled)
{
    bool waits = model_self()->gathers == OP_GROUP || model_self()->gathers == OP_RACE;
    if (cancelled && waits) {
        cancel_children(model_self());
        model_self()->decided = true;
        model_self()->result = CANCELLED;
        return wait_for_children();
    }
    release_children(model.current, cancelled);
    return cancelled ? model_over(CANCELLED) : true;
}

/* ---- Time limits ---------------------------------------------------------------------------- */

static bool alive(int task)
{
    return model.tasks[task].births > 0 && !model.tasks[task].ended;
}

bool model_begin_limit(const struct program_op *op, int level)
{
    int limited = model.helpers[model_self()->owner][model_self()->pc] + 2 * level;
    int watch = limited + 1;
    if (alive(limited) || alive(watch))
        return model_over(BUSY);
    bool joins = level == 0 && op->code == OP_JOIN;
    if (!joins)
        model_birth(limited);
    model.tasks[watch].target = joins ? op->tasks[0] : limited;
    model_birth(watch);
    (void)model_wait(FOR_LIMIT, watch, NULL);
    model_schedule(model.current, model.now_us + (uint64_t)op->limit_ms[level] * 1000);
    return false;
}

void model_watch_ended(int watch)
{
    for (int i = 0; i < model.task_count; i++) {
        struct model_task *task = &model.tasks[i];
        if (!alive(i) || task->wait != FOR_LIMIT || task->object != watch || !task->queued ||
            task->cancelled)
            continue;
        task->granted = true;
        task->result = model.tasks[watch].result;
        if (task->due_us > model.now_us)
            model_schedule(i, model.now_us);
    }
}

bool model_resume_limit(bool cancelled)
{
    int watch = model_self()->object;
    if (cancelled) {
        (void)model_cancel(watch);
        return model_over(CANCELLED);
    }
    if (model_self()->granted)
        return true;
    if (model_cancel(watch) != DONE)
        return model_over(TIMEOUT);
    return model_wait(FOR_OVERDUE, watch, &model.tasks[watch].waiters);
}
