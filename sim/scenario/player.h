/* player.h - plays a scenario, and tells what was not as expected. SPDX-License-Identifier: MIT
 *
 * Headless, in virtual time. Deterministic: the same file gives the same events and the same words.
 */
#ifndef SCENARIO_PLAYER_H
#define SCENARIO_PLAYER_H

#include "engine/sim.h"
#include "scenario/scenario.h"

enum play_end {
    PLAY_PASSED,
    PLAY_FAILED,    /* an expectation, or the scene itself; told */
    PLAY_UNREADABLE /* a file that it needs, or memory; told */
};

struct play_options {
    uint64_t timeout_us;       /* of virtual time; 0: the scenario's */
    bool update;               /* golden files are written, not compared */
    sim_listener listener;     /* hears every event first; NULL: nobody */
    void *context;             /* of the listener */
    struct sim *volatile *sim; /* set while there is one, for watchdogs; NULL: not wanted */
};

struct play {
    enum play_end end;
    uint64_t virtual_us; /* from the first step to the end */
    size_t steps;        /* that were done */
    size_t updated;      /* golden files that were written */
    size_t violated;     /* which of those that must hold always did not; SIZE_MAX: none */
};

struct play scenario_play(const struct scenario *scenario, const struct play_options *options,
                          struct diagnostics *diagnostics);

#endif
