/* explore.h - random inputs and schedules, in search of what must not be.
 *                                                                  SPDX-License-Identifier: MIT
 * A trial is a scenario's scene, with what must hold always, and random steps in place of its own.
 * The same seed makes the same trials everywhere.
 */
#ifndef SCENARIO_EXPLORE_H
#define SCENARIO_EXPLORE_H

#include "scenario/scenario.h"

#define TRIAL_DEEDS_MAX 64

enum deed_kind {
    DEED_DELAY,
    DEED_PRESS,
    DEED_RELEASE,
    DEED_TAP,
    DEED_CONTROL,
    DEED_STALL,
    DEED_DROP
};

struct deed {
    enum deed_kind kind;
    size_t subject;     /* a part, a control or a task of the scene */
    uint64_t us;        /* of a delay, a tap, a stall */
    uint64_t bounce_us; /* 0: none */
    int32_t value;      /* of a control */
};

struct trial {
    struct deed deeds[TRIAL_DEEDS_MAX];
    size_t count;
    uint32_t step_us; /* what a step costs in place of the scene's; 0: as it is */
    uint64_t seed;    /* of how contacts bounce */
};

struct trial_options {
    size_t deeds;       /* of a trial at most, 1 to TRIAL_DEEDS_MAX */
    uint64_t length_us; /* of all its delays together at most */
    bool faults;        /* edges that are lost and turns that take too long, too */
};

/* Draw one; `random` is the state of the generator, not 0. */
void trial_make(struct trial *trial, const struct scenario *scenario,
                const struct trial_options *options, uint64_t *random);

/* 0: nothing failed; else a number for what did. */
typedef int (*trial_judge)(void *context, const struct trial *trial);

/* Make a trial that fails shorter and simpler, as long as it fails in the same way. Asks `judge` at
 * most some hundred times. */
void trial_shrink(struct trial *trial, const struct scenario *scenario, trial_judge judge,
                  void *context);

/* Write it as a scenario file, with all that `scenario` has but its steps and its name. `scene` is
 * the path of its scene, as the file shall have it; NULL: as the scenario has it. */
void trial_write(FILE *out, const struct trial *trial, const struct scenario *scenario,
                 const char *scene);

#endif
