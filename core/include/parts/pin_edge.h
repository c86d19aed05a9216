/* pin_edge.h - wait until a pin rises or falls.                    SPDX-License-Identifier: MIT
 *
 *     pin_edge_open(&self->edge, self->board, loop, 3, PIN_FALLING, PIN_PULL_UP);
 *     await(pin_edge_wait(&self->edge));
 *
 * The platform tells of each edge, from an interrupt; nobody polls, and nothing is debounced: for
 * buttons see keypad.h.
 */
#ifndef PARTS_PIN_EDGE_H
#define PARTS_PIN_EDGE_H

#include <stdbool.h>
#include <stdint.h>

#include "coop/coop.h"
#include "parts/board.h"

/* All members are private. `watch` is the first one. */
struct pin_edge {
    struct pin_watch watch;
    const struct board *board;
    coop_flag arrived;
    volatile bool seen; /* an edge, since the last wait */
    volatile bool level;
};

/* Make `pin` an input and watch it, for one task of `loop`. */
void pin_edge_open(struct pin_edge *edge, const struct board *board, coop_loop *loop, uint8_t pin,
                   enum pin_edges edges, enum pin_pull pull);
/* Let go of the pin. Nobody may wait. */
void pin_edge_close(struct pin_edge *edge);

/* Over when there is an edge, at once if one came since the last wait (or open, or clear): several
 * of them are one. Result: the level after the latest, 0 or 1. One task may wait; another gets
 * COOP_ERR_BUSY. */
COOP_MUST_USE coop_op pin_edge_wait(struct pin_edge *edge);
/* Forget an edge that nobody has waited for. */
void pin_edge_clear(struct pin_edge *edge);

#endif
