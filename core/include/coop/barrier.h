/* barrier.h - a place where tasks wait until all have come.        SPDX-License-Identifier: MIT
 *
 * Behaves as Hinch's Barrier. When the last one arrives the barrier opens, and is closed again
 * for the next round. 16 bytes.
 */
#ifndef COOP_BARRIER_H
#define COOP_BARRIER_H

#include "coop/coop.h"

/* All members are private. */
typedef struct coop_barrier {
    coop_list waiters;
    uint16_t parties;
    uint16_t arrived; /* in this round */
    void (*opened)(void *context);
    void *context;
} coop_barrier;

/* For `parties` tasks, 1 to 65535. `opened`, if not NULL, is called by the last that arrives,
 * before the others are due; what it spawns therefore runs before them. */
void coop_barrier_init(coop_barrier *barrier, uint16_t parties, void (*opened)(void *context),
                       void *context);
/* Arrive, without waiting: 1 for the last one, which opens the barrier, else 0. COOP_ERR_BUSY
 * from within `opened`. O(waiting tasks) for the last one. */
int32_t coop_barrier_trigger(coop_barrier *barrier);
/* Whether somebody has arrived and the barrier has not opened. */
bool coop_barrier_busy(const coop_barrier *barrier);

COOP_BEGIN_(coop_begin_barrier_);

/* Arrive, and wait until all have. The result is 1 for the last one, which does not wait, and 0 for
 * the others. Who is cancelled has arrived nevertheless. */
COOP_MUST_USE static inline coop_op coop_barrier_wait(coop_barrier *barrier)
{
    return (coop_op){coop_begin_barrier_, barrier, 0, NULL};
}

#endif
