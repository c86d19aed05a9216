/* solid.c - all pixels in one colour.                              SPDX-License-Identifier: MIT */
#include "programs/animation.h"
#include "programs/parameters.h"

ANIMATION(solid, const int32_t *color;)
{
    pixels_fill(self->animation.pixels, (uint32_t)*self->color);
}

static const COOP_FLASH struct parameter parameters[] = {
    ANIMATION_PARAMETERS(solid, 100),
    SETTING(solid, "color", color, COLOR, 0, COLOR_MAX, 0xFF0000, "its colour"),
};

PROGRAM(solid, "all pixels in one colour");
