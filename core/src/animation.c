/* animation.c - the frames of animations, on a grid of time.       SPDX-License-Identifier: MIT */
#include "programs/animation.h"

#define SPEED_MS_MAX ((int32_t)(UINT32_MAX / 1000u))

static void set_step(struct animation *animation)
{
    int32_t speed_ms = *animation->speed;
    speed_ms = speed_ms < SPEED_MS_MAX ? speed_ms : SPEED_MS_MAX;
    animation->step_ms = speed_ms > 0 ? (uint32_t)speed_ms : 1u;
}

uint32_t animation_step(struct animation *animation, uint32_t frames)
{
    animation->cycle_frames = frames;
    return frames != 0 ? animation->frame % frames : 0;
}

/* A frame is a whole number of ms after the first one, as every step is. */
static void look_up(struct animation *animation)
{
    if (animation->cycle_ms == 0)
        return;
    uint64_t elapsed_ms = animation->elapsed_us / 1000u;
    uint64_t cycle = elapsed_ms / animation->cycle_ms;
    animation->cycle = (uint32_t)cycle;
    animation->into_ms = (uint32_t)(elapsed_ms - cycle * animation->cycle_ms);
}

/* The same by what was known of the frame before: small processors divide 64 bits in what some
 * pixels take. */
static void go_on(struct animation *animation)
{
    animation->into_ms += animation->step_ms;
    if (animation->into_ms < animation->cycle_ms)
        return;
    animation->into_ms -= animation->cycle_ms;
    animation->cycle++;
    if (animation->into_ms >= animation->cycle_ms)
        look_up(animation);
}

void animation_cycle(struct animation *animation, uint32_t cycle_ms)
{
    if (cycle_ms == animation->cycle_ms)
        return;
    animation->cycle_ms = cycle_ms;
    animation->cycle = animation->into_ms = 0;
    look_up(animation);
}

uint16_t animation_phase(struct animation *animation, int32_t period_ms)
{
    animation_cycle(animation, period_ms > 0 ? (uint32_t)period_ms : 0);
    uint32_t into_ms = animation->into_ms;
    if (animation->cycle_ms == 0)
        return 0;
    if (animation->cycle_ms <= 0x10000u)
        return (uint16_t)((into_ms << 16) / animation->cycle_ms);
    return (uint16_t)(((uint64_t)into_ms << 16) / animation->cycle_ms);
}

void animation_begin(struct animation *animation, const coop_loop *loop)
{
    set_step(animation);
    coop_ticker_start(&animation->ticker, loop, animation->step_ms * 1000u);
    animation->begin_us = coop_ticker_last_us(&animation->ticker);
    animation->elapsed_us = 0;
    animation->cycle_ms = animation->cycle = animation->into_ms = 0;
    animation->frame = 0;
}

coop_op animation_show(struct animation *animation)
{
    pixels_send(animation->pixels);
    set_step(animation);
    coop_ticker_set_period(&animation->ticker, animation->step_ms * 1000u);
    return coop_ticker_next(&animation->ticker);
}

bool animation_next(struct animation *animation, int32_t left_out)
{
    animation->frame += 1u + (uint32_t)left_out;
    animation->elapsed_us = coop_ticker_last_us(&animation->ticker) - animation->begin_us;
    if (left_out != 0)
        look_up(animation);
    else if (animation->cycle_ms != 0)
        go_on(animation);
    uint32_t repeat =
        animation->repeat != NULL && *animation->repeat > 0 ? (uint32_t)*animation->repeat : 0;
    if (repeat == 0)
        return true;
    if (animation->cycle_frames != 0)
        return animation->frame / animation->cycle_frames < repeat;
    return animation->cycle < repeat;
}
