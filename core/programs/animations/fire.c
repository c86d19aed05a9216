/* fire.c - flames that flicker.                                    SPDX-License-Identifier: MIT
 *
 * Two layers of noise rise at different speeds; what is farther from the ground is cooler.
 */
#include "parts/palette.h"
#include "parts/ramp.h"
#include "parts/wave.h"
#include "programs/animation.h"
#include "programs/parameters.h"

#define MS_PER_ROW 160u /* the coarse layer rises by a whole change of noise in that time */

/* Of the palette's 65536; noise is three times the coarse layer and the fine one, 0 to 1020. */
#define HEAT_LEAST     16448u
#define HEAT_PER_NOISE 48u

ANIMATION(fire, const int32_t *palette; const int32_t *cooling; const int32_t *seed;)
{
    struct pixels *pixels = self->animation.pixels;
    const struct palette *palette = palette_of(pixels->board, *self->palette);
    uint32_t rise = (uint32_t)(self->animation.elapsed_us / 1000u) * 256u / MS_PER_ROW;
    struct ramp cooler = ramp_begin(65535u * (uint32_t)*self->cooling / 100u, pixels->count);
    struct wave_row coarse, fine;
    wave_row_begin(&coarse, (uint32_t)*self->seed, rise);
    wave_row_begin(&fine, (uint32_t)*self->seed + 1u, rise * 2u);
    for (uint16_t i = 0; i < pixels->count; i++) {
        uint32_t noise =
            wave_row_at(&coarse, (uint32_t)i * 64u) * 3u + wave_row_at(&fine, (uint32_t)i * 200u);
        uint32_t heat = HEAT_LEAST + noise * HEAT_PER_NOISE;
        uint32_t cooled = ramp_next(&cooler);
        uint32_t place = heat > cooled ? heat - cooled : 0;
        pixels_set(pixels, i, palette_along(palette, (uint16_t)place));
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
