/* hinch_knob.h - a knob that a script turns, an edge every 3 ms.   SPDX-License-Identifier: MIT */
#ifndef HINCH_KNOB_H
#define HINCH_KNOB_H

#include "hinch_interrupt.h"
#include "parts/encoder.h"

enum { X = 1, Y = 2 };

/* Edges, backwards below 0, and how long the knob rests after them; ends with zeroes. */
struct turning {
    int edges;
    unsigned rest_ms;
};

static const struct turning *turning;
static struct turning left;
static unsigned phase;
static struct pin_watch *watches;
static struct encoder knob;

static void listen_to_pin(void *context, uint8_t pin, enum pin_pull pull)
{
    (void)context;
    expect((pin == X || pin == Y) && pull == PIN_PULL_UP);
}

static bool level_in(unsigned at, uint8_t pin)
{
    return pin == X ? at == 1 || at == 2 : at == 2 || at == 3;
}

static bool read_pin(void *context, uint8_t pin)
{
    (void)context;
    return level_in(phase, pin);
}

static void watch_pin(void *context, struct pin_watch *watch)
{
    (void)context;
    watch->next = watches;
    watches = watch;
}

static const struct board knob_board = {
    .listen = listen_to_pin, .read = read_pin, .watch = watch_pin};

static void turn_by_one(bool forward)
{
    unsigned before = phase;
    phase = (phase + (forward ? 1 : 3)) % 4;
    uint8_t pin = level_in(before, X) != level_in(phase, X) ? X : Y;
    for (struct pin_watch *watch = watches; watch != NULL; watch = watch->next)
        if (pin_watch_wants(watch, pin, level_in(phase, pin)))
            watch->happen(watch, level_in(phase, pin));
}

static void turn_knob(void)
{
    if (left.edges != 0) {
        turn_by_one(left.edges > 0);
        left.edges -= left.edges > 0 ? 1 : -1;
    } else if (left.rest_ms >= 3) {
        left.rest_ms -= 3;
    } else {
        left = *turning;
        turning += left.rest_ms != 0;
    }
}

static inline void begin_knob(const struct turning *turnings, struct encoder_config config)
{
    turning = turnings;
    config.x = X;
    config.y = Y;
    config.pull = PIN_PULL_UP;
    begin_timer(3000, turn_knob);
    encoder_open(&knob, &knob_board, &loop, &config);
}

#endif
