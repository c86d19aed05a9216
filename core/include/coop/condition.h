/* condition.h - waiting, under a lock, until others say that something has changed.
 *                                                                  SPDX-License-Identifier: MIT
 *     await(coop_lock_acquire(&lock));
 *     coop_condition_until(&changed, has_room());
 *     …                                     // it has, and the lock is held
 *     coop_lock_release(&lock);
 *
 * Behaves as asyncio's Condition: tasks are notified in the order they came (Hinch's: the last
 * one first). 8 bytes and a lock.
 */
#ifndef COOP_CONDITION_H
#define COOP_CONDITION_H

#include "coop/coop.h"

/* Set `lock`, which several conditions may share; zero the rest. */
typedef struct coop_condition {
    coop_list waiters;
    coop_lock *lock;
} coop_condition;

/* Let the first `count` of the waiting tasks, or all there are, go on, one after the other, when
 * they get the lock. COOP_ERR_FREE, and nothing happens, if nobody holds it. O(count). */
int32_t coop_condition_notify(coop_condition *condition, uint32_t count);
static inline int32_t coop_condition_notify_all(coop_condition *condition)
{
    return coop_condition_notify(condition, UINT32_MAX);
}

COOP_BEGIN_(coop_begin_condition_);

/* Release the lock, wait to be notified, and acquire it again. However this ends, the lock is held
 * then, so that code after the body can release it; only COOP_ERR_FREE means that nobody held it.
 * A notification that a cancelled task had got is passed on. */
COOP_MUST_USE static inline coop_op coop_condition_wait(coop_condition *condition)
{
    return (coop_op){coop_begin_condition_, condition, 0, NULL};
}

/* Await, in the body of a coroutine, that `holds_` is true: an expression that is evaluated at
 * first and after each notification, with the lock held [wait_for]. */
#define coop_condition_until(condition_, holds_)                                                   \
    do {                                                                                           \
        while (!(holds_))                                                                          \
            COOP_AWAIT(coop_condition_wait(condition_));                                           \
    } while (0)

#endif
