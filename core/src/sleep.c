/* sleep.c - awaiting a time.                                       SPDX-License-Identifier: MIT */
#include "internal.h"

const coop_kind coop_sleep_kind_ = {.name = "sleep"};

bool coop_sleep_(coop_task *task, const coop_kind *kind, void *object, uint64_t us)
{
    coop_loop *loop = coop_loop_(task);
    task->object = object;
    if (us == 0)
        return coop_yield_(task, kind);
    coop_leave_(task);
    task->kind = kind;
    task->result = COOP_OK;
    task->due_us = coop_now_(loop) + us;
    coop_timers_add_(loop, task);
    return false;
}

COOP_BEGIN_(coop_begin_sleep_ms_)
{
    (void)object;
    (void)out;
    return coop_sleep_(task, &coop_sleep_kind_, NULL, coop_us_of_ms_(number));
}

COOP_BEGIN_(coop_begin_sleep_us_)
{
    (void)object;
    (void)out;
    return coop_sleep_(task, &coop_sleep_kind_, NULL, number);
}
