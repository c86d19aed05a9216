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
    coop_mark_asleep_(loop);
}

void coop_timers_remove_(coop_loop *loop, coop_task *task)
{
    coop_task **place = &loop->timers.first;
    while (*place != task)
        place = &(*place)->next;
    *place = task->next;
    coop_mark_asleep_(loop);
}

#endif
