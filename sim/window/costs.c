/* costs.c - what pictures take of the CPU.                           SPDX-License-Identifier: MIT
 */
#include <time.h>

#include "window/internal.h"

_Static_assert(WINDOW_COST_PANELS + PANELS <= WINDOW_COSTS, "each panel has its own");

const char *window_cost_name(int cost)
{
    static const char *const names[WINDOW_COSTS] = {
        [WINDOW_COST_SIMULATION] = "simulation",
        [WINDOW_COST_SHOW] = "show",
        [WINDOW_COST_PANELS + PANEL_HEADER] = "header",
        [WINDOW_COST_PANELS + PANEL_BENCH] = "bench",
        [WINDOW_COST_PANELS + PANEL_TIMELINE] = "timeline",
        [WINDOW_COST_PANELS + PANEL_TASKS] = "tasks",
        [WINDOW_COST_PANELS + PANEL_CONTROLS] = "controls",
        [WINDOW_COST_PANELS + PANEL_CONSOLE] = "console",
        [WINDOW_COST_PANELS + PANEL_KEYS] = "keys",
    };
    return names[cost];
}

/* Of all threads: the simulation has one. */
static uint64_t cpu_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (uint64_t)now.tv_sec * 1000000u + (uint64_t)now.tv_nsec / 1000u;
}

void costs_begin(struct window *window)
{
    if (window->options->costs)
        window->cost_mark_us = cpu_us();
}

void costs_add(struct window *window, int cost)
{
    if (!window->options->costs)
        return;
    uint64_t time_us = cpu_us();
    window->options->costs->cpu_us[cost] += time_us - window->cost_mark_us;
    window->cost_mark_us = time_us;
}

void costs_frame(struct window *window)
{
    struct window_costs *costs = window->options->costs;
    if (costs && costs->frames++ == 0)
        costs->first_frame_us = wall_us() - window->opened_us;
}
