/* travel.c - a simulation that can be taken back to any moment.      SPDX-License-Identifier: MIT
 */
#include "window/travel.h"

#include <stdlib.h>

#include "engine/list.h"

static bool start(struct travel *travel, bool again)
{
    travel->next = 0;
    travel->sim = travel->begin(travel->context, again);
    for (size_t i = 0; travel->sim && i < travel->count; i++) {
        const struct deed *deed = &travel->deeds[i];
        if (!deed->knob &&
            sim_press(travel->sim, deed->index, deed->value != 0, deed->time_us) == UINT64_MAX)
            return false;
    }
    return travel->sim != NULL;
}

bool travel_again(struct travel *travel)
{
    return start(travel, true);
}

bool travel_restart(struct travel *travel)
{
    travel->count = 0;
    return start(travel, false);
}

void travel_free(struct travel *travel)
{
    free(travel->deeds);
    *travel = (struct travel){0};
}

void travel_renumber(struct travel *travel, const uint16_t *parts, const uint16_t *knobs)
{
    size_t kept = 0;
    for (size_t i = 0; i < travel->count; i++) {
        struct deed deed = travel->deeds[i];
        deed.index = (deed.knob ? knobs : parts)[deed.index];
        deed.steps = 0; /* it takes others */
        if (deed.index != TRAVEL_GONE)
            travel->deeds[kept++] = deed;
    }
    travel->count = kept;
    travel->next = 0;
}

/* ---- Running -------------------------------------------------------------------------------- */

/* Let what is due at `now` come to pass: presses have already, by themselves. */
static void pass(struct travel *travel)
{
    const struct deed *deed = &travel->deeds[travel->next++];
    if (!deed->knob)
        return;
    /* It stood still between steps that took no time. */
    while (sim_steps(travel->sim) < deed->steps && sim_step(travel->sim) == SIM_RUNNING) {
    }
    *knob_value(&travel->knobs->list[deed->index], travel->sim) = deed->value;
}

static uint64_t next_us(const struct travel *travel)
{
    return travel->next < travel->count ? travel->deeds[travel->next].time_us : UINT64_MAX;
}

enum sim_state travel_run(struct travel *travel, uint64_t until_us)
{
    for (;;) {
        uint64_t deed_us = next_us(travel);
        enum sim_state state = sim_run(travel->sim, deed_us < until_us ? deed_us : until_us);
        if (deed_us > until_us || sim_now_us(travel->sim) < deed_us)
            return state;
        pass(travel);
    }
}

enum sim_state travel_step(struct travel *travel)
{
    enum sim_state state = sim_step(travel->sim);
    while (next_us(travel) <= sim_now_us(travel->sim))
        pass(travel);
    return state;
}

/* ---- Doing ---------------------------------------------------------------------------------- */

/* Where we stand, what comes later is forgotten: the simulation knows of it, so it begins again. */
static bool forget_future(struct travel *travel)
{
    uint64_t now_us = sim_now_us(travel->sim);
    uint64_t steps = sim_steps(travel->sim);
    if (travel->next == travel->count)
        return true;
    travel->count = travel->next;
    if (!travel_again(travel))
        return false;
    (void)travel_run(travel, now_us);
    while (sim_steps(travel->sim) < steps && travel_step(travel) == SIM_RUNNING) {
    }
    return true;
}

/* By time, then in the order they were done. The simulation knows of them already. */
static bool write_down(struct travel *travel, struct deed deed)
{
    struct deed *deeds =
        list_room(travel->deeds, travel->count + 1, &travel->capacity, sizeof *deeds);
    if (!deeds)
        return false;
    travel->deeds = deeds;
    size_t place = travel->count++;
    for (; place > 0 && travel->deeds[place - 1].time_us > deed.time_us; place--)
        travel->deeds[place] = travel->deeds[place - 1];
    travel->deeds[place] = deed;
    travel->next = travel->count;
    return true;
}

bool travel_press(struct travel *travel, size_t part, bool pressed)
{
    if (!forget_future(travel))
        return false;
    uint64_t time_us = sim_press(travel->sim, part, pressed, 0);
    return time_us != UINT64_MAX &&
           write_down(travel,
                      (struct deed){.time_us = time_us, .index = (uint16_t)part, .value = pressed});
}

bool travel_set(struct travel *travel, size_t knob, int32_t value)
{
    if (!forget_future(travel))
        return false;
    bool written = write_down(travel, (struct deed){.time_us = sim_now_us(travel->sim),
                                                    .steps = sim_steps(travel->sim),
                                                    .index = (uint16_t)knob,
                                                    .value = value,
                                                    .knob = true});
    *knob_value(&travel->knobs->list[knob], travel->sim) = value;
    return written;
}

bool travel_turned(const struct travel *travel, size_t knob)
{
    for (size_t i = 0; i < travel->next; i++)
        if (travel->deeds[i].knob && travel->deeds[i].index == knob)
            return true;
    return false;
}
