/* travel.h - a simulation that can be taken back to any moment.     SPDX-License-Identifier: MIT
 *
 * Time runs forward only. To go back is to begin again, do the same at the same moments, and stop
 * earlier: the scene is deterministic, and a minute takes some milliseconds. What is done to it is
 * therefore written down here. Going on from there repeats what was done later, too, until
 * something else is done: that is another future, and the old one is forgotten.
 */
#ifndef WINDOW_TRAVEL_H
#define WINDOW_TRAVEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/sim.h"

enum deed_kind { DEED_PRESS, DEED_TYPE, DEED_SET };

/* What was done, and when. */
struct deed {
    uint64_t time_us;
    enum deed_kind kind;
    uint16_t index; /* of the part, or of the setting */
    int32_t value;  /* of the setting; of a button, whether it is pressed */
    char *line;     /* that was typed; owned */
};

struct travel {
    /* Make a fresh simulation, to do the same `again` or not; NULL when memory is out. */
    struct sim *(*begin)(void *context, bool again);
    void *context;
    struct sim *sim; /* the present one, which begin()'s owner frees */
    struct deed *deeds;
    size_t count;
    size_t capacity;
    size_t next;   /* the first that has not come to pass */
    bool halted;   /* the latest run has ended by travel_halt() */
    uint32_t busy; /* how many of the latest runs have ended with SIM_BUSY */
};

/* Begin anew, and forget what was done. False when there is no memory. */
bool travel_restart(struct travel *travel);
/* Begin anew, to do the same again. */
bool travel_again(struct travel *travel);
void travel_free(struct travel *travel);

/* Another version of the scene is to begin, travel_again(): its parts and settings have these
 * numbers instead of 0, 1, …, or TRAVEL_GONE. What was done to those that are gone is forgotten. */
#define TRAVEL_GONE UINT16_MAX
void travel_renumber(struct travel *travel, const uint16_t *parts, const uint16_t *settings);

/* As sim_run() and sim_step(), with what was done. After SIM_BUSY, go on with travel_run(). */
enum sim_state travel_run(struct travel *travel, uint64_t until_us);
enum sim_state travel_step(struct travel *travel);

/* For who hears the simulation: the run is to end at the time of this event. */
void travel_halt(struct travel *travel);

/* Press or release a button part, type a line at the console, or give a setting of the scene a
 * value, now. False when memory is out. */
bool travel_press(struct travel *travel, size_t part, bool pressed);
bool travel_type(struct travel *travel, const char *line);
bool travel_set(struct travel *travel, size_t setting, int32_t value);
/* The value of a setting, or the one that it is about to get, as time stands still. */
int32_t travel_value(const struct travel *travel, size_t setting);
/* Whether a deed of those before `next` is still about to pass, as time stands still. */
bool travel_waits(const struct travel *travel, const struct deed *deed);
/* Whether a setting has been given a value so far. */
bool travel_turned(const struct travel *travel, size_t setting);

#endif
