/* timers.h - layouts of what holds the sleeping tasks.             SPDX-License-Identifier: MIT
 *
 * Two structures with one order, (deadline, age); COOP_TIMER_WHEEL chooses. All members are
 * private.
 */
#ifndef COOP_TIMERS_H
#define COOP_TIMERS_H

#include "coop/task.h"

#if COOP_TIMER_WHEEL

#define COOP_WHEEL_PLACES 2048 /* 256 a byte of a deadline, whose bytes are 8 */
#define COOP_WHEEL_WORDS  (COOP_WHEEL_PLACES / 64)

/* A task stands at the place of the highest byte in which its deadline differs from `base_us`, and
 * of the value of this byte. */
typedef struct coop_timers {
    uint32_t used;                      /* bit n: words[n] is not 0 */
    uint64_t next_us;                   /* the earliest deadline; COOP_NEVER: nobody sleeps */
    uint64_t base_us;                   /* no deadline is earlier, and it is no later than now */
    uint64_t words[COOP_WHEEL_WORDS];   /* a bit for each place: there is a task */
    coop_list tasks[COOP_WHEEL_PLACES]; /* of a place; the earliest comes first */
} coop_timers;

static inline void coop_timers_init_(coop_timers *timers)
{
    timers->next_us = COOP_NEVER;
}

#else

typedef struct coop_timers {
    coop_task *first; /* sorted */
} coop_timers;

static inline void coop_timers_init_(coop_timers *timers)
{
    timers->first = NULL;
}

#endif

#endif
