/* knobs.h - what can be changed about a scene while it runs.        SPDX-License-Identifier: MIT
 *
 * Its shared controls first, then those settings that a task has for itself. The tables of the
 * programs' parameters say what each can be.
 */
#ifndef WINDOW_KNOBS_H
#define WINDOW_KNOBS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/sim.h"

#define KNOBS_MAX 256

struct knob {
    const char *name;
    const char *owner; /* the task's name; NULL: a control, which tasks share */
    enum parameter_type type;
    int32_t minimum;
    int32_t maximum;
    int32_t begins; /* what the scene says */
    size_t control; /* index into the scene's controls; or */
    size_t task;    /* index of the task, */
    size_t parameter;
};

struct knobs {
    struct knob list[KNOBS_MAX];
    size_t count;
};

void knobs_list(const struct scene *scene, struct knobs *knobs);
/* Its value, to look at or to change. */
int32_t *knob_value(const struct knob *knob, struct sim *sim);

/* A slider has steps: for a wide range ten of each power of ten, else each value. The step that a
 * value is at, or the one below it; the value of a step. Steps count from 0. */
int32_t knob_steps(const struct knob *knob);
int32_t knob_step(const struct knob *knob, int32_t value);
int32_t knob_at(const struct knob *knob, int32_t step);

#endif
