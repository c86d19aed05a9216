/* clock.h - virtual time, and what happens in it by itself.        SPDX-License-Identifier: MIT
 *
 * The clock moves only when it is told to. On its way it lets pass what is due: inputs from the
 * outside and scans of keypads, in the order of their times; at one time, inputs come first.
 */
#ifndef ENGINE_CLOCK_H
#define ENGINE_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/board.h"
#include "parts/keypad.h"

#define CLOCK_SCANS_MAX 64 /* keypads that are open at once; a task of a scene has one at most */

struct clock_input {
    uint64_t time_us;
    const struct board_pin *pin;
    bool level;
    char *text; /* typed, instead of a level; from malloc(), the clock's when it is added. NULL */
    int32_t *place; /* of a setting that gets `value`, instead of a level; NULL */
    size_t setting; /* which one that is */
    int32_t value;
};

struct clock_scan {
    struct keypad *keypad;
    uint64_t next_us; /* begin of the tick at which it is due */
};

/* Told when an input comes to pass. */
typedef void (*clock_hook)(void *context, const struct clock_input *input);
/* Told when the clock has come to its limit and is to go on: first moves the limit, somehow. */
typedef void (*clock_limit_hook)(void *context);

struct clock {
    uint64_t now_us;
    uint64_t limit_us; /* where `limit_hook` is called; UINT64_MAX: never */
    clock_limit_hook limit_hook;
    const struct board_cost *cost;
    clock_hook hook;
    void *context;
    struct clock_input *inputs; /* by time, then arrival; those before input_passed are over */
    size_t input_count;
    size_t input_capacity;
    size_t input_passed;
    struct clock_scan scans[CLOCK_SCANS_MAX];
    size_t scan_count;
};

void clock_init(struct clock *clock, const struct board_cost *cost, clock_hook hook, void *context);
void clock_free(struct clock *clock);

/* Move on by `us`, or to `time_us` unless that has passed; not beyond the limit, until that has
 * been moved. */
void clock_spend(struct clock *clock, uint64_t us);
void clock_advance(struct clock *clock, uint64_t time_us);

/* The time as the loop sees it: in whole tick_us, and never ahead of the raw ticks. */
uint64_t clock_seen_us(const struct clock *clock);
/* The first instant at which the loop sees `seen_us` or more; UINT64_MAX for UINT64_MAX. */
uint64_t clock_reach_us(const struct clock *clock, uint64_t seen_us);
/* Milliseconds by the raw ticks. */
uint32_t clock_tick_ms(const struct clock *clock);

/* When the next input or scan is due; UINT64_MAX if there is none. */
uint64_t clock_next_us(const struct clock *clock);

/* Returns the input's time: its own, or if that has passed the first microsecond that has not
 * been simulated. UINT64_MAX if there is no memory for it: then its text is still the caller's.
 * Of values that a setting gets at one time only the last is kept, in the place of the first. */
uint64_t clock_add_input(struct clock *clock, const struct clock_input *input);

/* Scan now, and from now on. More than CLOCK_SCANS_MAX: false. */
bool clock_add_scan(struct clock *clock, struct keypad *keypad);
void clock_remove_scan(struct clock *clock, struct keypad *keypad);

#endif
