/* ticker.h - what repeats without drift.                           SPDX-License-Identifier: MIT
 *
 * A loop of sleeps is late by what each round takes; a ticker stays on its grid:
 *
 *     coop_ticker_start(&self->ticker, coop_loop_of(this_task), 20000);
 *     while (true) {
 *         await(coop_ticker_next(&self->ticker));
 *         …
 *     }
 */
#ifndef COOP_TICKER_H
#define COOP_TICKER_H

#include "coop/coop.h"

/* All members are private. */
typedef struct coop_ticker {
    uint64_t last_us; /* when its last tick was due */
    uint64_t next_us; /* while it is awaited */
    uint32_t period_us;
} coop_ticker;

/* Tick every `period_us` (1 to UINT32_MAX), at first one period from now. */
void coop_ticker_start(coop_ticker *ticker, const coop_loop *loop, uint32_t period_us);

/* From its last tick on. For an await that is under way, from the one after it. */
void coop_ticker_set_period(coop_ticker *ticker, uint32_t period_us);

/* When its last tick was due, or, before the first, when it was started. */
static inline uint64_t coop_ticker_last_us(const coop_ticker *ticker)
{
    return ticker->last_us;
}

/* Over at the next tick; after a turn if it is late. Ticks that nobody has awaited until the one
 * after them was due are left out: the result is their number, 0 to INT32_MAX. If it is cancelled,
 * the tick is still to come. For one task at a time. O(sleeping tasks). */
COOP_MUST_USE coop_op coop_ticker_next(coop_ticker *ticker);

#endif
