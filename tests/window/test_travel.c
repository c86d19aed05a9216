/* test_travel.c - time goes back and forth, and what happens stays the same.
 *                                                                  SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/trace.h"
#include "window/travel.h"

static struct scene *scene;
static struct sim *sim;
static struct knobs knobs;
static struct travel travel;
static struct trace trace;
static char *text;
static size_t text_size;

static void hear(void *context, const struct sim_event *event)
{
    (void)context;
    trace_event(&trace, event);
}

/* As the player has it: a new beginning is a new trace. */
static struct sim *begin(void *context, bool again)
{
    (void)context;
    (void)again;
    if (trace.out)
        (void)fclose(trace.out);
    free(text);
    sim_free(sim);
    trace = (struct trace){.out = open_memstream(&text, &text_size), .scene = scene, .full = true};
    sim = sim_new(scene, hear, NULL);
    return sim;
}

static void set_up(void)
{
    struct diagnostics diagnostics = {0};
    scene = scene_load("scenes/two_rings.json", &diagnostics);
    cr_assert_not_null(scene);
    knobs_list(scene, &knobs);
    travel = (struct travel){.begin = begin, .knobs = &knobs};
    cr_assert(travel_restart(&travel));
}

static void tear_down(void)
{
    travel_free(&travel);
    (void)fclose(trace.out);
    free(text);
    sim_free(sim);
    scene_free(scene);
}

TestSuite(travel, .init = set_up, .fini = tear_down);

static char *trace_so_far(void)
{
    (void)fflush(trace.out);
    return strdup(text);
}

static size_t knob_of(const char *name)
{
    size_t found = 0;
    while (strcmp(knobs.list[found].name, name) != 0)
        found++;
    return found;
}

static void press_and_turn(void)
{
    size_t button = scene_part_find(scene, "button");
    (void)travel_run(&travel, 300000);
    cr_assert(travel_press(&travel, button, true));
    (void)travel_run(&travel, 500000);
    (void)travel_step(&travel);
    cr_assert(travel_set(&travel, knob_of("delay"), 70));
    (void)travel_step(&travel);
    cr_assert(travel_press(&travel, button, false));
    (void)travel_run(&travel, 1000000);
}

Test(travel, the_same_deeds_give_the_same_trace_however_often_time_is_taken_back)
{
    static const uint64_t stops_us[] = {0, 299999, 300001, 500000, 500700, 999999};
    press_and_turn();
    char *first = trace_so_far();
    for (size_t i = 0; i < sizeof stops_us / sizeof *stops_us; i++) {
        cr_assert(travel_again(&travel));
        (void)travel_run(&travel, stops_us[i]);
        (void)travel_run(&travel, 1000000);
        char *again = trace_so_far();
        cr_assert(eq(str, again, first), "stopped at %lu", (unsigned long)stops_us[i]);
        free(again);
    }
    free(first);
}

/* Another version of the scene: what was done to what is gone, is forgotten. */
Test(travel, deeds_are_kept_for_parts_and_knobs_that_have_other_numbers)
{
    uint16_t parts[SCENE_PARTS_MAX], same[KNOBS_MAX], other[KNOBS_MAX];
    size_t delay = knob_of("delay");
    press_and_turn();
    for (size_t i = 0; i < SCENE_PARTS_MAX; i++)
        parts[i] = (uint16_t)i;
    for (size_t i = 0; i < KNOBS_MAX; i++)
        same[i] = other[i] = (uint16_t)i;
    other[delay] = (uint16_t)knob_of("wait");
    travel_renumber(&travel, parts, same);
    cr_assert(eq(sz, travel.count, 3));
    travel_renumber(&travel, parts, other);
    cr_assert(travel_again(&travel));
    (void)travel_run(&travel, 600000);
    cr_expect(eq(i32, *knob_value(&knobs.list[delay], sim), knobs.list[delay].begins));
    cr_expect(eq(i32, *knob_value(&knobs.list[knob_of("wait")], sim), 70));
    parts[scene_part_find(scene, "button")] = TRAVEL_GONE;
    travel_renumber(&travel, parts, same);
    cr_expect(eq(sz, travel.count, 1));
    cr_expect(travel.deeds[0].knob);
}

Test(travel, knob_is_turned_in_time_even_if_another_version_takes_fewer_steps)
{
    uint16_t same[KNOBS_MAX];
    for (size_t i = 0; i < KNOBS_MAX; i++)
        same[i] = (uint16_t)i;
    press_and_turn();
    travel.deeds[1].steps = 1000000; /* of the one before */
    travel_renumber(&travel, same, same);
    cr_assert(travel_again(&travel));
    (void)travel_run(&travel, 600000);
    cr_expect(eq(u64, sim_now_us(sim), 600000));
}

Test(travel, deeds_change_what_happens)
{
    press_and_turn();
    char *with = trace_so_far();
    cr_assert(travel_restart(&travel));
    (void)travel_run(&travel, 1000000);
    char *without = trace_so_far();
    cr_assert(ne(str, with, without));
    cr_assert(eq(sz, travel.count, 0));
    free(with);
    free(without);
}

Test(travel, another_deed_in_the_past_is_another_future)
{
    size_t button = scene_part_find(scene, "button");
    press_and_turn();
    cr_assert(travel_again(&travel));
    (void)travel_run(&travel, 400000);
    cr_assert(travel_set(&travel, knob_of("delay"), 20));
    cr_assert(eq(sz, travel.count, 2));
    cr_assert(eq(u64, sim_now_us(sim), 400000));
    (void)travel_run(&travel, 1000000);
    char *other = trace_so_far();
    cr_assert(travel_restart(&travel));
    (void)travel_run(&travel, 300000);
    cr_assert(travel_press(&travel, button, true));
    (void)travel_run(&travel, 400000);
    cr_assert(travel_set(&travel, knob_of("delay"), 20));
    (void)travel_run(&travel, 1000000);
    char *straight = trace_so_far();
    cr_assert(eq(str, other, straight));
    free(other);
    free(straight);
}

Test(travel, two_deeds_at_once_are_both_kept)
{
    size_t button = scene_part_find(scene, "button");
    (void)travel_run(&travel, 300000);
    cr_assert(travel_press(&travel, button, true));
    cr_assert(travel_set(&travel, knob_of("wait"), 3));
    cr_assert(travel_press(&travel, button, false));
    cr_assert(eq(sz, travel.count, 3));
    (void)travel_run(&travel, 600000);
    char *first = trace_so_far();
    cr_assert(travel_again(&travel));
    (void)travel_run(&travel, 600000);
    char *again = trace_so_far();
    cr_assert(eq(str, again, first));
    free(first);
    free(again);
}

/* Two tasks that are due at once, and take no time: between them, time alone does not tell when
 * something was done. */
static void load_pair(void)
{
    static char text_of_pair[] =
        "{ \"version\": 1, \"board\": \"pico\", \"cost\": { \"step_us\": 0 },"
        "  \"parts\": { \"a\": { \"type\": \"led\", \"pin\": \"GP1\" },"
        "               \"b\": { \"type\": \"led\", \"pin\": \"GP2\" } },"
        "  \"controls\": { \"pace\": \"100ms\" }, \"tasks\": ["
        "  { \"program\": \"blink\", \"with\": { \"led\": \"a\", \"interval\": \"@pace\" } },"
        "  { \"program\": \"blink\", \"with\": { \"led\": \"b\", \"interval\": \"@pace\" } } ] }";
    static char path[] = "pair";
    struct source source = {.path = path, .text = text_of_pair, .size = strlen(text_of_pair)};
    struct diagnostics diagnostics = {0};
    struct scene *before = scene;
    scene = scene_parse(&source, &diagnostics);
    diagnostics_print(&diagnostics, stderr, false);
    cr_assert_not_null(scene);
    knobs_list(scene, &knobs);
    cr_assert(travel_restart(&travel));
    scene_free(before);
}

Test(travel, a_deed_between_steps_of_one_moment_comes_back_between_them)
{
    load_pair();
    (void)travel_run(&travel, 100000);
    (void)travel_step(&travel);
    cr_assert(eq(u64, sim_now_us(sim), 100000));
    cr_assert(travel_set(&travel, knob_of("pace"), 30));
    (void)travel_run(&travel, 500000);
    char *first = trace_so_far();
    cr_assert(travel_again(&travel));
    (void)travel_run(&travel, 500000);
    char *again = trace_so_far();
    cr_assert(eq(str, again, first));
    free(first);
    free(again);
}

/* ---- Knobs ---------------------------------------------------------------------------------- */

Test(travel, knobs_are_controls_and_what_a_task_has_for_itself)
{
    cr_assert(eq(sz, knobs.count, 6));
    cr_assert(eq(str, (char *)knobs.list[2].name, "delay"));
    cr_assert(eq(ptr, (void *)knobs.list[2].owner, NULL));
    const struct knob *color = &knobs.list[knob_of("color")];
    cr_assert(eq(str, (char *)color->owner, "blink"));
    cr_assert(eq(i32, *knob_value(color, sim), 0x0000ff));
    (void)travel_run(&travel, 600000);
    cr_assert(travel_set(&travel, knob_of("color"), 0xff0000));
    (void)travel_run(&travel, 1100000);
    const uint8_t *ring = sim_pixels(sim, scene_part_find(scene, "ring_two"), NULL);
    cr_assert(gt(u8, ring[0], 0));
    cr_assert(eq(u8, ring[2], 0));
}

Test(travel, steps_of_a_slider_are_round_and_reach_both_ends)
{
    const struct knob delay = {.minimum = 0, .maximum = 86400000};
    cr_assert(eq(i32, knob_at(&delay, 0), 0));
    cr_assert(eq(i32, knob_at(&delay, 10), 10));
    cr_assert(eq(i32, knob_at(&delay, 11), 20));
    cr_assert(eq(i32, knob_step(&delay, 500), 23));
    cr_assert(eq(i32, knob_at(&delay, 23), 500));
    cr_assert(eq(i32, knob_step(&delay, 543), 23));
    cr_assert(eq(i32, knob_at(&delay, knob_steps(&delay)), 86400000));
    const struct knob few = {.minimum = -2, .maximum = 9};
    cr_assert(eq(i32, knob_at(&few, knob_step(&few, 7)), 7));
    cr_assert(eq(i32, knob_steps(&few), 11));
}
