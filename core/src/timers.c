/* timers.c - sleeping tasks in a sorted list.                      SPDX-License-Identifier: MIT
 *
 * Up to some sixteen sleepers nothing is faster on a small core, and it needs no memory of its
 * own. wheel.c is the other choice.
 */
#include "internal.h"

#if !COOP_TIMER_WHEEL

void coop_timers_add_(coop_loop *loop, coop_task *task)
{
    coop_task **place = &loop->timers.first;
    while (*place != NULL && (*place)->due_us <= task->due_us)
        place = &(*place)->next;
    task->next = *place;
    *place = task;
    loop->attention.asleep = true;
}

void coop_timers_remove_(coop_loop *loop, coop_task *task)
{
    coop_task **place = &loop->timers.first;
    while (*place != task)
        place = &(*place)->next;
    *place = task->next;
    loop->attention.asleep = loop->timers.first != NULL;
}

coop_task *coop_timers_pop_(coop_loop *loop)
{
    coop_task *first = loop->timers.first;
    loop->timers.first = first->next;
    loop->attention.asleep = first->next != NULL;
    return first;
}

#endif
