/* volume.c - as many pixels as something is loud.                  SPDX-License-Identifier: MIT
 *
 * Source: Volume of Adafruit's LED_Animation, which reads a sound file. Here the level is a
 * setting, so that a slider, another program, or whatever measures sound can say it.
 */
#include "parts/ramp.h"
#include "programs/animation.h"
#include "programs/parameters.h"

ANIMATION(volume, const int32_t *level; const int32_t *color;)
{
    struct pixels *pixels = self->animation.pixels;
    uint32_t lit = pixels->count * (uint32_t)*self->level; /* in 1/100 pixel */
    struct ramp along = ramp_begin(255, pixels->count);
    for (uint16_t i = 0; i < pixels->count; i++) {
        uint32_t color = color_blend(RGB(0, 255, 0), (uint32_t)*self->color, ramp_next(&along));
        if (lit < 100u) /* the last is lit in part, those beyond it not at all */
            color = lit == 0 ? RGB(0, 0, 0) : color_scale(color, lit, 100);
        pixels_set(pixels, i, color);
        lit = lit > 100u ? lit - 100u : 0;
    }
}

static const COOP_FLASH struct parameter parameters[] = {
    ANIMATION_PARAMETERS(volume, 20),
    SETTING(volume, "level", level, NUMBER, 0, PERCENT_MAX, 50, "how loud it is, in percent"),
    SETTING(volume, "color", color, COLOR, 0, COLOR_MAX, 0xFF0000, "where it is loudest"),
};

PROGRAM(volume, "as many pixels as something is loud");
