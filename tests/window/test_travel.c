/* test_travel.c - time goes back and forth, and what happens stays the same.
 *                                                                  SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/trace.h"
#include "window/knobs.h"
#include "window/travel.h"

static struct scene *scene;
static struct sim *sim;
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
    travel = (struct travel){.begin = begin};
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

static size_t setting_of(const char *name)
{
    size_t found = 0;
    while (strcmp(scene->settings[found].name, name) != 0)
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
    cr_assert(travel_set(&travel, setting_of("delay"), 70));
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
Test(travel, deeds_are_kept_for_parts_and_settings_that_have_other_numbers)
{
    uint16_t parts[SCENE_PARTS_MAX], same[SCENE_SETTINGS_MAX], other[SCENE_SETTINGS_MAX];
    size_t delay = scene_setting_find(scene, "delay");
    size_t wait = scene_setting_find(scene, "wait");
    press_and_turn();
    cr_assert(travel_type(&travel, "a line"));
    size_t count = travel.count;
    for (size_t i = 0; i < SCENE_PARTS_MAX; i++)
        parts[i] = (uint16_t)i;
    for (size_t i = 0; i < SCENE_SETTINGS_MAX; i++)
        same[i] = other[i] = (uint16_t)i;
    other[delay] = (uint16_t)wait;
    travel_renumber(&travel, parts, same);
    cr_assert(eq(sz, travel.count, count));
    travel_renumber(&travel, parts, other);
    cr_assert(travel_again(&travel));
    (void)travel_run(&travel, 600000);
    cr_expect(eq(i32, travel_value(&travel, delay), *scene->settings[delay].begins));
    cr_expect(ne(i32, travel_value(&travel, wait), *scene->settings[wait].begins));
    parts[scene_part_find(scene, "button")] = TRAVEL_GONE;
    travel_renumber(&travel, parts, same);
    cr_expect(eq(sz, travel.count, count - 2));
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
    cr_assert(travel_set(&travel, setting_of("delay"), 20));
    cr_assert(eq(sz, travel.count, 2));
    cr_assert(eq(u64, sim_now_us(sim), 400000));
    (void)travel_run(&travel, 1000000);
    char *other = trace_so_far();
    cr_assert(travel_restart(&travel));
    (void)travel_run(&travel, 300000);
    cr_assert(travel_press(&travel, button, true));
    (void)travel_run(&travel, 400000);
    cr_assert(travel_set(&travel, setting_of("delay"), 20));
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
    cr_assert(travel_set(&travel, setting_of("wait"), 3));
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
    cr_assert(travel_restart(&travel));
    scene_free(before);
}

Test(travel, a_deed_between_steps_of_one_moment_comes_back_between_them)
{
    load_pair();
    (void)travel_run(&travel, 100000);
    (void)travel_step(&travel);
    cr_assert(eq(u64, sim_now_us(sim), 100000));
    cr_assert(travel_set(&travel, setting_of("pace"), 30));
    (void)travel_run(&travel, 500000);
    char *first = trace_so_far();
    cr_assert(travel_again(&travel));
    (void)travel_run(&travel, 500000);
    char *again = trace_so_far();
    cr_assert(eq(str, again, first));
    free(first);
    free(again);
}

/* ---- What is typed -------------------------------------------------------------------------- */

static void load_console(void)
{
    struct diagnostics diagnostics = {0};
    struct scene *before = scene;
    scene = scene_load("scenes/set_by_console.json", &diagnostics);
    cr_assert_not_null(scene);
    cr_assert(travel_restart(&travel));
    scene_free(before);
}

Test(travel, what_was_typed_is_typed_again)
{
    load_console();
    (void)travel_run(&travel, 700000);
    cr_assert(travel_type(&travel, "delay 30"));
    cr_assert(travel_waits(&travel, &travel.deeds[0]));
    (void)travel_run(&travel, 800000);
    cr_assert(not(travel_waits(&travel, &travel.deeds[0])));
    cr_assert(travel_type(&travel, "delay"));
    (void)travel_run(&travel, 1000000);
    char *first = trace_so_far();
    cr_assert(ne(ptr, strstr(first, "{\"t\":700001,\"ev\":\"type\",\"s\":\"delay 30\"}"), NULL));
    cr_assert(ne(ptr, strstr(first, "{\"t\":800001,\"ev\":\"print\",\"s\":\"30\"}"), NULL));
    cr_assert(travel_again(&travel));
    (void)travel_run(&travel, 750000);
    (void)travel_run(&travel, 1000000);
    char *again = trace_so_far();
    cr_assert(eq(str, again, first));
    free(first);
    free(again);
}

Test(travel, a_line_typed_in_the_past_is_another_future)
{
    load_console();
    (void)travel_run(&travel, 700000);
    cr_assert(travel_type(&travel, "delay 30"));
    (void)travel_run(&travel, 900000);
    cr_assert(travel_again(&travel));
    (void)travel_run(&travel, 600000);
    cr_assert(travel_type(&travel, "delay 40"));
    cr_assert(eq(sz, travel.count, 1));
    (void)travel_run(&travel, 900000);
    char *other = trace_so_far();
    cr_assert(eq(ptr, strstr(other, "delay 30"), NULL));
    cr_assert(ne(ptr, strstr(other, "delay 40"), NULL));
    free(other);
}

/* ---- Settings ------------------------------------------------------------------------------- */

Test(travel, a_setting_shows_the_value_that_it_is_about_to_get)
{
    size_t delay = setting_of("delay");
    (void)travel_run(&travel, 100000);
    cr_assert(not(travel_turned(&travel, delay)));
    cr_assert(travel_set(&travel, delay, 70));
    cr_assert(travel_set(&travel, delay, 80));
    cr_assert(eq(sz, travel.count, 1));
    cr_assert(eq(i32, travel_value(&travel, delay), 80));
    cr_assert(eq(i32, sim_setting(sim, delay), 500));
    (void)travel_run(&travel, 100001);
    cr_assert(eq(i32, sim_setting(sim, delay), 80));
    cr_assert(travel_again(&travel));
    cr_assert(eq(i32, travel_value(&travel, delay), 500));
    cr_assert(not(travel_turned(&travel, delay)));
    (void)travel_run(&travel, 200000);
    cr_assert(eq(i32, travel_value(&travel, delay), 80));
}

/* A listener that halts at the first print. */
static void halt_at_print(void *context, const struct sim_event *event)
{
    (void)context;
    if (event->type == SIM_EVENT_PRINT)
        travel_halt(&travel);
}

static struct sim *begin_halting(void *context, bool again)
{
    (void)context;
    (void)again;
    sim_free(sim);
    sim = sim_new(scene, halt_at_print, NULL);
    return sim;
}

Test(travel, a_halt_is_at_the_microsecond_of_the_event)
{
    load_console();
    travel.begin = begin_halting;
    cr_assert(travel_restart(&travel));
    (void)travel_run(&travel, 123455);
    cr_assert(travel_type(&travel, "delay"));
    (void)travel_run(&travel, 500000);
    cr_assert(travel.halted);
    cr_assert(eq(u64, sim_now_us(sim), 123456));
    (void)travel_run(&travel, 500000);
    cr_assert(not(travel.halted));
    cr_assert(eq(u64, sim_now_us(sim), 500000));
}

/* ---- Knobs ---------------------------------------------------------------------------------- */

Test(travel, knobs_are_controls_and_what_a_task_has_for_itself)
{
    cr_assert(eq(sz, scene->setting_count, 6));
    cr_assert(eq(str, (char *)scene->settings[2].name, "delay"));
    cr_assert(eq(ptr, (void *)scene->settings[2].owner, NULL));
    const struct scene_setting *color = &scene->settings[setting_of("color")];
    cr_assert(eq(str, (char *)color->owner, "blink"));
    cr_assert(eq(i32, sim_setting(sim, setting_of("color")), 0x0000ff));
    (void)travel_run(&travel, 600000);
    cr_assert(travel_set(&travel, setting_of("color"), 0xff0000));
    (void)travel_run(&travel, 1100000);
    const uint8_t *ring = sim_pixels(sim, scene_part_find(scene, "ring_two"), NULL);
    cr_assert(gt(u8, ring[0], 0));
    cr_assert(eq(u8, ring[2], 0));
}

Test(travel, steps_of_a_slider_are_round_and_reach_both_ends)
{
    const struct scene_setting delay = {.minimum = 0, .maximum = 86400000};
    cr_assert(eq(i32, knob_at(&delay, 0), 0));
    cr_assert(eq(i32, knob_at(&delay, 10), 10));
    cr_assert(eq(i32, knob_at(&delay, 11), 20));
    cr_assert(eq(i32, knob_step(&delay, 500), 23));
    cr_assert(eq(i32, knob_at(&delay, 23), 500));
    cr_assert(eq(i32, knob_step(&delay, 543), 23));
    cr_assert(eq(i32, knob_at(&delay, knob_steps(&delay)), 86400000));
    const struct scene_setting few = {.minimum = -2, .maximum = 9};
    cr_assert(eq(i32, knob_at(&few, knob_step(&few, 7)), 7));
    cr_assert(eq(i32, knob_steps(&few), 11));
}
