/* twinkle.c - stars that come and go, each at its own time.        SPDX-License-Identifier: MIT */
#include "parts/palette.h"
#include "parts/wave.h"
#include "programs/animation.h"
#include "programs/parameters.h"

/* What is the same for all stars of a frame. */
struct night {
    const struct palette *palette;
    uint32_t start;   /* of chance */
    uint32_t periods; /* that have gone by */
    uint32_t phase;   /* into the one that goes */
    uint32_t shining; /* of 65536 */
};

/* Each has a phase of its own, and is another star in each period. */
static uint32_t star_color(const struct night *night, uint16_t pixel)
{
    uint32_t own = wave_mix(night->start + pixel);
    uint32_t phase = night->phase + (own & 0xFFFFu);
    uint32_t chance = wave_mix(own + night->periods + (phase >> 16));
    if ((chance & 0xFFFFu) >= night->shining)
        return RGB(0, 0, 0);
    uint32_t light = wave_sine((uint16_t)(phase & 0xFFFFu));
    return color_blend(RGB(0, 0, 0), palette_around(night->palette, (uint16_t)(chance >> 16)),
                       (light + (light >> 15)) >> 8);
}

ANIMATION(twinkle, const int32_t *palette; const int32_t *period; const int32_t *density;
          const int32_t *seed;)
{
    struct pixels *pixels = self->animation.pixels;
    uint32_t phase = animation_phase(&self->animation, *self->period);
    const struct night night = {
        .palette = palette_of(pixels->board, *self->palette),
        .start = wave_hash((uint32_t)*self->seed, 0, 0),
        .periods = self->animation.cycle,
        .phase = phase,
        .shining = (uint32_t)*self->density * 65536u / 100u,
    };
    for (uint16_t i = 0; i < pixels->count; i++)
        pixels_set(pixels, i, star_color(&night, i));
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
