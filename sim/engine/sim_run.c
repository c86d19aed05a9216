/* sim_run.c - how virtual time passes in a scene.                  SPDX-License-Identifier: MIT
 *
 * All steps run in a fiber, so that sim_run() can leave a program where it is, even in the middle
 * of a blocking call: the clock, which alone moves time, pauses the fiber at its limit.
 */
#include <inttypes.h>
#include <stdio.h>

#include "engine/world.h"

#define STEP_HORIZON_US 1000000u /* of sim_step() */

/* ---- The fiber's side -------------------------------------------------------------------------
 */

void world_limit(void *context)
{
    struct sim *sim = context;
    fiber_pause(sim->fiber);
}

static void tell_failed(struct sim *sim, const coop_task *task)
{
    if (coop_result(task) < 0)
        (void)snprintf(sim->problem, sizeof sim->problem,
                       "task \"%s\" failed with %" PRId32 " at %s:%u", sim_task_name(sim, task),
                       coop_result(task), coop_file(task), coop_line(task));
}

static void finish(struct sim *sim)
{
    tell_failed(sim, sim->main);
    for (size_t i = 0; i < sim->scene->root_count; i++)
        tell_failed(sim, sim->tasks[i]);
    sim->state = SIM_FINISHED;
    sim->ended = true;
}

/* The running task is the one that does, or the latest of those that do. */
static void stand_still(struct sim *sim)
{
    const coop_task *running = coop_current(&sim->loop);
    const coop_task *culprit = running != NULL ? running : sim->main;
    char line[16] = "";
    if (coop_line(culprit) != 0)
        (void)snprintf(line, sizeof line, ":%u", coop_line(culprit));
    (void)snprintf(sim->problem, sizeof sim->problem,
                   "time stands still at %" PRIu64 " us: task \"%s\" (%s%s) runs again and again "
                   "and nothing it does takes time; give board.step_us or clock_us a value above 0",
                   sim->clock.now_us, sim_task_name(sim, culprit), coop_file(culprit), line);
    sim->state = SIM_STANDSTILL;
    sim->ended = true;
    fiber_pause(sim->fiber);
}

void world_watch(struct sim *sim)
{
    if (sim->clock.now_us != sim->moved_us) {
        sim->moved_us = sim->clock.now_us;
        sim->idle_actions = 0;
    }
    if (++sim->idle_actions > STANDSTILL_STEPS)
        stand_still(sim);
}

/* Nothing is due: move on to what comes next, but not beyond the limit. There the owner may add an
 * input, which comes before what was next. */
static void move_on(struct sim *sim, uint64_t next_us)
{
    uint64_t reach_us = clock_reach_us(&sim->clock, next_us);
    uint64_t passing_us = clock_next_us(&sim->clock);
    uint64_t target_us = reach_us < passing_us ? reach_us : passing_us;
    uint64_t limit_us = sim->clock.limit_us;
    if (target_us == UINT64_MAX)
        sim->state = SIM_IDLE;
    if (target_us == UINT64_MAX && limit_us == UINT64_MAX)
        fiber_pause(sim->fiber);
    else
        clock_advance(&sim->clock, target_us < limit_us ? target_us : limit_us);
}

void world_run(void *context)
{
    struct sim *sim = context;
    while (!coop_finished(sim->main)) {
        clock_advance(&sim->clock, sim->clock.now_us);
        uint64_t next_us = coop_turn(&sim->loop);
        if (next_us != 0)
            move_on(sim, next_us);
        else if (sim->single_step && sim->steps > sim->steps_before)
            fiber_pause(sim->fiber);
    }
    finish(sim);
}

/* ---- The owner's side -------------------------------------------------------------------------
 */

static enum sim_state await_fiber(struct sim *sim)
{
    sim->busy = !fiber_resume(sim->fiber, sim->patience_ms);
    return sim->busy ? SIM_BUSY : sim->state;
}

static enum sim_state go_far(struct sim *sim, uint64_t until_us, bool single_step)
{
    sim->halted = false;
    enum sim_state state = sim->far.go(sim->far.context, sim, until_us, single_step);
    sim->busy = state == SIM_BUSY;
    sim->state = sim->busy ? SIM_RUNNING : state;
    sim->ended = state == SIM_FINISHED || state == SIM_STANDSTILL;
    return state;
}

static enum sim_state go(struct sim *sim, uint64_t until_us, bool single_step)
{
    if (sim->busy && sim->far.go == NULL)
        return await_fiber(sim);
    if (sim->ended)
        return sim->state;
    if (sim->busy)
        return go_far(sim, until_us, single_step);
    sim->state = SIM_RUNNING;
    if (sim->clock.now_us >= until_us)
        return SIM_RUNNING;
    if (sim->far.go != NULL)
        return go_far(sim, until_us, single_step);
    sim->clock.limit_us = until_us;
    sim->single_step = single_step;
    sim->steps_before = sim->steps;
    return await_fiber(sim);
}

enum sim_state sim_run(struct sim *sim, uint64_t until_us)
{
    return go(sim, until_us, false);
}

enum sim_state sim_step(struct sim *sim)
{
    return go(sim, sim->clock.now_us + STEP_HORIZON_US, true);
}

void sim_patience(struct sim *sim, uint32_t ms)
{
    sim->patience_ms = ms;
}

void sim_abandon(struct sim *sim)
{
    sim->wanted = 0;
}
