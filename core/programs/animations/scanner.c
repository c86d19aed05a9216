/* scanner.c - an eye of light looks left and right.                SPDX-License-Identifier: MIT */
#include "parts/wave.h"
#include "programs/animation.h"
#include "programs/parameters.h"

/* Light at a distance from the eye, both in 1/256 pixel: full at it, none `size` pixels away. */
static uint32_t glow(uint32_t color, uint32_t eye, uint32_t at, uint32_t size)
{
    uint32_t distance = eye > at ? eye - at : at - eye;
    uint32_t reach = size << 8;
    return distance < reach ? color_scale(color, reach - distance, reach) : RGB(0, 0, 0);
}

ANIMATION(scanner, const int32_t *color; const int32_t *size; const int32_t *period;)
{
    struct pixels *pixels = self->animation.pixels;
    uint32_t way = (uint32_t)(pixels->count - 1) << 8;
    uint32_t swing = wave_triangle(animation_phase(&self->animation, *self->period));
    uint32_t eye = (uint32_t)((uint64_t)way * swing / 65535u);
    for (uint16_t i = 0; i < pixels->count; i++)
        pixels_set(pixels, i,
                   glow((uint32_t)*self->color, eye, (uint32_t)i << 8, (uint32_t)*self->size));
}

static const COOP_FLASH struct parameter parameters[] = {
    ANIMATION_PARAMETERS(scanner, 20),
    SETTING(scanner, "color", color, COLOR, 0, COLOR_MAX, 0xFF0000, "colour of the eye"),
    SETTING(scanner, "size", size, NUMBER, 1, PIXELS_MAX, 3, "pixels that it lights on each side"),
    SETTING(scanner, "period", period, TIME, 1, TIME_MAX_MS, 2000, "there and back"),
    REPEAT_PARAMETER(scanner),
};

PROGRAM(scanner, "an eye of light looks left and right");
