/* blink_pixels.c - all pixels on, and off.                         SPDX-License-Identifier: MIT */
#include "programs/animation.h"
#include "programs/parameters.h"

ANIMATION(blink_pixels, const int32_t *color; const int32_t *background;)
{
    bool lit = animation_step(&self->animation, 2) == 0;
    pixels_fill(self->animation.pixels, (uint32_t)(lit ? *self->color : *self->background));
}

static const COOP_FLASH struct parameter parameters[] = {
    ANIMATION_PARAMETERS(blink_pixels, 500),
    SETTING(blink_pixels, "color", color, COLOR, 0, COLOR_MAX, 0x0000FF,
            "colour while they are on"),
    SETTING(blink_pixels, "background", background, COLOR, 0, COLOR_MAX, 0x000000,
            "colour while they are off"),
    REPEAT_PARAMETER(blink_pixels),
};

PROGRAM(blink_pixels, "all pixels blink in one colour");
