/* ticker.c - sleeping until an instant, and from tick to tick.     SPDX-License-Identifier: MIT */
#include "coop/ticker.h"
#include "internal.h"

/* The clock may move on meanwhile, so there is no way by a sleep of what is left. */
static bool sleep_until(coop_task *task, const coop_kind *kind, void *object, uint64_t due_us)
{
    coop_loop *loop = coop_loop_(task);
    task->kind = kind;
    task->object = object;
    if (due_us <= coop_now_(loop)) {
        coop_ready_(task);
        return false;
    }
    task->due_us = due_us;
    if (due_us != COOP_NEVER)
        coop_timers_add_(loop, task);
    return false;
}

static const coop_kind sleep_kind = {.name = "sleep"};

COOP_BEGIN_(coop_begin_sleep_until_)
{
    (void)out;
    task->result = COOP_OK;
    return sleep_until(task, &sleep_kind, NULL, (uint64_t)(uintptr_t)object << 32 | number);
}

void coop_ticker_start(coop_ticker *ticker, const coop_loop *loop, uint32_t period_us)
{
    COOP_ASSERT(period_us != 0);
    *ticker = (coop_ticker){.last_us = coop_now_(loop), .period_us = period_us};
}

void coop_ticker_set_period(coop_ticker *ticker, uint32_t period_us)
{
    COOP_ASSERT(period_us != 0);
    ticker->period_us = period_us;
}

static bool resume(coop_task *task)
{
    coop_ticker *ticker = task->object;
    ticker->last_us = ticker->next_us;
    return true;
}

static const coop_kind ticker_kind = {.name = "tick", .resume = resume};

static COOP_BEGIN_(begin)
{
    (void)number;
    (void)out;
    coop_ticker *ticker = object;
    uint32_t period_us = ticker->period_us;
    COOP_ASSERT(period_us != 0);
    uint64_t now_us = coop_now_(coop_loop_(task));
    uint64_t missed = 0;
    ticker->next_us = ticker->last_us + period_us;
    if (now_us >= ticker->next_us + period_us)
        missed = (now_us - ticker->next_us) / period_us;
    ticker->next_us += missed * period_us;
    task->result = missed < INT32_MAX ? (int32_t)missed : INT32_MAX;
    return sleep_until(task, &ticker_kind, ticker, ticker->next_us);
}

coop_op coop_ticker_next(coop_ticker *ticker)
{
    return (coop_op){begin, ticker, 0, NULL};
}
