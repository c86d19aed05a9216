/* counter.h - counts the edges of a pin.                           SPDX-License-Identifier: MIT
 *
 * Behaves as CircuitPython's countio.Counter, and can be awaited as well. Every edge counts, also
 * while tasks hold the CPU; nothing is debounced. Both edges may be counted, at any pin.
 */
#ifndef PARTS_COUNTER_H
#define PARTS_COUNTER_H

#include <stdint.h>

#include "coop/coop.h"
#include "parts/board.h"

/* All members are private. `watch` is the first one. */
struct counter {
    struct pin_watch watch;
    const struct board *board;
    coop_flag changed;
    volatile uint32_t count;
    volatile uint32_t fresh; /* edges since the last await */
};

/* Make `pin` an input and count from 0, for tasks of `loop`. */
void counter_open(struct counter *counter, const struct board *board, coop_loop *loop, uint8_t pin,
                  enum pin_edges edges, enum pin_pull pull);
/* Let go of the pin; the count stays. Nobody may wait. [deinit] */
void counter_close(struct counter *counter);

uint32_t counter_count(const struct counter *counter); /* wraps after 2^32 edges */
/* Go on from `count`, and forget the edges that nobody has awaited. */
void counter_set(struct counter *counter, uint32_t count);
void counter_reset(struct counter *counter); /* to 0 */

/* Over when edges have been counted since the last await (or open, or set); at once if there are
 * any. Result: how many, 1 to INT32_MAX. One task may wait; another gets COOP_ERR_BUSY. */
COOP_MUST_USE coop_op counter_change(struct counter *counter);

#endif
