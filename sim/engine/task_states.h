/* task_states.h - what each task does, and since when, from the events of a sim.
 *                                                                  SPDX-License-Identifier: MIT
 *
 *              ┌─────────────── step begins ────────────────┐
 *              │                                            ▼
 *     new ──► due ◄── woken, or its time has come ──┐    running ──► ended
 *                                                   │       │
 *                                     sleeping or waiting ◄─┘
 *
 * Events tell all of this but one thing: that the time of a sleeper has come. Here it is told, too,
 * in its order, so that whoever draws tasks need not look at clocks.
 */
#ifndef ENGINE_TASK_STATES_H
#define ENGINE_TASK_STATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/sim.h"

enum task_state { TASK_NEW, TASK_DUE, TASK_RUNNING, TASK_SLEEPING, TASK_WAITING, TASK_ENDED };

/* `wait`, `file` and `line` are those of the latest event. */
struct task_track {
    const char *name;
    char title[48]; /* the name; with #2 and so on, if others have it */
    enum task_state state;
    uint64_t since_us;
    struct sim_wait wait; /* while it sleeps or waits, and of what was before it became due */
    const char *file;
    uint16_t line;
};

/* A task goes from one state to another; `track` still has what was before. */
struct task_change {
    size_t task;
    const struct task_track *track;
    uint64_t time_us;
    enum task_state to;
    const struct sim_event *event; /* NULL: its time has come */
    size_t due_count;              /* tasks that could run, but do not; after the change */
};

typedef void (*task_listener)(void *context, const struct task_change *change);

/* Set listener and context, zero the rest; free. */
struct task_states {
    task_listener listener; /* NULL: nobody */
    void *context;
    struct task_track *list; /* by sim_event.task; one without a name has not been heard of */
    size_t count;
    size_t capacity;
    size_t due_count;
    uint64_t next_due_us; /* no sleeper is due before that */
    bool memory_out;      /* some tasks are not in the list */
};

/* Hear an event of any type. O(tasks) when a sleeper is due, else constant. */
void task_states_event(struct task_states *states, const struct sim_event *event);
/* Nothing happens before `time_us` but that sleepers become due. */
void task_states_pass(struct task_states *states, uint64_t time_us);
void task_states_free(struct task_states *states);

/* "new", "due", "running", "sleeping", "waiting", "ended". */
const char *task_state_name(enum task_state state);

#endif
