/* pacing.h - virtual time against the wall.                         SPDX-License-Identifier: MIT */
#ifndef WINDOW_PACING_H
#define WINDOW_PACING_H

#include <stdbool.h>
#include <stdint.h>

#include "window/travel.h"

struct pacing {
    uint64_t wall_us;   /* at the last advance */
    uint64_t target_us; /* of virtual time */
    uint64_t end_us;    /* it never goes beyond */
    uint64_t fraction;  /* eighths of a microsecond that are still owed */
    uint32_t speed_eighths;
    bool paused;
    bool stopped; /* nothing will happen any more: all tasks ended, or they stand still */
};

/* At `now_us` of virtual time and `wall_us` of real time. Speed and pause stay as they are. */
void pacing_restart(struct pacing *pacing, uint64_t now_us, uint64_t wall_us);
/* Run it for the time since the last call, at most 100 ms: after a sleep of the machine the
 * scene goes on where it was. Gives up early what takes too long to simulate. */
void pacing_advance(struct pacing *pacing, struct travel *travel, uint64_t wall_us);
/* One step of one task. Pauses. */
void pacing_step(struct pacing *pacing, struct travel *travel);
/* By powers of two, within the window's limits. */
void pacing_faster(struct pacing *pacing);
void pacing_slower(struct pacing *pacing);
/* "½×", "1×", "1.5×". `text` has room for 16 bytes. */
void pacing_speed_text(const struct pacing *pacing, char text[16]);

#endif
