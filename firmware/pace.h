/* pace.h - the time of a scene on a board: the simulator's own.    SPDX-License-Identifier: MIT
 *
 * A program does on the board what it does in the simulator, to the frame, because its time is the
 * same: each step costs step_us, a transfer what it takes on the wire, and an input or a scan of a
 * keypad has its place between them. The chip only paces this clock: it never lets it run ahead of
 * real time, and sleeps meanwhile. So whatever the outside did up to an instant has been noted,
 * with its time, before the program sees that instant. A step that really takes longer than its
 * price makes the clock late; it catches up as soon as there is something to wait for.
 */
#ifndef PACE_H
#define PACE_H

#include <stdbool.h>
#include <stdint.h>

#include "coop/port.h"

/* What time costs, as the scene says: see docs/scenes.md. */
struct pace_cost {
    uint32_t step_us;
    uint32_t tick_us;
    uint32_t px_us;
    uint32_t reset_us;
    uint32_t clock_us;
    uint32_t hz;
    uint32_t mono_us;
    uint64_t boot_us;
};

/* What happens by itself, at its time. */
struct pace_source {
    /* When the next of it is due; COOP_NEVER if it is not known. */
    uint64_t (*next_us)(void);
    /* Let it come to pass. The time is that of the source, or later if it was noted late. */
    void (*pass)(void);
    struct pace_source *next; /* pace's own */
};

/* Time begins, with the scene's boot_us, now. */
void pace_start(const struct pace_cost *cost);
const struct pace_cost *pace_cost(void);

/* What interrupts note: edges of pins, typed lines; and scans, which are planned. At one time news
 * are first. A source that is linked in registers itself, once. */
void pace_add_news(struct pace_source *source);
void pace_set_scans(const struct pace_source *scans);

/* The port of a scene's loop. Its interrupt lock locks nothing: no interrupt touches the loop. */
extern const coop_port pace_port;

uint64_t pace_now_us(void);
/* The same of real time, for the times of edges. ISR-safe. */
uint64_t pace_real_us(void);

/* Move on by `us`, or to `time_us` unless that has passed: not before real time is there. */
void pace_spend(uint32_t us);
void pace_advance(uint64_t time_us);
/* Sleep until real time is there; the scene's stands still, and will be late. */
void pace_hold(uint64_t real_us);

/* Functions of struct board. */
uint64_t pace_clock_us(void *context);
void pace_delay_us(void *context, uint32_t us);
uint32_t pace_time_ms(void *context);

#endif
