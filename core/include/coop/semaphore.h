/* semaphore.h - a number of places, taken and given back.          SPDX-License-Identifier: MIT
 *
 * Behaves as Hinch's Semaphore and BoundedSemaphore, but a place that is given back goes to the
 * task that waits longest, and nobody can get in between. 12 bytes.
 */
#ifndef COOP_SEMAPHORE_H
#define COOP_SEMAPHORE_H

#include "coop/coop.h"

/* Zeroed means no place is free and any number can be given. */
typedef struct coop_semaphore {
    coop_list waiters;
    uint32_t count; /* free places */
    uint32_t limit; /* of count; 0: none */
} coop_semaphore;

static inline void coop_semaphore_init(coop_semaphore *semaphore, uint32_t count)
{
    *semaphore = (coop_semaphore){.count = count};
}

/* The same, but it never has more than these places (1 to UINT32_MAX) [BoundedSemaphore]. */
static inline void coop_semaphore_init_bounded(coop_semaphore *semaphore, uint32_t count)
{
    *semaphore = (coop_semaphore){.count = count, .limit = count};
}

/* Give a place back, or a new one: to the task that waits longest, which is due then, else it is
 * free. Any task may. COOP_ERR_FREE, and nothing happens, if all places of a bounded one are. */
int32_t coop_semaphore_release(coop_semaphore *semaphore);

COOP_BEGIN_(coop_begin_semaphore_);

/* Over when the running task has a place; at once if one is free. */
COOP_MUST_USE static inline coop_op coop_semaphore_acquire(coop_semaphore *semaphore)
{
    return (coop_op){coop_begin_semaphore_, semaphore, 0, NULL};
}

#endif
