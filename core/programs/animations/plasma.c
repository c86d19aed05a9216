/* plasma.c - clouds of colour drift by.                            SPDX-License-Identifier: MIT */
#include "parts/palette.h"
#include "parts/wave.h"
#include "programs/animation.h"
#include "programs/parameters.h"

ANIMATION(plasma, const int32_t *palette; const int32_t *period; const int32_t *scale;
          const int32_t *width; const int32_t *seed;)
{
    struct pixels *pixels = self->animation.pixels;
    const struct palette *palette = palette_of(pixels->board, *self->palette);
    uint32_t seed = (uint32_t)*self->seed;
    uint32_t width = (uint32_t)*self->width;
    uint32_t scale = 25600u / (uint32_t)*self->scale / 10u;
    uint32_t part = (uint32_t)animation_phase(&self->animation, *self->period) >> 8;
    uint32_t drift = self->animation.cycle * 256u + part;
    struct wave_row one, other;
    uint32_t column = width;
    uint32_t x = 0, y = 0;
    for (uint16_t i = 0; i < pixels->count; i++, column++, x += scale) {
        if (column == width) { /* a row begins */
            wave_row_begin(&one, seed, y + drift);
            wave_row_begin(&other, seed + 1u, y);
            y += scale;
            column = x = 0;
        }
        uint32_t cloud = (uint32_t)wave_row_at(&one, x) + wave_row_at(&other, x + drift);
        pixels_set(pixels, i, palette_around(palette, (uint16_t)(cloud << 7)));
    }
}

static const COOP_FLASH struct parameter parameters[] = {
    ANIMATION_PARAMETERS(plasma, 20),
    SETTING(plasma, "palette", palette, PALETTE, 0, PALETTE_MAX, 5, "colours of the clouds"),
    SETTING(plasma, "period", period, TIME, 1, TIME_MAX_MS, 1200, "until all has changed"),
    SETTING(plasma, "scale", scale, NUMBER, 1, 1000, 40, "size of a cloud, in tenths of a pixel"),
    SETTING(plasma, "width", width, NUMBER, 1, PIXELS_MAX, PIXELS_MAX,
            "pixels of a row; of a ring or strip, all"),
    SEED_PARAMETER(plasma),
};

PROGRAM(plasma, "clouds of colour drift by");
