/* test_player.c - what no file can bring about: tasks that fail, listeners, limits.
 *                                                                  SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coop/keywords.h"
#include "scenario/player.h"

/* Fails after a second. */
async_def(failing, const void *nothing;)
{
    async_body {
        await(coop_sleep_ms(1000));
    }
    return COOP_RESULT(COOP_ERR_USER);
}

static const struct program failing_program = {
    .name = "failing", .coroutine = &failing, .frame_size = sizeof(struct failing)};

static struct diagnostics diagnostics;
static struct scenario *scenario;

static void load(const char *members, const char *steps)
{
    char *text = malloc(2000);
    int size = snprintf(
        text, 2000, "{ \"version\": 1, \"scene\": \"scenes/blink.json\", %s \"steps\": [ %s ] }",
        members, steps);
    scenario = scenario_parse("test.scenario.json", text, (size_t)size, &diagnostics);
    diagnostics_print(&diagnostics, stderr, false);
    cr_assert_not_null(scenario);
}

static struct play play(const struct play_options *options)
{
    return scenario_play(scenario, options, &diagnostics);
}

static void tear_down(void)
{
    scenario_free(scenario);
    diagnostics_free(&diagnostics);
}

TestSuite(player, .fini = tear_down, .timeout = 60);

static void says(const char *words)
{
    cr_assert_eq(diagnostics.count, 1);
    struct diagnostic_view view = diagnostics_view(&diagnostics, 0);
    cr_assert_str_eq(view.path, "test.scenario.json");
    cr_assert(strstr(view.message, words), "not \"%s\" but \"%s\"", words, view.message);
}

Test(player, a_task_that_fails_makes_the_scenario_fail_when_it_does)
{
    load("", "{ \"delay\": \"5s\" }, { \"delay\": \"1s\" }");
    scenario->scene->tasks[0].program = &failing_program;
    struct play result = play(&(struct play_options){0});
    cr_assert_eq(result.end, PLAY_FAILED);
    cr_assert_eq(result.steps, 0);
    cr_assert_lt(result.virtual_us, 1001000);
    says("task \"blink\" failed with -100");
}

Test(player, a_task_may_fail_where_that_is_allowed_and_its_result_can_be_expected)
{
    load("\"tasks_may_fail\": true,",
         "{ \"delay\": \"5s\" }, { \"expect-task\": { \"task\": \"blink\", \"result\": -100 } }");
    scenario->scene->tasks[0].program = &failing_program;
    struct play result = play(&(struct play_options){0});
    cr_assert_eq(result.end, PLAY_PASSED);
    cr_assert_eq(result.steps, 2);
    cr_assert_eq(result.virtual_us, 5000000);
}

Test(player, a_time_limit_given_from_outside_goes_before_the_scenarios_own)
{
    load("\"timeout\": \"1h\",", "{ \"delay\": \"1s\" }, { \"delay\": \"3s\" }");
    struct play result = play(&(struct play_options){.timeout_us = 2000000});
    cr_assert_eq(result.end, PLAY_FAILED);
    cr_assert_eq(result.steps, 1);
    cr_assert_eq(result.virtual_us, 2000000);
    says("the timeout of 2000ms is over");
}

Test(player, a_delay_that_ends_with_the_time_limit_is_in_time)
{
    load("\"timeout\": \"2s\",", "{ \"delay\": \"1s\" }, { \"delay\": \"1s\" }");
    cr_assert_eq(play(&(struct play_options){0}).end, PLAY_PASSED);
}

struct count {
    size_t events;
    uint64_t last_us;
};

static void hear(void *context, const struct sim_event *event)
{
    struct count *count = context;
    count->events++;
    cr_assert_geq(event->time_us, count->last_us);
    count->last_us = event->time_us;
}

Test(player, a_listener_hears_all_events_in_their_order)
{
    struct count count = {0};
    struct sim *volatile sim = NULL;
    load("", "{ \"wait-color\": { \"part\": \"led\", \"color\": \"#000000\" }, \"not\": true },"
             "{ \"delay\": \"600ms\" }");
    struct play result =
        play(&(struct play_options){.listener = hear, .context = &count, .sim = &sim});
    cr_assert_eq(result.end, PLAY_PASSED);
    cr_assert_gt(count.events, 8);
    cr_assert_eq(count.last_us, 500100);
    cr_assert_null(sim, "there is none any more");
}

Test(player, which_condition_is_violated_is_known)
{
    load("\"always\": [ { \"expect-turn\": { \"max\": \"1s\" } },"
         "{ \"expect-pin\": { \"pin\": \"led\", \"level\": \"low\" } } ],",
         "{ \"delay\": \"600ms\" }");
    struct play result = play(&(struct play_options){0});
    cr_assert_eq(result.end, PLAY_FAILED);
    cr_assert_eq(result.violated, 1);
    cr_assert_eq(result.virtual_us, 50);
    says("at 0.05ms pin D1 is high, expected always low");
}

Test(player, two_plays_of_one_scenario_do_not_know_of_each_other)
{
    load("", "{ \"delay\": \"2s\" },"
             "{ \"expect-blink\": { \"part\": \"led\", \"period\": \"500ms\" } }");
    for (int i = 0; i < 2; i++)
        cr_assert_eq(play(&(struct play_options){0}).end, PLAY_PASSED);
    cr_assert_eq(diagnostics.count, 0);
}
