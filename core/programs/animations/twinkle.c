/* twinkle.c - stars that come and go, each at its own time.        SPDX-License-Identifier: MIT */
#include "parts/palette.h"
#include "parts/wave.h"
#include "programs/animation.h"
#include "programs/parameters.h"

/* 32 bits by 64, without a division of 64. */
static uint32_t remainder_of(uint32_t value, uint64_t divisor)
{
    return divisor > UINT32_MAX ? value : value % (uint32_t)divisor;
}

ANIMATION(twinkle, const int32_t *palette; const int32_t *period; const int32_t *density;
          const int32_t *seed;)
{
    struct pixels *pixels = self->animation.pixels;
    uint64_t period_us = (uint64_t)*self->period * 1000u;
    uint32_t periods = (uint32_t)(self->animation.elapsed_us / period_us);
    uint64_t into_us = self->animation.elapsed_us % period_us;
    for (uint16_t i = 0; i < pixels->count; i++) {
        uint32_t own = wave_hash((uint32_t)*self->seed, i, 0);
        uint64_t time_us = into_us + remainder_of(own, period_us);
        uint32_t more = time_us >= period_us;
        uint32_t chance = wave_hash((uint32_t)*self->seed, i, 1 + periods + more);
        uint32_t color = RGB(0, 0, 0);
        if (chance % 100u < (uint32_t)*self->density) {
            uint64_t star_us = more ? time_us - period_us : time_us;
            uint16_t phase = (uint16_t)((star_us << 16) / period_us);
            color = color_scale(palette_around(*self->palette, (uint16_t)(chance >> 16)),
                                wave_sine(phase), 65535u);
        }
        pixels_set(pixels, i, color);
    }
}

static const COOP_FLASH struct parameter parameters[] = {
    ANIMATION_PARAMETERS(twinkle, 20),
    SETTING(twinkle, "palette", palette, PALETTE, 0, PALETTE_MAX, PALETTE_RAINBOW,
            "colours of the stars"),
    SETTING(twinkle, "period", period, TIME, 1, TIME_MAX_MS, 1500, "of one star"),
    SETTING(twinkle, "density", density, NUMBER, 0, PERCENT_MAX, 50,
            "how many shine at a time, in percent"),
    SEED_PARAMETER(twinkle),
};

PROGRAM(twinkle, "stars come and go, each at its own time");
