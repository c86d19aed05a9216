/* sides.h - the two that play a program.                           SPDX-License-Identifier: MIT
 *
 * Both run task 0 until it ends; then whatever else goes on by itself; then they cancel what is
 * left, round by round, until all has ended.
 */
#ifndef SIDES_H
#define SIDES_H

#include "program.h"

/* What core must not notice. Rolled from `seed`. */
struct habits {
    bool early;    /* idle() returns before its time, now and then */
    bool spurious; /* it returns at once, now and then, as if there had been a wake-up */
    bool noisy;    /* interrupts come in the middle of core, for tasks that don't exist */
    uint64_t seed;
};

/* Core, through its public headers. Says in log->broken what was wrong whatever the model says. */
void core_play(const struct program *program, const struct habits *habits, struct log *log);

/* The model: one array of tasks, searched for the lowest (due time, age) at each step. */
void model_play(const struct program *program, struct log *log);

/* Rounds of cancellations, after which a task that has not ended never will. */
#define SIDES_ROUNDS_MAX 4000u

#define SIDES_STEPS_MAX  1000000u

#endif
