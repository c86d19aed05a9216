/* fire.c - flames that flicker.                                    SPDX-License-Identifier: MIT
 *
 * Two layers of noise rise at different speeds; what is farther from the ground is cooler.
 */
#include "parts/palette.h"
#include "parts/ramp.h"
#include "parts/wave.h"
#include "programs/animation.h"
#include "programs/parameters.h"

#define MS_PER_ROW 160 /* the coarse layer rises by a whole change of noise in that time */

/* Of the palette's 65536; noise is three times the coarse layer and the fine one, 0 to 1020. */
#define HEAT_LEAST     16448u
#define HEAT_PER_NOISE 48u

/* 655.35 in 1/65536, rounded up: times a percentage it is cut as a quotient is. */
#define PER_PERCENT 42949018u

ANIMATION(fire, const int32_t *palette; const int32_t *cooling; const int32_t *seed;)
{
    struct pixels *pixels = self->animation.pixels;
    const struct palette *palette = palette_of(pixels->board, *self->palette);
    uint32_t part = (uint32_t)animation_phase(&self->animation, MS_PER_ROW) >> 8;
    uint32_t rise = self->animation.cycle * 256u + part;
    struct ramp cooler = ramp_begin((uint32_t)*self->cooling * PER_PERCENT >> 16, pixels->count);
    struct wave_row coarse, fine;
    wave_row_begin(&coarse, (uint32_t)*self->seed, rise);
    wave_row_begin(&fine, (uint32_t)*self->seed + 1u, rise * 2u);
    for (uint16_t i = 0; i < pixels->count; i++) {
        uint32_t noise =
            wave_row_at(&coarse, (uint32_t)i * 64u) * 3u + wave_row_at(&fine, (uint32_t)i * 200u);
        uint32_t heat = HEAT_LEAST + noise * HEAT_PER_NOISE;
        uint32_t place = heat - ramp_next(&cooler);
        if (place >> 31 != 0) /* below the palette's begin */
            place = 0;
        pixels_set(pixels, i, palette_along(palette, place));
    }
}

static const COOP_FLASH struct parameter parameters[] = {
    ANIMATION_PARAMETERS(fire, 20),
    SETTING(fire, "palette", palette, PALETTE, 0, PALETTE_MAX, PALETTE_FIRE, "from cold to hot"),
    SETTING(fire, "cooling", cooling, NUMBER, 0, PERCENT_MAX, 0,
            "of the last pixel, in percent: 70 if a strip stands"),
    SEED_PARAMETER(fire),
};

PROGRAM(fire, "flames that flicker");
