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

bool coop_sleep_(coop_task *task, const coop_kind *kind, void *object, uint64_t us)
{
    task->kind = kind;
    task->object = object;
    task->result = COOP_OK;
    if (us == 0) {
        coop_ready_(task);
        return false;
    }
    coop_loop *loop = coop_loop_(task);
    task->due_us = coop_now_(loop) + us;
    coop_timers_add_(loop, task);
    return false;
}

static bool start_ms(coop_task *task, void *object, uint32_t ms, void *out)
{
    (void)object;
    (void)out;
    return coop_sleep_(task, &coop_sleep_ms_kind_, NULL, (uint64_t)ms * 1000);
}

static bool start_us(coop_task *task, void *object, uint32_t us, void *out)
{
    (void)object;
    (void)out;
    return coop_sleep_(task, &coop_sleep_us_kind_, NULL, us);
}

const coop_kind coop_sleep_ms_kind_ = {.name = "sleep", .start = start_ms};
const coop_kind coop_sleep_us_kind_ = {.name = "sleep", .start = start_us};
