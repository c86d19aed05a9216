/* lock.c - one holder at a time.                                   SPDX-License-Identifier: MIT
 *
 * Held all the time from one holder to the next, so that nobody gets in between.
 */
#include "internal.h"

static void hand_over(coop_lock *lock)
{
    lock->held = lock->waiters.last != NULL;
    if (!lock->held)
        return;
    lock->next_holder = coop_list_pop_(&lock->waiters);
    coop_ready_(lock->next_holder);
}

int32_t coop_lock_release(coop_lock *lock)
{
    if (!lock->held || lock->next_holder != NULL)
        return COOP_ERR_FREE;
    hand_over(lock);
    return COOP_OK;
}

bool coop_lock_held(const coop_lock *lock)
{
    return lock->held;
}

static bool resume(coop_task *task)
{
    coop_lock *lock = task->object;
    lock->next_holder = NULL;
    return true;
}

/* Cancelled on the way: the lock goes to the one behind. */
static bool resume_cancelled(coop_task *task)
{
    coop_lock *lock = task->object;
    if (lock->next_holder == task) {
        lock->next_holder = NULL;
        hand_over(lock);
    }
    return true;
}

static const coop_kind lock_kind = {
    .name = "lock", .resume = resume, .abandon = coop_leave_, .cancelled = resume_cancelled};

bool coop_lock_take_(coop_task *task, coop_lock *lock, const coop_kind *kind)
{
    if (lock->held)
        return coop_park_(task, kind, lock, &lock->waiters);
    lock->held = true;
    return true;
}

COOP_BEGIN_(coop_begin_lock_)
{
    (void)number;
    (void)out;
    task->result = COOP_OK;
    return coop_lock_take_(task, object, &lock_kind);
}
