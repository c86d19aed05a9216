/* color_cycle.c - all pixels in one colour after another.          SPDX-License-Identifier: MIT */
#include "parts/palette.h"
#include "programs/animation.h"
#include "programs/parameters.h"

ANIMATION(color_cycle, const int32_t *palette;)
{
    uint32_t count = palettes[*self->palette].count;
    uint32_t step = animation_step(&self->animation, count);
    pixels_fill(self->animation.pixels, palette_color(*self->palette, step));
}

static const COOP_FLASH struct parameter parameters[] = {
    ANIMATION_PARAMETERS(color_cycle, 500),
    SETTING(color_cycle, "palette", palette, PALETTE, 0, PALETTE_MAX, PALETTE_RAINBOW,
            "its colours"),
    REPEAT_PARAMETER(color_cycle),
};

PROGRAM(color_cycle, "all pixels in one colour after another");
