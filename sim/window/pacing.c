/* pacing.c - virtual time against the wall.                         SPDX-License-Identifier: MIT */
#include "window/pacing.h"

#include <SDL.h>
#include <inttypes.h>
#include <stdio.h>

#include "window/window.h"

#define CATCH_UP_US   100000u
#define SLICE_US      5000u
#define SLICE_WALL_MS 40u

void pacing_restart(struct pacing *pacing, uint64_t now_us, uint64_t wall_us)
{
    pacing->wall_us = wall_us;
    pacing->target_us = now_us;
    pacing->fraction = 0;
    pacing->stopped = false;
}

static bool ended(enum sim_state state)
{
    return state == SIM_FINISHED || state == SIM_STANDSTILL;
}

/* In slices, so that a scene too busy for this machine plays slower instead of freezing. */
static void run(struct pacing *pacing, struct travel *travel)
{
    uint32_t start_ms = SDL_GetTicks();
    uint64_t at_us = sim_now_us(travel->sim);
    while (at_us < pacing->target_us && !pacing->stopped) {
        uint64_t left_us = pacing->target_us - at_us;
        at_us = left_us < SLICE_US ? pacing->target_us : at_us + SLICE_US;
        pacing->stopped = ended(travel_run(travel, at_us));
        if (travel->busy)
            pacing->target_us = at_us;
        if (travel->halted) {
            pacing->paused = true;
            pacing->target_us = sim_now_us(travel->sim);
            return;
        }
        if (SDL_GetTicks() - start_ms > SLICE_WALL_MS)
            pacing->target_us = at_us;
    }
}

/* Time is to stand still here. */
static void stay(struct pacing *pacing, const struct travel *travel, enum sim_state state)
{
    uint64_t now_us = sim_now_us(travel->sim);
    pacing->stopped = ended(state);
    pacing->target_us = now_us < pacing->end_us ? now_us : pacing->end_us;
}

void pacing_advance(struct pacing *pacing, struct travel *travel, uint64_t wall_us)
{
    uint64_t passed_us = wall_us - pacing->wall_us;
    pacing->wall_us = wall_us;
    if (travel->busy && pacing->paused) /* what is under way comes to its end all the same */
        stay(pacing, travel, travel_run(travel, pacing->target_us));
    if (pacing->paused || pacing->stopped)
        return;
    if (passed_us > CATCH_UP_US)
        passed_us = CATCH_UP_US;
    pacing->fraction += passed_us * pacing->speed_eighths;
    uint64_t due_us = pacing->target_us + pacing->fraction / 8;
    pacing->fraction %= 8;
    pacing->target_us = due_us < pacing->end_us ? due_us : pacing->end_us;
    run(pacing, travel);
}

void pacing_step(struct pacing *pacing, struct travel *travel)
{
    pacing->paused = true;
    if (pacing->stopped || sim_now_us(travel->sim) >= pacing->end_us)
        return;
    stay(pacing, travel, travel_step(travel));
}

void pacing_faster(struct pacing *pacing)
{
    uint32_t doubled = pacing->speed_eighths * 2;
    pacing->speed_eighths = doubled > WINDOW_SPEED_MAX ? WINDOW_SPEED_MAX : doubled;
}

void pacing_slower(struct pacing *pacing)
{
    uint32_t halved = pacing->speed_eighths / 2;
    pacing->speed_eighths = halved < WINDOW_SPEED_MIN ? WINDOW_SPEED_MIN : halved;
}

void pacing_speed_text(const struct pacing *pacing, char text[16])
{
    static const char *const parts[8] = {"", "⅛", "¼", "⅜", "½", "⅝", "¾", "⅞"};
    uint32_t whole = pacing->speed_eighths / 8;
    const char *part = parts[pacing->speed_eighths % 8];
    if (whole)
        (void)snprintf(text, 16, "%" PRIu32 "%s×", whole, part);
    else
        (void)snprintf(text, 16, "%s×", part);
}
