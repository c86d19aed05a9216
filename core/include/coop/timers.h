/* timers.h - layouts of what holds the sleeping tasks.             SPDX-License-Identifier: MIT
 *
 * Two structures with one order, (deadline, age); COOP_TIMER_WHEEL chooses. All members are
 * private.
 */
#ifndef COOP_TIMERS_H
#define COOP_TIMERS_H

#include "coop/task.h"

#if COOP_TIMER_WHEEL

#define COOP_WHEEL_BITS   6 /* of a deadline, for each level */
#define COOP_WHEEL_SLOTS  (1 << COOP_WHEEL_BITS)
#define COOP_WHEEL_LEVELS 11 /* 64 bits of microseconds */

/* A task stands in the level of the highest digit in which its deadline differs from `base_us`,
 * and in that level's slot for this digit. */
typedef struct coop_timers {
    uint32_t levels;                   /* bit n: there is a task in level n */
    uint64_t next_us;                  /* the earliest deadline; COOP_NEVER: nobody sleeps */
    uint64_t base_us;                  /* no deadline is earlier, and it is no later than now */
    uint64_t slots[COOP_WHEEL_LEVELS]; /* bit n: there is a task in slot n */
    coop_list tasks[COOP_WHEEL_LEVELS][COOP_WHEEL_SLOTS]; /* of them, the earliest comes first */
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
