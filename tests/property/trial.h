/* trial.h - one program on both sides, in a process of its own.    SPDX-License-Identifier: MIT */
#ifndef TRIAL_H
#define TRIAL_H

#include "sides.h"

/* What processes share: so a crash leaves behind how far it came. */
struct trial_shared {
    struct log core;
    struct log model;
    uint64_t seed; /* of the run that is under way */
    uint64_t runs;
    uint64_t steps;
    uint64_t counts[PROGRAM_CODES][3]; /* results of 0 or more, cancellations, other failures */
};
extern struct trial_shared *trial_shared;

/* False, and told to stderr, if there is no memory. */
bool trial_open(void);

/* Play it on both sides. NULL, or what is wrong; the logs stay. */
const char *trial_check(const struct program *program, const struct habits *habits);

/* The same in a child, which may crash, or run for ever: then it is killed after `cpu_s` seconds.
 * True: all was well. */
bool trial_survives(const struct program *program, const struct habits *habits, unsigned cpu_s);

/* Let this process be killed unless it asks for more time within so many seconds of work. */
void trial_limit(unsigned cpu_s);

/* Make `program`, which fails, small: drop and shorten what it does not fail by. */
void trial_shrink(struct program *program, const struct habits *habits);

#endif
