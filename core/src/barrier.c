/* barrier.c - a place where tasks wait until all have come.        SPDX-License-Identifier: MIT */
#include "coop/barrier.h"

#include "internal.h"

void coop_barrier_init(coop_barrier *barrier, uint16_t parties, void (*opened)(void *context),
                       void *context)
{
    COOP_ASSERT(parties > 0);
    *barrier = (coop_barrier){.parties = parties, .opened = opened, .context = context};
}

int32_t coop_barrier_trigger(coop_barrier *barrier)
{
    if (barrier->arrived == barrier->parties)
        return COOP_ERR_BUSY; /* from within opened() */
    if (++barrier->arrived < barrier->parties)
        return 0;
    if (barrier->opened != NULL)
        barrier->opened(barrier->context);
    barrier->arrived = 0;
    coop_ready_all_(&barrier->waiters);
    return 1;
}

bool coop_barrier_busy(const coop_barrier *barrier)
{
    return barrier->arrived > 0;
}

static const coop_kind barrier_kind = {.name = "barrier", .abandon = coop_leave_};

COOP_BEGIN_(coop_begin_barrier_)
{
    (void)number;
    (void)out;
    coop_barrier *barrier = object;
    task->result = coop_barrier_trigger(barrier);
    return task->result != 0 || coop_park_(task, &barrier_kind, barrier, &barrier->waiters);
}
