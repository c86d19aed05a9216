/* test_sim_set.c - what is changed of a scene while it runs, in virtual time.
 *                                                                  SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "engine/sim.h"

static char pair[] =
    "{ \"version\": 1, \"board\": \"pico\","
    "  \"parts\": { \"a\": { \"type\": \"led\", \"pin\": \"GP1\" },"
    "               \"b\": { \"type\": \"led\", \"pin\": \"GP2\" } },"
    "  \"controls\": { \"pace\": \"100ms\" }, \"tasks\": ["
    "  { \"program\": \"blink\", \"with\": { \"led\": \"a\", \"interval\": \"@pace\" } },"
    "  { \"program\": \"blink\", \"with\": { \"led\": \"b\", \"interval\": \"1s\" } } ] }";

static struct scene *scene;
static struct sim *sim;
static char heard[1024]; /* what was set, and edges of the LEDs, and when */

static void hear(void *context, const struct sim_event *event)
{
    size_t used = strlen(heard);
    (void)context;
    if (event->type == SIM_EVENT_SET)
        (void)snprintf(heard + used, sizeof heard - used, "%" PRIu64 " %s=%d, ", event->time_us,
                       event->text, event->level);
    if (event->type == SIM_EVENT_PIN && event->level == 1)
        (void)snprintf(heard + used, sizeof heard - used, "%" PRIu64 " %s, ", event->time_us,
                       event->pin->name);
}

static void start(void)
{
    static char path[] = "pair";
    struct source source = {.path = path, .text = pair, .size = strlen(pair)};
    struct diagnostics diagnostics = {0};
    heard[0] = '\0';
    scene = scene_parse(&source, &diagnostics);
    diagnostics_print(&diagnostics, stderr, false);
    cr_assert_not_null(scene);
    sim = sim_new(scene, hear, NULL);
}

static void stop(void)
{
    sim_free(sim);
    scene_free(scene);
}

TestSuite(set, .init = start, .fini = stop, .timeout = 60);

static size_t index_of(const char *path)
{
    size_t found = scene_setting_find(scene, path);
    cr_assert(lt(sz, found, scene->setting_count), "%s", path);
    return found;
}

Test(set, settings_are_controls_and_those_of_tasks_by_paths_that_none_shares)
{
    cr_assert(eq(str, (char *)scene->settings[0].path, "pace"));
    cr_assert(eq(ptr, (void *)scene->settings[0].owner, NULL));
    for (size_t i = 0; i < scene->setting_count; i++)
        cr_assert(eq(sz, scene_setting_find(scene, scene->settings[i].path), i));
    cr_assert(eq(sz, scene_setting_find(scene, "blink.interval"), scene->setting_count));
    const struct scene_setting *own = &scene->settings[index_of("blink#2.interval")];
    cr_assert(eq(str, (char *)own->name, "interval"));
    cr_assert(eq(sz, own->task, 1));
    cr_assert(eq(i32, *own->begins, 1000));
    cr_assert(
        eq(str, (char *)scene_setting_nearest(scene, "blink#2.intervall"), "blink#2.interval"));
}

Test(set, a_value_comes_at_its_microsecond_and_acts_when_the_program_looks)
{
    cr_assert(eq(u64, sim_set(sim, index_of("pace"), 30, 150001), 150001));
    cr_assert(eq(i32, sim_setting(sim, 0), 100));
    sim_run(sim, 300000);
    cr_assert(eq(i32, sim_setting(sim, 0), 30));
    cr_assert(eq(str, heard, "50 GP1, 100 GP2, 150001 pace=30, 200050 GP1, 260050 GP1, "));
}

Test(set, what_a_task_has_for_itself_changes_for_that_task_alone)
{
    (void)sim_set(sim, index_of("blink#2.interval"), 40, 0);
    sim_run(sim, 90000);
    cr_assert(eq(str, heard, "0 blink#2.interval=40, 50 GP1, 100 GP2, 80100 GP2, "));
}

Test(set, while_time_stands_still_it_gets_the_first_microsecond_that_has_not_passed)
{
    sim_run(sim, 5000);
    cr_assert(eq(u64, sim_set(sim, 0, 9, 10), 5001));
    cr_assert(eq(i32, sim_setting(sim, 0), 100));
    sim_run(sim, 5001);
    cr_assert(eq(i32, sim_setting(sim, 0), 9));
}

Test(set, of_several_values_at_one_time_the_last_is_the_only_one)
{
    (void)sim_set(sim, 0, 7, 2000);
    (void)sim_set(sim, index_of("blink#2.interval"), 5, 2000);
    (void)sim_set(sim, 0, 8, 2000);
    (void)sim_set(sim, 0, 9, 2001);
    sim_run(sim, 3000);
    cr_assert(ne(ptr, strstr(heard, "2000 pace=8, 2000 blink#2.interval=5, 2001 pace=9"), NULL),
              "%s", heard);
    cr_assert(eq(ptr, strstr(heard, "pace=7"), NULL));
}

Test(set, the_same_happens_however_time_is_sliced)
{
    char whole[sizeof heard];
    (void)sim_set(sim, 0, 20, 100123);
    (void)sim_set(sim, 0, 60, 250000);
    sim_run(sim, 500000);
    memcpy(whole, heard, sizeof whole);
    stop();
    start();
    (void)sim_set(sim, 0, 20, 100123);
    (void)sim_set(sim, 0, 60, 250000);
    for (uint64_t until_us = 17; until_us < 500000; until_us += 991)
        sim_run(sim, until_us);
    sim_run(sim, 500000);
    cr_assert(eq(str, heard, whole));
}
