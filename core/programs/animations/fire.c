/* fire.c - flames that flicker.                                    SPDX-License-Identifier: MIT
 *
 * Two layers of noise rise at different speeds; what is farther from the ground is cooler.
 */
#include "parts/palette.h"
#include "parts/wave.h"
#include "programs/animation.h"
#include "programs/parameters.h"

#define MS_PER_ROW 160u /* the coarse layer rises by a whole change of noise in that time */

static uint32_t heat_at(uint32_t seed, uint32_t place, uint32_t time_ms)
{
    uint32_t rise = time_ms * 256u / MS_PER_ROW;
    uint32_t coarse = wave_noise(seed, place * 64u, rise);
    uint32_t fine = wave_noise(seed + 1, place * 200u, rise * 2u);
    return (coarse * 3 + fine) / 4;
}

ANIMATION(fire, const int32_t *palette; const int32_t *cooling; const int32_t *seed;)
{
    struct pixels *pixels = self->animation.pixels;
    uint32_t time_ms = (uint32_t)(self->animation.elapsed_us / 1000u);
    for (uint16_t i = 0; i < pixels->count; i++) {
        uint32_t heat = heat_at((uint32_t)*self->seed, i, time_ms);
        uint32_t cooled = i * UINT32_C(255) / pixels->count * (uint32_t)*self->cooling / 100u;
        heat = 64 + heat * 191u / 255u;
        heat = heat > cooled ? heat - cooled : 0;
        pixels_set(pixels, i, palette_along(*self->palette, (uint16_t)(heat * 257u)));
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
