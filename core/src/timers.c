/* timers.c - sleeping tasks, in the order of their deadlines.      SPDX-License-Identifier: MIT
 *
 * A sorted list: up to some sixteen sleepers nothing is faster on a small core, and it needs no
 * memory of its own.
 */
#include "internal.h"

void coop_timers_add_(coop_loop *loop, coop_task *task)
{
    coop_task **place = &loop->timers;
    while (*place != NULL && (*place)->due_us <= task->due_us)
        place = &(*place)->next;
    task->next = *place;
    *place = task;
}

void coop_timers_remove_(coop_loop *loop, coop_task *task)
{
    coop_task **place = &loop->timers;
    while (*place != task)
        place = &(*place)->next;
    *place = task->next;
}

static void fall_asleep(coop_task *task, uint64_t us)
{
    coop_loop *loop = coop_loop_(task);
    task->due_us = coop_now_(loop) + us;
    coop_timers_add_(loop, task);
}

bool coop_sleep_(coop_task *task, const coop_kind *kind, void *object, uint64_t us)
{
    task->kind = kind;
    task->object = object;
    task->result = COOP_OK;
    if (us == 0)
        coop_ready_(task);
    else
        fall_asleep(task, us);
    return false;
}

static const coop_kind sleep_kind = {.name = "sleep"};

COOP_BEGIN_(coop_begin_sleep_ms_)
{
    (void)object;
    (void)out;
    return coop_sleep_(task, &sleep_kind, NULL, (uint64_t)number * 1000);
}

COOP_BEGIN_(coop_begin_sleep_us_)
{
    (void)object;
    (void)out;
    return coop_sleep_(task, &sleep_kind, NULL, number);
}
