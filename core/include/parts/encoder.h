/* encoder.h - a knob that turns: a quadrature encoder on two pins. SPDX-License-Identifier: MIT
 *
 *     encoder_open(&self->knob, self->board, loop,
 *                  &(struct encoder_config){.x = 2, .y = 3, .pull = PIN_PULL_UP, .delay_ms = 100,
 *                                           .minimum = 0, .maximum = 100});
 *     while (true) {
 *         await(coop_call(&self->turn, encoder_turn, .encoder = &self->knob));
 *         show(encoder_position(&self->knob));
 *     }
 *
 * Behaves as Hinch's Encoder. Interrupts count the edges of both pins, so none is missed while
 * tasks hold the CPU; a contact that bounces counts there and back, which is nothing. No task of
 * its own, and nothing runs while nobody turns it.
 */
#ifndef PARTS_ENCODER_H
#define PARTS_ENCODER_H

#include <stdbool.h>
#include <stdint.h>

#include "coop/coop.h"
#include "parts/board.h"

struct encoder_config {
    uint8_t x;
    uint8_t y;
    enum pin_pull pull; /* of both pins */
    /* Edges that make a position, 1..65535, 0: 1. A full cycle has four, which on many knobs is
     * one click. Rounded to the nearest, halves to the even one. */
    uint16_t division;
    /* From an edge until the position is looked at, 0..65535: how often it may change, and time for
     * the contacts to settle. Hinch's default is 100. */
    uint16_t delay_ms;
    int32_t start; /* the first position, within the limits */
    /* Inclusive. Turned further it stays there, and turned back it leaves at once. Both 0: none. */
    int32_t minimum;
    int32_t maximum;
    int32_t modulo; /* 1..INT32_MAX: positions are 0..modulo - 1, and go round; 0: they do not */
};

/* All members are private. */
struct encoder {
    struct pin_watch x_watch;
    struct pin_watch y_watch;
    const struct board *board;
    struct encoder_config config;
    coop_flag turned;
    volatile int32_t fresh; /* edges that have not been looked at, of both directions */
    bool x_level;
    bool y_level;
    int64_t edges;   /* that have, and what the start is worth */
    int64_t counted; /* positions they make, without limits */
    int32_t position;
    int32_t moved;
};

/* Make both pins inputs and count their edges from now on, for one task of `loop`. `config` is not
 * kept. */
void encoder_open(struct encoder *encoder, const struct board *board, coop_loop *loop,
                  const struct encoder_config *config);
/* Let go of the pins; the position stays. Nobody may wait. */
void encoder_close(struct encoder *encoder);

/* Over when the position has changed since it was last awaited, or open: after an edge, and
 * delay_ms. One task may wait; another gets COOP_ERR_BUSY. Cancelled, it loses no edge. */
COOP_DECLARE(encoder_turn, struct encoder *encoder;);

/* As it was when encoder_turn was last over, and by how much it had changed: above 0 if x rises
 * before y does. */
static inline int32_t encoder_position(const struct encoder *encoder)
{
    return encoder->position;
}

static inline int32_t encoder_moved(const struct encoder *encoder)
{
    return encoder->moved;
}

#endif
