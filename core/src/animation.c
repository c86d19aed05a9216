/* animation.c - the frames of animations, on a grid of time.       SPDX-License-Identifier: MIT */
#include "programs/animation.h"

static uint32_t period_us(const struct animation *animation)
{
    int32_t speed_ms = *animation->speed;
    return speed_ms > 0 ? (uint32_t)speed_ms * 1000u : 1000u;
}

uint32_t animation_step(struct animation *animation, uint32_t frames)
{
    animation->cycle_frames = frames;
    return frames != 0 ? animation->frame % frames : 0;
}

uint16_t animation_phase(struct animation *animation, int32_t period_ms)
{
    animation->cycle_us = period_ms > 0 ? (uint64_t)period_ms * 1000u : 0;
    if (animation->cycle_us == 0)
        return 0;
    return (uint16_t)((animation->elapsed_us % animation->cycle_us << 16) / animation->cycle_us);
}

void animation_begin(struct animation *animation, const coop_loop *loop)
{
    coop_ticker_start(&animation->ticker, loop, period_us(animation));
    animation->begin_us = coop_ticker_last_us(&animation->ticker);
    animation->elapsed_us = 0;
    animation->frame = 0;
}

coop_op animation_show(struct animation *animation)
{
    pixels_send(animation->pixels);
    coop_ticker_set_period(&animation->ticker, period_us(animation));
    return coop_ticker_next(&animation->ticker);
}

bool animation_next(struct animation *animation, int32_t left_out)
{
    animation->frame += 1u + (uint32_t)left_out;
    animation->elapsed_us = coop_ticker_last_us(&animation->ticker) - animation->begin_us;
    uint32_t repeat =
        animation->repeat != NULL && *animation->repeat > 0 ? (uint32_t)*animation->repeat : 0;
    if (repeat == 0)
        return true;
    if (animation->cycle_frames != 0)
        return animation->frame / animation->cycle_frames < repeat;
    return animation->cycle_us == 0 || animation->elapsed_us / animation->cycle_us < repeat;
}
