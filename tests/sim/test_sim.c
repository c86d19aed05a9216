/* test_sim.c - what happens does not depend on who looks.          SPDX-License-Identifier: MIT */
#include "engine/sim.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/inputs.h"
#include "engine/trace.h"

#define SECOND_US 1000000u

static struct scene *scene;

static void load_scene(const char *path)
{
    struct diagnostics diagnostics = {0};
    scene = scene_load(path, &diagnostics);
    diagnostics_print(&diagnostics, stderr, false);
    diagnostics_free(&diagnostics);
    cr_assert(ne(ptr, scene, NULL));
}

static void set_up(void)
{
    load_scene("scenes/two_rings.json");
}

static void tear_down(void)
{
    scene_free(scene);
}

TestSuite(sim, .init = set_up, .fini = tear_down);

/* A full trace in memory. */
struct tape {
    struct trace trace;
    char *text;
    size_t size;
};

static void tape_open(struct tape *tape)
{
    *tape = (struct tape){.trace = {.scene = scene, .full = true, .until_us = 3 * SECOND_US}};
    tape->trace.out = open_memstream(&tape->text, &tape->size);
    cr_assert(ne(ptr, tape->trace.out, NULL));
}

static void tape_event(void *context, const struct sim_event *event)
{
    trace_event(&((struct tape *)context)->trace, event);
}

static struct sim *start(struct tape *tape)
{
    tape_open(tape);
    struct sim *sim = sim_new(scene, tape_event, tape);
    cr_assert(ne(ptr, sim, NULL));
    return sim;
}

static void expect_same(struct tape *first, struct tape *second)
{
    fclose(first->trace.out);
    fclose(second->trace.out);
    cr_assert(gt(sz, first->size, 1000));
    cr_assert(eq(str, first->text, second->text));
    free(first->text);
    free(second->text);
}

static const uint64_t presses_us[] = {700007, 1300013, 1500000, 1533001, 2000000, 2800000};

static void press_all(struct sim *sim)
{
    for (size_t i = 0; i < sizeof presses_us / sizeof *presses_us; i++)
        sim_press(sim, scene_part_find(scene, "button"), i % 2 == 0, presses_us[i]);
}

Test(sim, slices_of_any_size_give_the_same_events)
{
    struct tape whole, sliced;
    struct sim *sim = start(&whole);
    press_all(sim);
    cr_assert(eq(int, sim_run(sim, 3 * SECOND_US), SIM_RUNNING));
    sim_free(sim);

    sim = start(&sliced);
    press_all(sim);
    srand(1);
    for (uint64_t until_us = 0; until_us < 3 * SECOND_US; until_us += (uint64_t)rand() % 5000)
        sim_run(sim, until_us);
    sim_run(sim, 3 * SECOND_US);
    sim_free(sim);
    expect_same(&whole, &sliced);
}

Test(sim, single_steps_give_the_same_events)
{
    struct tape whole, stepped;
    struct sim *sim = start(&whole);
    press_all(sim);
    sim_run(sim, 3 * SECOND_US);
    sim_free(sim);

    sim = start(&stepped);
    press_all(sim);
    while (sim_now_us(sim) < 3 * SECOND_US)
        sim_step(sim);
    sim_free(sim);
    expect_same(&whole, &stepped);
}

/* What a window does: inputs come between slices, at times that nobody knows beforehand. */
Test(sim, inputs_given_late_can_be_repeated_from_the_times_they_got)
{
    uint64_t given_us[40];
    struct tape live, repeated;
    struct sim *sim = start(&live);
    size_t button = scene_part_find(scene, "button");
    srand(2);
    for (size_t i = 0; i < 40; i++) {
        sim_run(sim, sim_now_us(sim) + (uint64_t)rand() % 100000);
        given_us[i] = sim_press(sim, button, i % 2 == 0, 0);
    }
    sim_run(sim, 3 * SECOND_US);
    sim_free(sim);

    sim = start(&repeated);
    for (size_t i = 0; i < 40; i++)
        cr_assert(eq(u64, sim_press(sim, button, i % 2 == 0, given_us[i]), given_us[i]));
    sim_run(sim, 3 * SECOND_US);
    sim_free(sim);
    expect_same(&live, &repeated);
}

Test(sim, input_before_the_first_step_is_there_at_the_first_step)
{
    struct sim *sim = sim_new(scene, NULL, NULL);
    size_t button = scene_part_find(scene, "button");
    cr_assert(eq(u64, sim_press(sim, button, true, 0), 0));
    cr_assert(not(sim_pressed(sim, button)));
    sim_step(sim);
    cr_assert(sim_pressed(sim, button));
    sim_free(sim);
}

Test(sim, a_standstill_is_told_with_the_task_that_spins)
{
    scene_free(scene);
    load_scene("scenes/two_rings.json");
    scene->cost.step_us = 0;
    scene->cost.px_us = 0;
    scene->cost.reset_us = 0;
    struct sim *sim = sim_new(scene, NULL, NULL);
    cr_assert(eq(int, sim_run(sim, SECOND_US), SIM_STANDSTILL));
    cr_assert(ne(ptr, strstr(sim_problem(sim), "time stands still"), NULL));
    cr_assert(ne(ptr, strstr(sim_problem(sim), "core/programs/"), NULL));
    sim_free(sim);
}

Test(sim, ends_with_its_last_task)
{
    scene_free(scene);
    load_scene("scenes/blink.json");
    struct sim *sim = sim_new(scene, NULL, NULL);
    cr_assert(eq(int, sim_run(sim, 3600ull * SECOND_US), SIM_FINISHED));
    cr_assert(eq(str, (char *)sim_problem(sim), (char *)""));
    cr_assert(coop_finished(sim_task(sim, 0)));
    sim_free(sim);
}

Test(sim, never_looks_at_another_time_than_its_own)
{
    scene->cost.boot_us = 1ull << 52;
    struct tape tape;
    tape_open(&tape);
    tape.trace.until_us = 0;
    struct sim *sim = sim_new(scene, tape_event, &tape);
    sim_run(sim, scene->cost.boot_us + SECOND_US);
    cr_assert(ge(u64, sim_now_us(sim), scene->cost.boot_us + SECOND_US));
    sim_free(sim);
    fclose(tape.trace.out);
    cr_assert(eq(int, strncmp(tape.text, "{\"t\":4503599627370496,", 22), 0));
    free(tape.text);
}

/* ---- What is seen from outside ------------------------------------------------------------------
 */

Test(sim, shows_the_pixels_that_were_sent)
{
    struct sim *sim = sim_new(scene, NULL, NULL);
    size_t ring = scene_part_find(scene, "ring_two");
    uint64_t latches;
    cr_assert(eq(ptr, (void *)sim_pixels(sim, ring, &latches), NULL));
    sim_run(sim, 10000);
    const uint8_t *bytes = sim_pixels(sim, ring, &latches);
    cr_assert(eq(u64, latches, 1));
    cr_assert(eq(int, bytes[0], 0));
    cr_assert(eq(int, bytes[2], 50)); /* blue is third here, whatever the wire has */
    cr_assert(eq(int, sim_channels(sim, ring), 3));
    sim_free(sim);
}

Test(sim, control_that_is_changed_acts_when_the_program_looks)
{
    struct sim *sim = sim_new(scene, NULL, NULL);
    cr_assert(eq(u64, sim_set(sim, scene_setting_find(scene, "delay"), 10, 0), 0));
    sim_run(sim, SECOND_US);
    uint64_t latches;
    sim_pixels(sim, scene_part_find(scene, "ring_two"), &latches);
    cr_assert(gt(u64, latches, 80));
    sim_free(sim);
}
