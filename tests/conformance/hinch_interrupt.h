/* hinch_interrupt.h - a timer that interrupts while the loop idles. SPDX-License-Identifier: MIT */
#ifndef HINCH_INTERRUPT_H
#define HINCH_INTERRUPT_H

#include "hinch.h"

static struct {
    bool (*idle)(void *context, uint64_t until_us); /* of the port without a timer */
    void (*happen)(void);                           /* NULL: it is off */
    uint64_t next_us;
    uint32_t period_us;
} timer;

static bool idle_with_timer(void *context, uint64_t until_us)
{
    bool first = timer.happen != NULL && timer.next_us < until_us;
    if (!timer.idle(context, first ? timer.next_us : until_us))
        return false;
    if (timer.happen != NULL && fake.now_us >= timer.next_us) {
        timer.next_us += timer.period_us;
        timer.happen();
    }
    return true;
}

/* After begin_loop(): call `happen` every period from now on. */
static inline void begin_timer(uint32_t period_us, void (*happen)(void))
{
    timer.idle = port.idle;
    timer.happen = happen;
    timer.period_us = period_us;
    timer.next_us = fake.now_us + period_us;
    port.idle = idle_with_timer;
}

#endif
