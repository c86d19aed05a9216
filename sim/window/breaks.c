/* breaks.c - what pauses time: something in a lane, or a text on the console.
 *                                                                  SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "window/timeline.h"

static bool same(struct lane one, struct lane other)
{
    return one.kind == other.kind && one.index == other.index;
}

size_t breaks_find(const struct window *window, struct lane lane, const char *text)
{
    const struct breaks *breaks = &window->breaks;
    size_t i = 0;
    while (i < breaks->count &&
           (!same(breaks->list[i].lane, lane) || strcmp(breaks->list[i].text, text) != 0))
        i++;
    return i;
}

void breaks_remove(struct window *window, size_t index)
{
    struct breaks *breaks = &window->breaks;
    breaks->count--;
    memmove(&breaks->list[index], &breaks->list[index + 1],
            (breaks->count - index) * sizeof *breaks->list);
}

static void say(struct window *window, const struct breakpoint *breakpoint, const char *what)
{
    if (*breakpoint->text)
        window_say(window, false, "%s a line of the console has “%s”", what, breakpoint->text);
    else
        window_say(window, false, "%s something happens: %s", what,
                   lane_name(window, breakpoint->lane));
}

void breaks_toggle(struct window *window, struct lane lane, const char *text)
{
    struct breaks *breaks = &window->breaks;
    size_t index = breaks_find(window, lane, text);
    if (index < breaks->count) {
        say(window, &breaks->list[index], "pauses no more when");
        breaks_remove(window, index);
    } else if (index == BREAKS_MAX) {
        window_say(window, true, "there are %d breakpoints already: take one back first",
                   BREAKS_MAX);
    } else {
        struct breakpoint *breakpoint = &breaks->list[breaks->count++];
        breakpoint->lane = lane;
        (void)snprintf(breakpoint->text, sizeof breakpoint->text, "%s", text);
        say(window, breakpoint, "pauses whenever");
    }
    panels_stale(window);
}

bool breaks_in_line(const struct window *window, const char *words)
{
    for (size_t i = 0; i < window->breaks.count; i++) {
        const char *text = window->breaks.list[i].text;
        if (*text && strstr(words, text))
            return true;
    }
    return false;
}

/* ---- While time passes ---------------------------------------------------------------------- */

static bool concerns(const struct window *window, const struct breakpoint *breakpoint,
                     uint64_t count_before, const struct sim_event *event)
{
    return lane_count(&window->history, breakpoint->lane) > count_before &&
           (!*breakpoint->text || strstr(event->text, breakpoint->text));
}

/* On the simulation's thread, while the window's waits. */
void breaks_hear(struct window *window, const struct sim_event *event)
{
    struct breaks *breaks = &window->breaks;
    uint64_t counts[BREAKS_MAX];
    size_t armed = breaks->armed && !breaks->hit ? breaks->count : 0;
    for (size_t i = 0; i < armed; i++)
        counts[i] = lane_count(&window->history, breaks->list[i].lane);
    history_hear(&window->history, event);
    for (size_t i = 0; i < armed && !breaks->hit; i++) {
        if (!concerns(window, &breaks->list[i], counts[i], event))
            continue;
        breaks->hit = true;
        breaks->hit_by = i;
        breaks->hit_us = event->time_us;
        travel_halt(&window->travel);
    }
}

void breaks_tell(struct window *window)
{
    const struct breaks *breaks = &window->breaks;
    if (!breaks->hit)
        return;
    const struct breakpoint *breakpoint = &breaks->list[breaks->hit_by];
    uint64_t us = breaks->hit_us;
    if (*breakpoint->text)
        window_say(window, false, "paused at %" PRIu64 ".%06u s: “%s” on the console", us / 1000000,
                   (unsigned)(us % 1000000), breakpoint->text);
    else
        window_say(window, false, "paused at %" PRIu64 ".%06u s: %s", us / 1000000,
                   (unsigned)(us % 1000000), lane_name(window, breakpoint->lane));
    panels_stale(window);
}
