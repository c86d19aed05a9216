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

static bool start(coop_task *task, void *object, uint32_t number, void *out)
{
    (void)number;
    (void)out;
    coop_event *event = object;
    task->result = COOP_OK;
    return event->set || coop_park_(task, &coop_event_kind_, event, &event->waiters);
}

static void abandon(coop_task *task)
{
    coop_event *event = task->object;
    coop_list_remove_(&event->waiters, task);
}

const coop_kind coop_event_kind_ = {.name = "event", .start = start, .abandon = abandon};
