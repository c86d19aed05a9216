/* sleep.c - awaiting a time.                                       SPDX-License-Identifier: MIT */
#include "internal.h"

const coop_kind coop_sleep_kind_ = {.name = "sleep"};

COOP_FAST_INLINE_ bool fall_asleep(coop_task *task, uint64_t due_us)
{
    coop_unready_(task);
    task->result = COOP_OK;
    task->due_us = due_us;
    coop_timers_add_(coop_loop_(task), task);
    return false;
}

COOP_FAST_INLINE_ bool sleep(coop_task *task, uint64_t us)
{
    if (us == 0)
        return coop_yield_(task, task->kind);
    return fall_asleep(task, coop_now_(coop_loop_(task)) + us);
}

/* Without the call that a 64-bit product is on a core of 32 bits. */
static uint64_t us_of_ms(uint32_t ms)
{
    if (UINTPTR_MAX > UINT32_MAX)
        return (uint64_t)ms * 1000;
    return ((uint64_t)((ms >> 16) * 1000u) << 16) + (uint64_t)((ms & 0xffff) * 1000u);
}

bool coop_sleep_for_ms_(coop_task *task, uint32_t ms)
{
    return sleep(task, us_of_ms(ms));
}

/* The clock may move on meanwhile, so there is no way by a sleep of what is left. */
bool coop_sleep_until_(coop_task *task, uint64_t due_us)
{
    task->result = COOP_OK;
    if (due_us == COOP_NEVER)
        return coop_wait_(task);
    if (due_us <= coop_now_(coop_loop_(task)))
        return coop_yield_(task, task->kind);
    return fall_asleep(task, due_us);
}

COOP_BEGIN_(coop_begin_sleep_ms_)
{
    (void)object;
    (void)out;
    task->kind = &coop_sleep_kind_;
    return coop_sleep_for_ms_(task, number);
}

COOP_BEGIN_(coop_begin_sleep_us_)
{
    (void)object;
    (void)out;
    task->kind = &coop_sleep_kind_;
    return sleep(task, number);
}
