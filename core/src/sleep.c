/* sleep.c - awaiting a time.                                       SPDX-License-Identifier: MIT */
#include "internal.h"

const coop_kind coop_sleep_kind_ = {.name = "sleep"};

static bool fall_asleep(coop_task *task, const coop_kind *kind, uint64_t due_us)
{
    coop_unready_(task);
    task->kind = kind;
    task->result = COOP_OK;
    task->due_us = due_us;
    if (due_us != COOP_NEVER)
        coop_timers_add_(coop_loop_(task), task);
    return false;
}

bool coop_sleep_(coop_task *task, const coop_kind *kind, void *object, uint64_t us)
{
    task->object = object;
    if (us == 0)
        return coop_yield_(task, kind);
    return fall_asleep(task, kind, coop_now_(coop_loop_(task)) + us);
}

/* The clock may move on meanwhile, so there is no way by a sleep of what is left. */
bool coop_sleep_until_(coop_task *task, const coop_kind *kind, void *object, uint64_t due_us)
{
    task->object = object;
    if (due_us <= coop_now_(coop_loop_(task)))
        return coop_yield_(task, kind);
    return fall_asleep(task, kind, due_us);
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
