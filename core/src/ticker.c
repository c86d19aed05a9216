/* ticker.c - sleeping until an instant, and from tick to tick.     SPDX-License-Identifier: MIT */
#include "coop/ticker.h"
#include "internal.h"

COOP_BEGIN_(coop_begin_sleep_until_)
{
    uint64_t due_us = (uint64_t)(uintptr_t)out << 48 | (uint64_t)(uintptr_t)object << 32 | number;
    task->kind = &coop_sleep_kind_;
    return coop_sleep_until_(task, due_us);
}

void coop_ticker_start(coop_ticker *ticker, const coop_loop *loop, uint32_t period_us)
{
    *ticker = (coop_ticker){.last_us = coop_now_(loop)};
    coop_ticker_set_period(ticker, period_us);
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
    uint64_t passed_us = coop_now_(coop_loop_(task)) - ticker->last_us;
    uint64_t missed = 0;
    ticker->next_us = ticker->last_us + period_us;
    if (passed_us >= period_us) { /* alone: arithmetic of 64 bits is slow on small processors */
        missed = passed_us / period_us - 1;
        ticker->next_us += missed * period_us;
    }
    task->kind = &ticker_kind;
    task->object = ticker;
    (void)coop_sleep_until_(task, ticker->next_us);
    task->result = missed < INT32_MAX ? (int32_t)missed : INT32_MAX;
    return false;
}

coop_op coop_ticker_next(coop_ticker *ticker)
{
    return (coop_op){begin, ticker, 0, NULL};
}
