/* test_sim_faults.c - halting at events, and what goes wrong on a bench.
 *                                                                  SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "engine/sim.h"

static struct scene *scene;
static struct sim *sim;

/* What was heard, and where to halt. */
static struct {
    enum sim_event_type halt_at;
    size_t part;
    bool halts;
    size_t prints;
    size_t inputs;
    uint64_t turn_began_us;
    uint64_t longest_us;
    char longest[32];
} heard;

static void end_turn(const struct sim_event *event)
{
    uint64_t took_us = event->time_us - heard.turn_began_us;
    if (took_us <= heard.longest_us)
        return;
    heard.longest_us = took_us;
    (void)strncpy(heard.longest, event->text, sizeof heard.longest - 1);
}

static void hear(void *context, const struct sim_event *event)
{
    (void)context;
    heard.prints += event->type == SIM_EVENT_PRINT;
    heard.inputs += event->type == SIM_EVENT_INPUT;
    if (event->type == SIM_EVENT_TASK)
        heard.turn_began_us = event->time_us;
    if (event->type == SIM_EVENT_WAIT)
        end_turn(event);
    if (heard.halts && event->type == heard.halt_at && event->part == heard.part)
        sim_halt(sim);
}

static void start(const char *path)
{
    struct diagnostics diagnostics = {0};
    memset(&heard, 0, sizeof heard);
    scene = scene_load(path, &diagnostics);
    cr_assert_not_null(scene);
    sim = sim_new(scene, hear, NULL);
    cr_assert_not_null(sim);
}

static void stop(void)
{
    sim_free(sim);
    scene_free(scene);
}

TestSuite(faults, .fini = stop, .timeout = 60);

static size_t button(void)
{
    return scene_part_find(scene, "button");
}

static void tap(uint64_t at_us)
{
    sim_press(sim, button(), true, at_us);
    sim_press(sim, button(), false, at_us + 50000);
}

Test(faults, a_run_that_a_listener_halts_ends_at_the_event_and_loses_nothing)
{
    start("scenes/two_rings.json");
    heard.halts = true;
    heard.halt_at = SIM_EVENT_SHOW;
    heard.part = scene_part_find(scene, "ring_two");
    cr_assert_eq(sim_run(sim, 2000000), SIM_RUNNING);
    cr_assert_eq(sim_now_us(sim), 930);
    cr_assert_eq(sim_run(sim, 2000000), SIM_RUNNING);
    cr_assert_eq(sim_now_us(sim), 502530);
    heard.halts = false;
    cr_assert_eq(sim_run(sim, 2000000), SIM_RUNNING);
    cr_assert_eq(sim_now_us(sim), 2000000);
}

Test(faults, a_halt_at_an_input_leaves_those_that_come_later_for_the_next_run)
{
    start("scenes/two_rings.json");
    heard.halts = true;
    heard.halt_at = SIM_EVENT_INPUT;
    tap(100000);
    cr_assert_eq(sim_run(sim, 1000000), SIM_RUNNING);
    cr_assert_eq(sim_now_us(sim), 100000);
    cr_assert_eq(heard.inputs, 1);
    cr_assert_eq(sim_run(sim, 1000000), SIM_RUNNING);
    cr_assert_eq(sim_now_us(sim), 150000);
    cr_assert_eq(heard.inputs, 2);
}

Test(faults, a_stuck_pin_hears_nothing_until_it_is_free_and_then_the_last)
{
    start("scenes/count_presses.json");
    sim_run(sim, 10000);
    cr_assert(sim_stick(sim, scene->parts[button()].pin, true));
    tap(20000);
    sim_press(sim, button(), true, 100000);
    sim_run(sim, 200000);
    cr_assert_not(sim_pressed(sim, button()));
    cr_assert_eq(heard.prints, 0);
    cr_assert(sim_stick(sim, scene->parts[button()].pin, false));
    sim_run(sim, 300000);
    cr_assert(sim_pressed(sim, button()));
    cr_assert_eq(heard.prints, 1);
}

Test(faults, a_pin_that_was_stuck_while_nothing_came_is_as_before)
{
    start("scenes/count_presses.json");
    sim_stick(sim, scene->parts[button()].pin, true);
    sim_run(sim, 10000);
    sim_stick(sim, scene->parts[button()].pin, false);
    sim_run(sim, 20000);
    cr_assert_eq(heard.inputs, 0);
    tap(30000);
    sim_run(sim, 100000);
    cr_assert_eq(heard.prints, 1);
}

Test(faults, of_a_lost_edge_no_interrupt_comes_but_the_level_is_there)
{
    start("scenes/count_presses.json");
    sim_run(sim, 10000);
    sim_lose_edges(sim, scene->parts[button()].pin, 1);
    sim_press(sim, button(), true, 20000);
    sim_run(sim, 30000);
    cr_assert(sim_pressed(sim, button()));
    cr_assert_eq(heard.prints, 0);
    sim_press(sim, button(), false, 40000);
    tap(50000);
    sim_run(sim, 200000);
    cr_assert_eq(heard.prints, 1);
}

Test(faults, a_stalled_turn_is_longer_by_that_time_and_only_that_turn)
{
    start("scenes/count_presses.json");
    sim_run(sim, 10000);
    sim_stall(sim, 0, 70000);
    sim_run(sim, 3000000);
    cr_assert_str_eq(heard.longest, "blink_ring");
    cr_assert_geq(heard.longest_us, 70000);
    cr_assert_lt(heard.longest_us, 72000);
    heard.longest_us = 0;
    sim_run(sim, 6000000);
    cr_assert_lt(heard.longest_us, 2000);
}

Test(faults, who_runs_is_known_while_a_turn_is_under_way)
{
    start("scenes/guides/led1_blocking.json");
    sim_run(sim, 300000);
    cr_assert_not_null(sim_running(sim));
    cr_assert_str_eq(coop_name(sim_running(sim)), "led1_blocking");
    cr_assert_eq(sim_run(sim, 10000000), SIM_FINISHED);
    cr_assert_null(sim_running(sim));
}
