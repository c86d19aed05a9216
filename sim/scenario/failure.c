/* failure.c - what was not as expected, told as a compiler tells it.
 *                                                                  SPDX-License-Identifier: MIT */
#include "scenario/failure.h"

#include <stdio.h>
#include <string.h>

enum { LINE_MAX_SIZE = 200 };

/* ---- The last events ------------------------------------------------------------------------- */

static int write_pixels(const struct player *player, const struct past_event *past, char *line)
{
    const struct scene_part *part = &player->scenario->scene->parts[past->part];
    uint8_t channels = sim_channels(player->sim, past->part);
    size_t count = past->byte_count / channels;
    size_t shown = (size_t)EVENT_BYTES / channels;
    int used = snprintf(line, LINE_MAX_SIZE, "%s shows", part->name);
    for (size_t i = 0; i < shown * channels && i < past->byte_count; i++)
        used += snprintf(line + used, LINE_MAX_SIZE - (size_t)used, "%s%02x",
                         i % channels == 0 ? " #" : "", past->bytes[i]);
    if (count > shown)
        used += snprintf(line + used, LINE_MAX_SIZE - (size_t)used, " … (%zu pixels)", count);
    return used;
}

static void write_past(const struct player *player, const struct past_event *past, char *line)
{
    static const char *const levels[] = {"low", "high"};
    const char *pin = past->pin ? past->pin->name : "";
    switch (past->type) {
    case SIM_EVENT_SHOW:
        (void)write_pixels(player, past, line);
        break;
    case SIM_EVENT_PIN:
        (void)snprintf(line, LINE_MAX_SIZE, "pin %s %s", pin,
                       past->level < 0 ? "is let go" : levels[past->level]);
        break;
    case SIM_EVENT_INPUT:
        (void)snprintf(line, LINE_MAX_SIZE, "pin %s %s from outside", pin, levels[past->level]);
        break;
    case SIM_EVENT_KEY:
        (void)snprintf(line, LINE_MAX_SIZE, "a program hears that pin %s is %s", pin,
                       past->level ? "pressed" : "released");
        break;
    case SIM_EVENT_PRINT:
        (void)snprintf(line, LINE_MAX_SIZE, "console: %s", past->text);
        break;
    case SIM_EVENT_SET:
        (void)snprintf(line, LINE_MAX_SIZE, "%s is set to %d", past->text, past->level);
        break;
    case SIM_EVENT_TYPE:
        (void)snprintf(line, LINE_MAX_SIZE, "typed: %s", past->text);
        break;
    default:
        (void)snprintf(line, LINE_MAX_SIZE, "%s", past->text);
        break;
    }
}

static void note_past(struct player *player)
{
    size_t count = player->past_count < LAST_EVENTS ? player->past_count : LAST_EVENTS;
    if (count == 0) {
        diagnose_note(player->diagnostics, "nothing has happened before it");
        return;
    }
    diagnose_note(player->diagnostics, "the last events before it:");
    for (size_t i = player->past_count - count; i < player->past_count; i++) {
        char line[LINE_MAX_SIZE];
        const struct past_event *past = &player->past[i % LAST_EVENTS];
        write_past(player, past, line);
        diagnose_note(player->diagnostics, "%14s  %s", time_text(past->time_us).text, line);
    }
}

static void note_step(struct player *player)
{
    const struct scenario *scenario = player->scenario;
    if (player->step >= scenario->step_count)
        return;
    const struct step *step = &scenario->steps[player->step];
    diagnose_note(player->diagnostics, "step %zu of %zu%s%s%s, which began at %s", player->step + 1,
                  scenario->step_count, step->name ? " \"" : "", step->name ? step->name : "",
                  step->name ? "\"" : "", time_text(player->step_began_us).text);
}

/* ---- The errors ------------------------------------------------------------------------------ */

static void end_failure(struct player *player)
{
    note_step(player);
    note_past(player);
    player->failed = true;
}

static const char *negation(const struct watch *watch)
{
    return watch->expectation->negated ? "anything but " : "";
}

void failure_expected(struct player *player, const struct step *step, const struct watch *watch,
                      bool held)
{
    char seen[TELL_MAX] = "", wanted[TELL_MAX] = "", limit[80] = "";
    watch->expectation->kind->tell(player, watch, player->now_us, seen, wanted);
    if (held)
        (void)snprintf(limit, sizeof limit, " for %s", time_text(step->hold_us).text);
    else if (step->waits && step->within_us != UINT64_MAX)
        (void)snprintf(limit, sizeof limit, " within %s", time_text(step->within_us).text);
    diagnose(player->diagnostics, &player->scenario->source, step->place.offset, step->place.length,
             "at %s %s, expected %s%s%s", time_text(player->now_us).text, seen, negation(watch),
             wanted, limit);
    end_failure(player);
}

void failure_always(struct player *player, const struct watch *watch, uint64_t now_us)
{
    char seen[TELL_MAX] = "", wanted[TELL_MAX] = "";
    const struct expectation *expectation = watch->expectation;
    expectation->kind->tell(player, watch, now_us, seen, wanted);
    diagnose(player->diagnostics, &player->scenario->source, expectation->place.offset,
             expectation->place.length, "at %s %s, expected always %s%s", time_text(now_us).text,
             seen, negation(watch), wanted);
    end_failure(player);
}

static struct place place_now(const struct player *player)
{
    const struct scenario *scenario = player->scenario;
    if (player->step < scenario->step_count)
        return scenario->steps[player->step].place;
    return (struct place){0, 1};
}

void failure_scene(struct player *player, uint64_t now_us, const char *why)
{
    struct place place = place_now(player);
    diagnose(player->diagnostics, &player->scenario->source, place.offset, place.length, "at %s %s",
             time_text(now_us).text, why);
    end_failure(player);
}

void failure_timeout(struct player *player)
{
    const struct step *step = &player->scenario->steps[player->step];
    char seen[TELL_MAX] = "it is not over", wanted[TELL_MAX] = "";
    uint64_t timeout_us = player->limit_us - player->scenario->scene->cost.boot_us;
    if (!step->kind) {
        const struct watch *watch = &player->steps[player->step];
        step->expectation.kind->tell(player, watch, player->now_us, seen, wanted);
    }
    diagnose(player->diagnostics, &player->scenario->source, step->place.offset, step->place.length,
             "at %s %s%s%s, and the timeout of %s is over", time_text(player->now_us).text, seen,
             *wanted ? ", expected " : "", wanted, time_text(timeout_us).text);
    end_failure(player);
}
