/* condition.c - waiting under a lock for a change.                 SPDX-License-Identifier: MIT
 *
 *     condition ──── notify ───► notified ────────► relock ──► over, with the result it brought
 *         │                          └── cancel ──► missed ──► notifies another, relock
 *         └───────── cancel ─────────────────────────────────► relock
 *
 * While it waits for the lock, the task's `result` is what the await will end with.
 */
#include "coop/condition.h"

#include "internal.h"

static bool resume_relock(coop_task *task);

static const coop_kind relock_kind = {
    .name = "lock", .resume = resume_relock, .abandon = coop_leave_, .cancelled = resume_relock};

static bool resume_relock(coop_task *task)
{
    coop_lock *lock = task->object;
    if (lock->next_holder != task)
        return coop_lock_take_(task, lock, &relock_kind);
    lock->next_holder = NULL;
    return true;
}

static bool relock(coop_task *task, int32_t result)
{
    const coop_condition *condition = task->object;
    task->object = condition->lock;
    task->result = result;
    return resume_relock(task);
}

static bool resume_notified(coop_task *task)
{
    return relock(task, COOP_OK);
}

static void notify(coop_condition *condition, uint32_t count);

static bool resume_missed(coop_task *task)
{
    notify(task->object, 1);
    return relock(task, COOP_ERR_CANCELLED);
}

static void abandon(coop_task *task)
{
    const coop_condition *condition = task->object;
    coop_leave_(task);
    task->object = condition->lock;
}

static const coop_kind notified_kind = {
    .name = "condition", .resume = resume_notified, .cancelled = resume_missed};
static const coop_kind condition_kind = {
    .name = "condition", .abandon = abandon, .cancelled = resume_relock};

static void notify(coop_condition *condition, uint32_t count)
{
    for (; count > 0 && condition->waiters.last != NULL; count--) {
        coop_task *task = coop_list_pop_(&condition->waiters);
        task->kind = &notified_kind;
        coop_ready_(task);
    }
}

int32_t coop_condition_notify(coop_condition *condition, uint32_t count)
{
    if (!coop_lock_held(condition->lock))
        return COOP_ERR_FREE;
    notify(condition, count);
    return COOP_OK;
}

COOP_BEGIN_(coop_begin_condition_)
{
    (void)number;
    (void)out;
    coop_condition *condition = object;
    task->result = coop_lock_release(condition->lock);
    if (task->result != COOP_OK)
        return true;
    return coop_park_(task, &condition_kind, condition, &condition->waiters);
}
