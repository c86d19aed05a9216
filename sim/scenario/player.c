/* player.c - plays a scenario.                                     SPDX-License-Identifier: MIT
 *
 * Time stands still but in steps that let it pass. What must hold is looked at on every event that
 * can change it, on the sim's side; the sim then halts at that very moment.
 */
#include "scenario/player.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/failure.h"
#include "scenario/play.h"

struct time_text time_text(uint64_t us)
{
    struct time_text time;
    bool seconds = us >= 10000000;
    uint64_t unit_us = seconds ? 1000000 : 1000;
    int used = snprintf(time.text, sizeof time.text, "%" PRIu64, us / unit_us);
    uint64_t rest = us % unit_us;
    if (rest) {
        used += snprintf(time.text + used, sizeof time.text - (size_t)used, ".%0*" PRIu64,
                         seconds ? 6 : 3, rest);
        while (time.text[used - 1] == '0')
            used--;
    }
    (void)snprintf(time.text + used, sizeof time.text - (size_t)used, "%s", seconds ? "s" : "ms");
    return time;
}

void player_memory_out(struct player *player)
{
    player->memory_out = true;
    player->failed = true;
}

/* ---- Expectations ---------------------------------------------------------------------------- */

static bool holds(struct player *player, const struct watch *watch, uint64_t now_us)
{
    const struct expectation *expectation = watch->expectation;
    return expectation->kind->holds(player, watch, now_us) != expectation->negated;
}

static void see(const struct player *player, const struct watch *watch,
                const struct sim_event *event)
{
    const struct expectation_kind *kind = watch->expectation ? watch->expectation->kind : NULL;
    if (kind && kind->see && kind->events & EVENT_BIT(event->type))
        kind->see(player, watch, event);
}

static bool concerns(const struct watch *watch, const struct sim_event *event)
{
    return (watch->expectation->kind->events & EVENT_BIT(event->type)) != 0;
}

static void check_always(struct player *player, const struct sim_event *event)
{
    for (size_t i = 0; i < player->scenario->always_count && !player->violated; i++) {
        const struct watch *watch = &player->always[i];
        if (concerns(watch, event) && !holds(player, watch, event->time_us)) {
            player->violated = watch;
            failure_always(player, watch, event->time_us);
        }
    }
}

static void check_step(struct player *player, const struct sim_event *event)
{
    const struct watch *watch = &player->steps[player->step];
    if (player->watching == WATCH_NOTHING || player->decided || !concerns(watch, event))
        return;
    player->decided =
        holds(player, watch, event->time_us) == (player->watching == WATCH_UNTIL_TRUE);
}

static void hear(void *context, const struct sim_event *event)
{
    struct player *player = context;
    if (player->options->listener)
        player->options->listener(player->options->context, event);
    observe_event(player, event);
    for (size_t i = 0; i < player->seer_count; i++)
        see(player, player->seers[i], event);
    check_always(player, event);
    check_step(player, event);
    bool task_failed = *player->fail_text && !player->scenario->tasks_may_fail;
    if (player->violated || player->decided || task_failed || player->memory_out)
        sim_halt(player->sim);
}

/* ---- Time ------------------------------------------------------------------------------------ */

/* Whether the scene goes on; what keeps it from that is told. */
static bool sound(struct player *player, enum sim_state state)
{
    if (player->memory_out)
        player->failed = true;
    else if (player->violated)
        player->failed = true; /* told already, with what was seen then */
    else if (*player->fail_text && !player->scenario->tasks_may_fail)
        failure_scene(player, player->fail_us, player->fail_text);
    else if (state == SIM_STANDSTILL)
        failure_scene(player, player->now_us, sim_problem(player->sim));
    else if (state == SIM_FINISHED && *sim_problem(player->sim) &&
             !player->scenario->tasks_may_fail && !player->ended)
        failure_scene(player, player->now_us, sim_problem(player->sim));
    return !player->failed;
}

bool player_pass(struct player *player, uint64_t until_us)
{
    uint64_t target_us = until_us < player->limit_us ? until_us : player->limit_us;
    while (player->now_us < target_us && !player->failed && !player->decided) {
        enum sim_state state = SIM_FINISHED;
        if (!player->ended)
            state = sim_run(player->sim, target_us);
        player->now_us = sim_now_us(player->sim);
        if (!sound(player, state))
            return false;
        if (state == SIM_FINISHED && !player->decided) {
            player->ended = true;
            player->now_us = target_us;
        }
    }
    if (player->now_us >= player->limit_us && until_us > player->limit_us && !player->decided)
        failure_timeout(player);
    return !player->failed;
}

/* ---- Steps that expect something ------------------------------------------------------------- */

/* As soon as it is so, within the time; false: it has not become so. */
static bool wait_until(struct player *player, const struct step *step, const struct watch *watch)
{
    uint64_t began_us = player->now_us;
    if (holds(player, watch, player->now_us))
        return true;
    if (!step->waits)
        return false;
    player->watching = WATCH_UNTIL_TRUE;
    uint64_t until_us =
        step->within_us > UINT64_MAX - began_us ? UINT64_MAX : began_us + step->within_us;
    (void)player_pass(player, until_us);
    bool came = player->decided;
    player->watching = WATCH_NOTHING;
    player->decided = false;
    /* Some become true by time alone, with no event to tell. */
    return came || (!player->failed && holds(player, watch, player->now_us));
}

/* For the whole time; false: it has ended to be so. */
static bool wait_while(struct player *player, uint64_t hold_us, const struct watch *watch)
{
    player->watching = WATCH_WHILE_TRUE;
    (void)player_pass(player, player->now_us + hold_us);
    bool broken = player->decided;
    player->watching = WATCH_NOTHING;
    player->decided = false;
    return !broken && (player->failed || holds(player, watch, player->now_us));
}

static void expect(struct player *player, const struct step *step)
{
    const struct watch *watch = &player->steps[player->step];
    const struct expectation_kind *kind = step->expectation.kind;
    if (!wait_until(player, step, watch)) {
        if (!player->failed)
            failure_expected(player, step, watch, false);
        return;
    }
    if (kind->met && !step->expectation.negated)
        kind->met(player, watch);
    if (step->hold_us > 0 && !player->failed && !wait_while(player, step->hold_us, watch) &&
        !player->failed)
        failure_expected(player, step, watch, true);
}

/* ---- Birth and death ------------------------------------------------------------------------- */

static bool make_watch(struct player *player, struct watch *watch,
                       const struct expectation *expectation)
{
    if (!expectation->kind)
        return true;
    watch->expectation = expectation;
    watch->memory = calloc(1, expectation->kind->memory_size + 1);
    if (expectation->kind->see)
        player->seers[player->seer_count++] = watch;
    return watch->memory != NULL;
}

static bool make_watches(struct player *player)
{
    const struct scenario *scenario = player->scenario;
    size_t count = scenario->step_count + scenario->always_count;
    player->steps = calloc(scenario->step_count + 1, sizeof *player->steps);
    player->always = calloc(scenario->always_count + 1, sizeof *player->always);
    player->seers = calloc(count + 1, sizeof(struct watch *));
    if (!player->steps || !player->always || !player->seers)
        return false;
    for (size_t i = 0; i < scenario->step_count; i++)
        if (!make_watch(player, &player->steps[i], &scenario->steps[i].expectation))
            return false;
    for (size_t i = 0; i < scenario->always_count; i++)
        if (!make_watch(player, &player->always[i], &scenario->always[i]))
            return false;
    return true;
}

static void free_watches(struct watch *watches, size_t count)
{
    for (size_t i = 0; watches && i < count; i++) {
        if (watches[i].memory && watches[i].expectation->kind->free)
            watches[i].expectation->kind->free(watches[i].memory);
        free(watches[i].memory);
    }
    free(watches);
}

static bool start(struct player *player)
{
    uint64_t timeout_us =
        player->options->timeout_us ? player->options->timeout_us : player->scenario->timeout_us;
    player->now_us = player->scenario->scene->cost.boot_us;
    player->limit_us = player->now_us + timeout_us;
    player->inputs.random = (player->scenario->seed + 1) * 0x9E3779B97F4A7C15ull;
    if (!make_watches(player))
        return false;
    player->sim = sim_new(player->scenario->scene, hear, player);
    if (player->options->sim)
        *player->options->sim = player->sim;
    return player->sim != NULL;
}

static void finish(struct player *player)
{
    if (player->options->sim)
        *player->options->sim = NULL;
    sim_free(player->sim);
    inputs_free(&player->inputs);
    free_watches(player->steps, player->scenario->step_count);
    free_watches(player->always, player->scenario->always_count);
    free(player->seers);
    observe_free_all(player);
}

/* What must hold always must hold at the very first, before any event. */
static void check_at_start(struct player *player)
{
    for (size_t i = 0; i < player->scenario->always_count && !player->failed; i++)
        if (!holds(player, &player->always[i], player->now_us)) {
            player->violated = &player->always[i];
            failure_always(player, player->violated, player->now_us);
        }
}

static void run_steps(struct player *player)
{
    const struct scenario *scenario = player->scenario;
    check_at_start(player);
    for (; player->step < scenario->step_count && !player->failed; player->step++) {
        const struct step *step = &scenario->steps[player->step];
        player->step_began_us = player->now_us;
        if (step->kind)
            step->kind->run(player, step);
        else
            expect(player, step);
        if (player->failed)
            return;
    }
}

struct play scenario_play(const struct scenario *scenario, const struct play_options *options,
                          struct diagnostics *diagnostics)
{
    struct player player = {.scenario = scenario, .options = options, .diagnostics = diagnostics};
    struct play play = {.end = PLAY_UNREADABLE, .violated = SIZE_MAX};
    if (start(&player)) {
        run_steps(&player);
        play.end = player.failed ? PLAY_FAILED : PLAY_PASSED;
        play.virtual_us = player.now_us - scenario->scene->cost.boot_us;
        play.steps = player.step;
        play.updated = player.updated;
        if (player.violated)
            play.violated = (size_t)(player.violated - player.always);
    } else {
        player.memory_out = true;
    }
    finish(&player);
    if (!player.memory_out)
        return play;
    diagnostics->memory_out = true;
    play.end = PLAY_UNREADABLE;
    return play;
}
