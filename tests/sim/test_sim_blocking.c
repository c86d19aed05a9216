/* test_sim_blocking.c - programs that hold the CPU, and an owner who will not wait for them.
 *                                                                  SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coop/keywords.h"
#include "engine/sim.h"
#include "engine/trace.h"

#define SECOND_US 1000000u

static struct scene *scene;

static void load(const char *name)
{
    char path[80];
    struct diagnostics diagnostics = {0};
    snprintf(path, sizeof path, "scenes/guides/%s.json", name);
    scene = scene_load(path, &diagnostics);
    diagnostics_print(&diagnostics, stderr, false);
    cr_assert_not_null(scene);
}

static void tear_down(void)
{
    scene_free(scene);
}

TestSuite(blocking, .fini = tear_down, .timeout = 60);

static const struct parameter *find(const char *name, size_t *index)
{
    const struct program *program = scene->main->program;
    *index = 0;
    while (strcmp(program->parameters[*index].name, name) != 0)
        ++*index;
    return &program->parameters[*index];
}

static void set(const char *name, int32_t value)
{
    size_t index;
    (void)find(name, &index);
    scene->main->arguments[index].value = value;
}

/* ---- What is seen of it ---------------------------------------------------------------------- */

struct tape {
    struct trace trace;
    char *text;
    size_t size;
    uint64_t last_us;
};

static void hear(void *context, const struct sim_event *event)
{
    struct tape *tape = context;
    tape->last_us = event->time_us;
    trace_event(&tape->trace, event);
}

static struct sim *start(struct tape *tape)
{
    *tape = (struct tape){.trace = {.scene = scene, .full = true}};
    tape->trace.out = open_memstream(&tape->text, &tape->size);
    struct sim *sim = sim_new(scene, hear, tape);
    cr_assert_not_null(sim);
    return sim;
}

static void stop(struct sim *sim, struct tape *tape)
{
    sim_free(sim);
    fclose(tape->trace.out);
}

/* ---- Slices ---------------------------------------------------------------------------------- */

Test(blocking, a_run_ends_on_time_in_the_middle_of_a_delay)
{
    struct tape tape;
    load("led1_blocking");
    struct sim *sim = start(&tape);
    cr_assert_eq(sim_run(sim, 600000), SIM_RUNNING);
    cr_assert_eq(sim_now_us(sim), 600000);
    cr_assert_eq(tape.last_us, 500000);
    cr_assert(sim_level(sim, 0), "the LED is on since 500 ms");
    cr_assert_eq(sim_run(sim, 600000), SIM_RUNNING, "there is nothing to do");
    cr_assert_eq(sim_run(sim, 750000), SIM_RUNNING);
    cr_assert(sim_level(sim, 0), "what happens at the end of a run belongs to the next");
    cr_assert_eq(sim_run(sim, 750001), SIM_RUNNING);
    cr_assert_not(sim_level(sim, 0));
    cr_assert_eq(sim_run(sim, 10 * SECOND_US), SIM_FINISHED);
    cr_assert_eq(sim_steps(sim), 1);
    stop(sim, &tape);
    free(tape.text);
}

static const char *const guides[] = {"led1_blocking", "led2_blocking",  "led2_superloop",
                                     "led1_asyncio",  "led2_asyncio",   "never_ending",
                                     "pico_queue",    "coroutines_f_g", "ring"};

static char *played(uint64_t slice_us)
{
    struct tape tape;
    struct sim *sim = start(&tape);
    tape.trace.until_us = 3 * SECOND_US;
    srand(3);
    for (uint64_t at_us = 0; at_us < 3 * SECOND_US;)
        sim_run(sim, at_us += 1 + (uint64_t)rand() % slice_us);
    stop(sim, &tape);
    return tape.text;
}

Test(blocking, slices_of_any_size_give_the_same_events_in_every_guide)
{
    for (size_t i = 0; i < sizeof guides / sizeof *guides; i++) {
        load(guides[i]);
        scene->cost.step_us = 47;
        char *whole = played(6 * SECOND_US);
        char *sliced = played(3000);
        cr_assert_gt(strlen(whole), 200);
        cr_assert_str_eq(whole, sliced, "%s", guides[i]);
        free(whole);
        free(sliced);
        scene_free(scene);
    }
    scene = NULL;
}

Test(blocking, a_step_of_a_program_that_holds_the_cpu_ends_after_a_second)
{
    struct tape tape;
    load("led1_blocking");
    struct sim *sim = start(&tape);
    for (uint64_t second = 1; second < 5; second++) {
        cr_assert_eq(sim_step(sim), SIM_RUNNING);
        cr_assert_eq(sim_now_us(sim), second * SECOND_US);
    }
    cr_assert_eq(sim_step(sim), SIM_RUNNING, "5 s: the last delay is over, the step is not");
    cr_assert_eq(sim_step(sim), SIM_FINISHED);
    cr_assert_eq(sim_step(sim), SIM_FINISHED);
    stop(sim, &tape);
    free(tape.text);
}

/* ---- Without an end -------------------------------------------------------------------------- */

Test(blocking, a_loop_that_asks_the_clock_for_ever_holds_up_nobody)
{
    struct tape tape;
    load("led2_superloop");
    set("count1", 1000000);
    struct sim *sim = start(&tape);
    cr_assert_eq(sim_run(sim, 20 * SECOND_US), SIM_RUNNING);
    cr_assert_eq(sim_now_us(sim), 20 * SECOND_US);
    cr_assert_eq(sim_steps(sim), 1);
    stop(sim, &tape); /* in the middle of that step */
    cr_assert_gt(tape.size, 1000);
    free(tape.text);
}

Test(blocking, a_loop_in_which_no_time_passes_is_a_standstill)
{
    struct tape tape;
    load("led2_superloop");
    scene->cost.clock_us = 0;
    struct sim *sim = start(&tape);
    cr_assert_eq(sim_run(sim, SECOND_US), SIM_STANDSTILL);
    cr_assert_eq(sim_run(sim, 2 * SECOND_US), SIM_STANDSTILL);
    cr_assert(strstr(sim_problem(sim), "task \"main\" (core/programs/led2_superloop.c)"), "%s",
              sim_problem(sim));
    stop(sim, &tape);
    free(tape.text);
}

static atomic_bool held;

/* Neither an await nor a call of the board, until somebody lets it go. */
async_def(holds)
{
    async_body {
        await(coop_sleep_ms(1));
        while (held) {
        }
        await(coop_sleep_ms(1));
    }
    return COOP_DONE;
}

static const struct program holder = {
    .name = "holds", .coroutine = &holds, .frame_size = sizeof(struct holds)};

Test(blocking, an_owner_with_patience_is_told_and_can_go_on_waiting)
{
    struct tape tape;
    load("never_ending");
    scene->main->program = &holder;
    held = true;
    struct sim *sim = start(&tape);
    sim_patience(sim, 10);
    cr_assert_eq(sim_run(sim, SECOND_US), SIM_BUSY);
    cr_assert_eq(sim_run(sim, 2 * SECOND_US), SIM_BUSY);
    cr_assert_eq(sim_running(sim), sim_task(sim, 0));
    sim_patience(sim, 0);
    held = false;
    cr_assert_eq(sim_run(sim, 2 * SECOND_US), SIM_FINISHED, "before the second that it was told");
    cr_assert_lt(sim_now_us(sim), SECOND_US);
    stop(sim, &tape);
    free(tape.text);
}

Test(blocking, an_owner_whose_patience_suffices_sees_no_difference)
{
    struct tape tape;
    load("never_ending");
    struct sim *sim = start(&tape);
    sim_patience(sim, UINT32_MAX);
    cr_assert_eq(sim_run(sim, SECOND_US), SIM_RUNNING);
    cr_assert_eq(sim_now_us(sim), SECOND_US);
    stop(sim, &tape);
    free(tape.text);
}

Test(blocking, a_sim_that_was_given_up_tells_nothing_more)
{
    struct tape tape;
    load("never_ending");
    scene->main->program = &holder;
    held = true;
    struct sim *sim = start(&tape);
    sim_patience(sim, 10);
    cr_assert_eq(sim_run(sim, SECOND_US), SIM_BUSY);
    uint64_t last_us = tape.last_us;
    sim_abandon(sim);
    held = false;
    sim_patience(sim, 0);
    cr_assert_eq(sim_run(sim, SECOND_US), SIM_FINISHED, "it came back all the same");
    cr_assert_eq(tape.last_us, last_us);
    stop(sim, &tape);
    free(tape.text);
}

Test(blocking, a_sim_that_never_ran_can_be_freed)
{
    load("led1_blocking");
    sim_free(sim_new(scene, NULL, NULL));
    sim_free(NULL);
}

/* ---- The world meanwhile --------------------------------------------------------------------- */

/* A button is pressed while main holds the CPU: the pin has its level at that time. */
Test(blocking, inputs_come_at_their_time_while_a_program_holds_the_cpu)
{
    load("pico_queue");
    scene->cost.step_us = 100000;
    struct sim *sim = sim_new(scene, NULL, NULL);
    size_t button = scene_part_find(scene, "button");
    sim_press(sim, button, true, 130000);
    sim_run(sim, 129999); /* the second step costs 100 ms from 100 ms on */
    cr_assert_not(sim_pressed(sim, button));
    cr_assert_eq(sim_press(sim, button, false, 0), 130000);
    sim_run(sim, 130000);
    cr_assert_not(sim_pressed(sim, button), "pressed and let go at the same time, in this order");
    sim_press(sim, button, true, 0);
    sim_run(sim, 130002);
    cr_assert(sim_pressed(sim, button));
    sim_free(sim);
}

Test(blocking, f_and_g_have_control_in_turns_and_never_both)
{
    load("coroutines_f_g");
    struct sim *sim = sim_new(scene, NULL, NULL);
    size_t f = scene_part_find(scene, "led_f"), g = scene_part_find(scene, "led_g");
    for (uint64_t turn = 0; turn < 20; turn++) {
        cr_assert_eq(sim_run(sim, turn * 300050 + 200000), SIM_RUNNING);
        cr_assert_eq(sim_level(sim, f), turn % 2 == 0);
        cr_assert_eq(sim_level(sim, g), turn % 2 == 1);
    }
    cr_assert_eq(sim_run(sim, 7 * SECOND_US), SIM_FINISHED);
    cr_assert_str_eq(sim_problem(sim), "");
    sim_free(sim);
}
