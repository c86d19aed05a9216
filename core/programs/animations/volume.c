/* volume.c - as many pixels as something is loud.                  SPDX-License-Identifier: MIT
 *
 * Source: Volume of Adafruit's LED_Animation, which reads a sound file. Here the level is a
 * setting, so that a slider, another program, or whatever measures sound can say it.
 */
#include "programs/animation.h"
#include "programs/parameters.h"

ANIMATION(volume, const int32_t *level; const int32_t *color;)
{
    struct pixels *pixels = self->animation.pixels;
    uint32_t lit = pixels->count * (uint32_t)*self->level; /* in 1/100 pixel */
    for (uint16_t i = 0; i < pixels->count; i++) {
        uint32_t own = lit > i * UINT32_C(100) ? lit - i * UINT32_C(100) : 0;
        uint32_t place = i * UINT32_C(255) / pixels->count;
        uint32_t color = color_blend(RGB(0, 255, 0), (uint32_t)*self->color, place);
        pixels_set(pixels, i, color_scale(color, own < 100 ? own : 100, 100));
    }
}

static const COOP_FLASH struct parameter parameters[] = {
    ANIMATION_PARAMETERS(volume, 20),
    SETTING(volume, "level", level, NUMBER, 0, PERCENT_MAX, 50, "how loud it is, in percent"),
    SETTING(volume, "color", color, COLOR, 0, COLOR_MAX, 0xFF0000, "where it is loudest"),
};

PROGRAM(volume, "as many pixels as something is loud");
