/* seek.c - going to another moment, in pieces that leave the window alive.
 *                                                                  SPDX-License-Identifier: MIT */
#include "window/internal.h"
#include "window/timeline.h"

#define BUDGET_MS 25u
#define SLICE_US  50000u

static void begin(struct window *window, struct seek seek, bool back)
{
    window->pacing.paused = true;
    window->pacing.stopped = false;
    window->seek = seek;
    window->kept_us = 0;
    if (back)
        window->failed |= !travel_again(&window->travel);
    panels_stale(window);
}

void window_go_to(struct window *window, uint64_t time_us)
{
    uint64_t boot_us = window->scene->cost.boot_us;
    time_us = time_us < boot_us ? boot_us : time_us;
    time_us = time_us > window->pacing.end_us ? window->pacing.end_us : time_us;
    begin(window, (struct seek){.kind = SEEK_TIME, .time_us = time_us},
          time_us < sim_now_us(window->travel.sim));
}

/* Where it ended too early the last time, it is to come further now. */
void window_catch_up(struct window *window)
{
    const struct seek *seek = &window->seek;
    bool plays = !window->pacing.paused || (seek->kind != SEEK_NONE && seek->then_plays);
    uint64_t here_us = window->kept_us;
    begin(window, (struct seek){.kind = SEEK_TIME, .time_us = here_us, .then_plays = plays}, true);
    window->kept_us = here_us;
}

void window_step_back(struct window *window)
{
    const struct history *history = &window->history;
    uint64_t steps = sim_steps(window->travel.sim);
    uint64_t number = history->moment_count;
    while (number > history_first(history)) {
        const struct moment *moment = history_moment(history, --number);
        if (moment->type != MOMENT_BEGIN)
            continue;
        begin(window,
              (struct seek){.kind = SEEK_TIME, .time_us = moment->time_us, .steps = steps - 1},
              true);
        return;
    }
}

void window_go_to_event(struct window *window, struct lane lane)
{
    begin(window,
          (struct seek){
              .kind = SEEK_EVENT, .lane = lane, .count = lane_count(&window->history, lane)},
          false);
}

void window_play_on(struct window *window)
{
    window->breaks.hit = false;
    window->breaks.armed = true;
    pacing_advance(&window->pacing, &window->travel, wall_us());
    window->breaks.armed = false;
    breaks_tell(window);
}

/* One piece of the way. False when it is over. */
static bool go_on(struct window *window)
{
    struct seek *seek = &window->seek;
    struct travel *travel = &window->travel;
    uint64_t here_us = sim_now_us(travel->sim);
    if (here_us >= window->pacing.end_us)
        return false;
    enum sim_state state;
    if (seek->kind == SEEK_EVENT) {
        if (lane_count(&window->history, seek->lane) > seek->count)
            return false;
        state = travel_step(travel);
    } else if (here_us < seek->time_us) {
        uint64_t left_us = seek->time_us - here_us;
        state = travel_run(travel, left_us > SLICE_US ? here_us + SLICE_US : seek->time_us);
    } else if (sim_steps(travel->sim) < seek->steps) {
        state = travel_step(travel);
    } else {
        return false;
    }
    window->pacing.stopped = state == SIM_FINISHED || state == SIM_STANDSTILL;
    return !window->pacing.stopped;
}

void seek_advance(struct window *window)
{
    uint32_t start_ms = SDL_GetTicks();
    if (window->seek.kind == SEEK_NONE)
        return;
    bool going = true;
    while (going && SDL_GetTicks() - start_ms < BUDGET_MS)
        going = go_on(window);
    if (!going) {
        window->seek.kind = SEEK_NONE;
        window->pacing.paused &= !window->seek.then_plays;
        if (window->pacing.stopped)
            window->toast.until_ms = 0; /* why it did is told there */
    }
    bool stopped = window->pacing.stopped;
    pacing_restart(&window->pacing, sim_now_us(window->travel.sim), wall_us());
    window->pacing.stopped = stopped;
    panels_stale(window);
}
