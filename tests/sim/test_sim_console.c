/* test_sim_console.c - what is typed at the console, in virtual time.
 *                                                                  SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "engine/sim.h"
#include "engine/trace.h"

static struct scene *scene;
static struct sim *sim;
static char heard[1024]; /* what was typed, printed and lost, and when */

static void hear(void *context, const struct sim_event *event)
{
    static const char signs[] = {
        [SIM_EVENT_TYPE] = '<', [SIM_EVENT_PRINT] = '>', [SIM_EVENT_FAIL] = '!'};
    size_t used = strlen(heard);
    (void)context;
    if (event->type != SIM_EVENT_TYPE && event->type != SIM_EVENT_PRINT &&
        event->type != SIM_EVENT_FAIL)
        return;
    (void)snprintf(heard + used, sizeof heard - used, "%" PRIu64 "%c%.12s ", event->time_us,
                   signs[event->type], event->text);
}

static void start_scene(const char *path, sim_listener listener, void *context)
{
    struct diagnostics diagnostics = {0};
    heard[0] = '\0';
    scene = scene_load(path, &diagnostics);
    cr_assert_not_null(scene);
    sim = sim_new(scene, listener, context);
    cr_assert_not_null(sim);
}

static void start(void)
{
    start_scene("scenes/set_by_console.json", hear, NULL);
}

static void stop(void)
{
    sim_free(sim);
    scene_free(scene);
    sim = NULL;
    scene = NULL;
}

TestSuite(typing, .fini = stop, .timeout = 60);

/* The reader takes a turn when it is woken, 50 us a step. */
Test(typing, a_line_comes_at_its_microsecond_and_is_answered)
{
    start();
    cr_assert(eq(u64, sim_type(sim, "delay 70", 123457), 123457));
    cr_assert(eq(u64, sim_type(sim, "delay", 200000), 200000));
    sim_run(sim, 300000);
    cr_assert(eq(str, heard, "123457<delay 70 123457>70 200000<delay 200000>70 "));
    cr_assert(eq(i32, sim_setting(sim, 0), 70));
}

Test(typing, lines_come_in_the_order_of_their_times_then_as_they_were_given)
{
    start();
    (void)sim_type(sim, "delay 3", 2000);
    (void)sim_type(sim, "delay 1", 1000);
    (void)sim_type(sim, "delay 4", 2000);
    sim_run(sim, 900000);
    cr_assert_eq(strncmp(heard, "1000<delay 1 1000>1 2000<delay 3 2000<delay 4 ", 46), 0, "%s",
                 heard);
    cr_assert_not_null(strstr(heard, ">3 "));
    cr_assert(eq(i32, sim_setting(sim, 0), 4));
}

Test(typing, a_time_that_has_passed_means_now)
{
    start();
    sim_run(sim, 5000);
    cr_assert(eq(u64, sim_type(sim, "delay 9", 10), 5001));
    sim_run(sim, 10000);
    cr_assert(eq(str, heard, "5001<delay 9 5001>9 "));
}

Test(typing, what_happens_is_the_same_however_the_run_is_sliced)
{
    char whole[sizeof heard];
    start();
    for (uint64_t time_us = 777; time_us < 20000; time_us += 3331)
        (void)sim_type(sim, time_us % 2 ? "delay 12" : "?", time_us);
    sim_run(sim, 50000);
    memcpy(whole, heard, sizeof whole);
    stop();
    start();
    for (uint64_t time_us = 777; time_us < 20000; time_us += 3331)
        (void)sim_type(sim, time_us % 2 ? "delay 12" : "?", time_us);
    for (uint64_t until_us = 0; until_us <= 50000; until_us += 7)
        sim_run(sim, until_us);
    cr_assert(eq(str, heard, whole));
}

Test(typing, what_nobody_reads_is_kept_until_there_is_no_room_and_then_told)
{
    char line[SIM_TYPED_MAX];
    start_scene("scenes/count_presses.json", hear, NULL);
    memset(line, 'x', sizeof line);
    line[sizeof line - 1] = '\0'; /* with its '\n' as many bytes as there is room for */
    (void)sim_type(sim, line, 1000);
    (void)sim_type(sim, "", 2000);
    sim_run(sim, 3000);
    cr_assert(eq(str, heard, "1000<xxxxxxxxxxxx 2000< 2000!a line typed "));
}

Test(typing, a_line_that_never_came_leaks_nothing)
{
    start();
    (void)sim_type(sim, "delay 1", 1000);
    (void)sim_type(sim, "delay 2", 9000000);
    sim_run(sim, 2000);
    cr_assert(eq(str, heard, "1000<delay 1 1000>1 "));
}

static void write_trace(void *context, const struct sim_event *event)
{
    trace_event(context, event);
}

static char *trace_of(bool full)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    struct trace trace = {.out = out, .full = full};
    start_scene("scenes/set_by_console.json", write_trace, &trace);
    trace.scene = scene;
    (void)sim_type(sim, "say \"x\"", 1000);
    sim_run(sim, 1001);
    fclose(out);
    return text;
}

Test(typing, only_a_full_trace_tells_what_was_typed)
{
    char *full = trace_of(true);
    stop();
    char *plain = trace_of(false);
    cr_assert_not_null(strstr(full, "{\"t\":1000,\"ev\":\"type\",\"s\":\"say \\\"x\\\"\"}\n"));
    cr_assert_null(strstr(plain, "\"type\""));
    cr_assert_not_null(strstr(plain, "\"print\""));
    free(full);
    free(plain);
}
