/* travel.c - a simulation that can be taken back to any moment.      SPDX-License-Identifier: MIT
 */
#include "window/travel.h"

#include <stdlib.h>
#include <string.h>

#include "engine/list.h"

/* Let the simulation know of it. Returns the time that it got; UINT64_MAX when memory is out. */
static uint64_t hand_over(const struct travel *travel, const struct deed *deed)
{
    switch (deed->kind) {
    case DEED_TYPE:
        return sim_type(travel->sim, deed->line, deed->time_us);
    case DEED_SET:
        return sim_set(travel->sim, deed->index, deed->value, deed->time_us);
    default:
        return sim_press(travel->sim, deed->index, deed->value != 0, deed->time_us);
    }
}

static bool start(struct travel *travel, bool again)
{
    travel->next = 0;
    travel->busy = 0;
    travel->sim = travel->begin(travel->context, again);
    for (size_t i = 0; travel->sim && i < travel->count; i++)
        if (hand_over(travel, &travel->deeds[i]) == UINT64_MAX)
            return false;
    return travel->sim != NULL;
}

/* Keep only the first ones. */
static void forget(struct travel *travel, size_t count)
{
    while (travel->count > count)
        free(travel->deeds[--travel->count].line);
}

bool travel_again(struct travel *travel)
{
    return start(travel, true);
}

bool travel_restart(struct travel *travel)
{
    forget(travel, 0);
    return start(travel, false);
}

void travel_free(struct travel *travel)
{
    forget(travel, 0);
    free(travel->deeds);
    *travel = (struct travel){0};
}

void travel_renumber(struct travel *travel, const uint16_t *parts, const uint16_t *settings)
{
    size_t kept = 0;
    for (size_t i = 0; i < travel->count; i++) {
        struct deed deed = travel->deeds[i];
        if (deed.kind != DEED_TYPE)
            deed.index = (deed.kind == DEED_SET ? settings : parts)[deed.index];
        if (deed.index != TRAVEL_GONE)
            travel->deeds[kept++] = deed;
    }
    travel->count = kept;
    travel->next = 0;
}

/* ---- Running -------------------------------------------------------------------------------- */

/* Deeds come to pass by themselves; those that have are counted. */
static enum sim_state passed(struct travel *travel, enum sim_state state)
{
    uint64_t now_us = sim_now_us(travel->sim);
    while (travel->next < travel->count && travel->deeds[travel->next].time_us <= now_us)
        travel->next++;
    travel->busy = state == SIM_BUSY ? travel->busy + 1 : 0;
    return state;
}

void travel_halt(struct travel *travel)
{
    travel->halted = true;
    sim_halt(travel->sim);
}

enum sim_state travel_run(struct travel *travel, uint64_t until_us)
{
    travel->halted = false;
    return passed(travel, sim_run(travel->sim, until_us));
}

enum sim_state travel_step(struct travel *travel)
{
    travel->halted = false;
    return passed(travel, sim_step(travel->sim));
}

/* ---- Doing ---------------------------------------------------------------------------------- */

/* Where we stand, what comes later is forgotten: the simulation knows of it, so it begins again. */
static bool forget_future(struct travel *travel)
{
    uint64_t now_us = sim_now_us(travel->sim);
    uint64_t steps = sim_steps(travel->sim);
    if (travel->next == travel->count)
        return true;
    forget(travel, travel->next);
    if (!travel_again(travel))
        return false;
    while (travel_run(travel, now_us) == SIM_BUSY) {
    }
    enum sim_state state = SIM_RUNNING;
    while (sim_steps(travel->sim) < steps && (state == SIM_RUNNING || state == SIM_BUSY))
        state = travel_step(travel);
    return true;
}

/* A setting that gets another value at the same time has the last one, as in the simulation. */
static bool replaces(struct travel *travel, const struct deed *deed)
{
    for (size_t i = travel->count; deed->kind == DEED_SET && i-- > 0;) {
        struct deed *earlier = &travel->deeds[i];
        if (earlier->time_us != deed->time_us)
            return false;
        if (earlier->kind == DEED_SET && earlier->index == deed->index) {
            earlier->value = deed->value;
            return true;
        }
    }
    return false;
}

static bool make_room(struct travel *travel)
{
    struct deed *deeds =
        list_room(travel->deeds, travel->count + 1, &travel->capacity, sizeof *deeds);
    if (!deeds)
        return false;
    travel->deeds = deeds;
    return true;
}

/* Do it now, and write it down: each gets the first microsecond that has not passed, so they are
 * in order. What is about to pass counts as if it had. Takes the line. */
static bool do_now(struct travel *travel, struct deed deed)
{
    bool fine = forget_future(travel) && make_room(travel);
    deed.time_us = fine ? hand_over(travel, &deed) : UINT64_MAX;
    if (deed.time_us == UINT64_MAX) {
        free(deed.line);
        return false;
    }
    if (!replaces(travel, &deed))
        travel->deeds[travel->count++] = deed;
    travel->next = travel->count;
    return true;
}

bool travel_press(struct travel *travel, size_t part, bool pressed)
{
    return do_now(travel,
                  (struct deed){.kind = DEED_PRESS, .index = (uint16_t)part, .value = pressed});
}

bool travel_type(struct travel *travel, const char *line)
{
    char *copy = malloc(strlen(line) + 1);
    if (copy)
        memcpy(copy, line, strlen(line) + 1);
    return copy && do_now(travel, (struct deed){.kind = DEED_TYPE, .line = copy});
}

bool travel_set(struct travel *travel, size_t setting, int32_t value)
{
    return do_now(travel,
                  (struct deed){.kind = DEED_SET, .index = (uint16_t)setting, .value = value});
}

/* ---- Looking -------------------------------------------------------------------------------- */

/* The latest deed of those that have passed or are about to; NULL if there is none. */
static const struct deed *latest(const struct travel *travel, size_t setting)
{
    for (size_t i = travel->next; i-- > 0;)
        if (travel->deeds[i].kind == DEED_SET && travel->deeds[i].index == setting)
            return &travel->deeds[i];
    return NULL;
}

bool travel_waits(const struct travel *travel, const struct deed *deed)
{
    return deed->time_us > sim_now_us(travel->sim) || !sim_steps(travel->sim);
}

int32_t travel_value(const struct travel *travel, size_t setting)
{
    const struct deed *deed = latest(travel, setting);
    return deed && travel_waits(travel, deed) ? deed->value : sim_setting(travel->sim, setting);
}

bool travel_turned(const struct travel *travel, size_t setting)
{
    return latest(travel, setting) != NULL;
}
