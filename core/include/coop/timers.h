/* timers.h - layouts of parts of a loop, above all of what holds the sleeping tasks.
 *                                                                  SPDX-License-Identifier: MIT
 * For those, two structures with one order, (deadline, age); COOP_TIMER_WHEEL chooses. All members
 * are private.
 */
#ifndef COOP_TIMERS_H
#define COOP_TIMERS_H

#include "coop/task.h"

/* What keeps the loop from its shortest way, in one word, so that it takes one look before each
 * step. Bytes, because an interrupt sets the first. */
typedef union coop_attention {
    struct {
        uint8_t flagged;  /* an interrupt has set a flag */
        uint8_t observed; /* there is a probe (COOP_PROBED_), or coop_ask_time() (COOP_ASKING_) */
        uint8_t asleep;   /* a task sleeps */
        uint8_t idle;     /* no task is ready */
    };
    uint32_t any;
} coop_attention;

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
