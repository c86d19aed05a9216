/* task_states.c - what each task does, and since when.             SPDX-License-Identifier: MIT */
#include "engine/task_states.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/list.h"

const char *task_state_name(enum task_state state)
{
    static const char *const names[] = {"new", "due", "running", "sleeping", "waiting", "ended"};
    return names[state];
}

/* ---- Changes --------------------------------------------------------------------------------
 */

static void change(struct task_states *states, size_t task, uint64_t time_us, enum task_state to,
                   const struct sim_event *event)
{
    struct task_track *track = &states->list[task];
    if (track->state == TASK_DUE)
        states->due_count--;
    if (to == TASK_DUE)
        states->due_count++;
    if (states->listener != NULL)
        states->listener(states->context,
                         &(struct task_change){task, track, time_us, to, event, states->due_count});
    track->state = to;
    track->since_us = time_us;
}

static void find_next_due(struct task_states *states)
{
    states->next_due_us = UINT64_MAX;
    for (size_t i = 0; i < states->count; i++) {
        const struct task_track *track = &states->list[i];
        if (track->state == TASK_SLEEPING && track->wait.due_us < states->next_due_us)
            states->next_due_us = track->wait.due_us;
    }
}

void task_states_pass(struct task_states *states, uint64_t time_us)
{
    while (states->count > 0 && states->next_due_us <= time_us) {
        uint64_t due_us = states->next_due_us;
        for (size_t i = 0; i < states->count; i++)
            if (states->list[i].state == TASK_SLEEPING && states->list[i].wait.due_us <= due_us)
                change(states, i, due_us, TASK_DUE, NULL);
        find_next_due(states);
    }
}

/* ---- Tasks ----------------------------------------------------------------------------------
 */

static void set_title(struct task_states *states, struct task_track *track)
{
    unsigned same = 1;
    for (size_t i = 0; i < states->count; i++)
        if (&states->list[i] != track && states->list[i].name != NULL &&
            strcmp(states->list[i].name, track->name) == 0)
            same++;
    if (same == 1)
        (void)snprintf(track->title, sizeof track->title, "%.32s", track->name);
    else
        (void)snprintf(track->title, sizeof track->title, "%.32s#%u", track->name, same);
}

static bool make_room(struct task_states *states, size_t count)
{
    struct task_track *list = list_room(states->list, count, &states->capacity, sizeof *list);
    if (list != NULL)
        states->list = list;
    return list != NULL;
}

/* NULL, and told, if the event cannot be kept. */
static struct task_track *track_of(struct task_states *states, const struct sim_event *event)
{
    if (event->task == SIM_NOBODY || !make_room(states, event->task + 1)) {
        states->memory_out = true;
        return NULL;
    }
    if (event->task >= states->count)
        states->count = event->task + 1;
    struct task_track *track = &states->list[event->task];
    if (track->name == NULL) {
        track->name = event->text;
        track->since_us = event->time_us;
        set_title(states, track);
    }
    return track;
}

static enum task_state state_after(const struct sim_event *event)
{
    switch (event->type) {
    case SIM_EVENT_TASK:
        return TASK_RUNNING;
    case SIM_EVENT_END:
        return TASK_ENDED;
    case SIM_EVENT_WAIT:
        if (event->wait.due_us == UINT64_MAX)
            return TASK_WAITING;
        return event->wait.due_us > event->time_us ? TASK_SLEEPING : TASK_DUE;
    default:
        return TASK_DUE;
    }
}

void task_states_event(struct task_states *states, const struct sim_event *event)
{
    task_states_pass(states, event->time_us);
    if (event->type != SIM_EVENT_TASK && event->type != SIM_EVENT_WAKE &&
        event->type != SIM_EVENT_WAIT && event->type != SIM_EVENT_END)
        return;
    struct task_track *track = track_of(states, event);
    if (track == NULL)
        return;
    enum task_state to = state_after(event);
    change(states, event->task, event->time_us, to, event);
    if (event->type == SIM_EVENT_WAIT)
        track->wait = event->wait;
    if (event->type != SIM_EVENT_WAKE) {
        track->file = event->file;
        track->line = event->line;
    }
    if (to == TASK_SLEEPING && track->wait.due_us < states->next_due_us)
        states->next_due_us = track->wait.due_us;
}

void task_states_free(struct task_states *states)
{
    free(states->list);
    *states = (struct task_states){.listener = states->listener, .context = states->context};
}
