/* timeline.h - what the timeline's own files share.                 SPDX-License-Identifier: MIT */
#ifndef WINDOW_TIMELINE_H
#define WINDOW_TIMELINE_H

#include "window/internal.h"

#define LANES_MAX (HISTORY_TASKS + SCENE_PARTS_MAX + 1)

/* All lanes in their order: tasks as the list of tasks has them, parts, and the console if
 * something was printed. */
struct lanes {
    struct lane list[LANES_MAX];
    int count;
};

void lanes_list(const struct history *history, struct lanes *lanes);

/* Where time is: `left_us` at plot.x, `span_us` over its width. */
struct plot {
    SDL_Rect box;
    uint64_t left_us;
    uint64_t span_us;
    uint64_t end_us; /* nothing is known from then on */
    int lane_height;
    int first; /* lane at the top */
};

int plot_x(const struct plot *plot, uint64_t time_us);
uint64_t plot_time(const struct plot *plot, int x); /* of its left edge */
/* The box of a lane; its height is 0 where it is not shown. */
SDL_Rect plot_lane(const struct plot *plot, int lane);

/* Draw what happened in all lanes. */
void lanes_draw(struct window *window, const struct plot *plot, const struct lanes *lanes);
/* What a lane is called. */
const char *lane_name(const struct window *window, struct lane lane);
/* How many things have happened in it so far. */
uint64_t lane_count(const struct history *history, struct lane lane);
/* What happened in a lane at that time, as a line for people; "" if nothing did. */
void lane_words(const struct window *window, struct lane lane, uint64_t from_us, uint64_t to_us,
                char text[200]);

#endif
