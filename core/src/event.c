/* event.c - a flag that tasks wait for.                            SPDX-License-Identifier: MIT */
#include "internal.h"

void coop_event_set(coop_event *event)
{
    coop_ready_all_(&event->waiters);
    event->set = true;
}

void coop_event_clear(coop_event *event)
{
    event->set = false;
}

static const coop_kind event_kind = {.name = "event", .abandon = coop_leave_};

COOP_BEGIN_(coop_begin_event_)
{
    (void)number;
    (void)out;
    coop_event *event = object;
    task->result = COOP_OK;
    return event->set || coop_park_(task, &event_kind, event, &event->waiters);
}
