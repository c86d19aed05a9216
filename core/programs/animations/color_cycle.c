/* color_cycle.c - all pixels in one colour after another.          SPDX-License-Identifier: MIT */
#include "parts/palette.h"
#include "programs/animation.h"
#include "programs/parameters.h"

ANIMATION(color_cycle, const int32_t *palette;)
{
    struct pixels *pixels = self->animation.pixels;
    const struct palette *palette = palette_of(pixels->board, *self->palette);
    uint32_t step = animation_step(&self->animation, palette->count);
    pixels_fill(pixels, palette_color(palette, step));
}

static const COOP_FLASH struct parameter parameters[] = {
    ANIMATION_PARAMETERS(color_cycle, 500),
    SETTING(color_cycle, "palette", palette, PALETTE, 0, PALETTE_MAX, PALETTE_RAINBOW,
            "its colours"),
    REPEAT_PARAMETER(color_cycle),
};

PROGRAM(color_cycle, "all pixels in one colour after another");
