/* pulse.c - all pixels grow brighter and darker.                   SPDX-License-Identifier: MIT
 *
 * Source: Pulse of Adafruit's LED_Animation: a triangle over the period, and a rest of `breath` at
 * its upper and its lower end.
 */
#include "pulse.h"
#include "parts/wave.h"
#include "programs/animation.h"
#include "programs/parameters.h"

/* 0 to 65535 in half a period, a rest, back again, a rest. */
static uint32_t swing(uint32_t place, uint32_t half, uint32_t breath)
{
    if (place < half)
        return (uint32_t)((uint64_t)place * 65535u / half);
    place -= half;
    if (place < breath)
        return 65535u;
    place -= breath;
    return place < half ? 65535u - (uint32_t)((uint64_t)place * 65535u / half) : 0;
}

uint32_t pulse_color(struct animation *animation, const struct pulse_shape *shape, uint32_t color)
{
    uint32_t period_ms = (uint32_t)*shape->period;
    uint32_t breath_ms = (uint32_t)*shape->breath;
    animation_cycle(animation, period_ms + 2u * breath_ms);
    /* counted in half ms, of which half a period is a whole number */
    uint32_t level = swing(2u * animation->into_ms, period_ms, 2u * breath_ms);
    int32_t range = *shape->most - *shape->least;
    int32_t percent = range * (int32_t)(level >> 1);
    uint32_t scaled = (uint32_t)(*shape->least * 32767 + percent);
    return color_scale(color, scaled, 100u * 32767u);
}

ANIMATION(pulse, struct pulse_shape shape; const int32_t *color;)
{
    uint32_t color = pulse_color(&self->animation, &self->shape, (uint32_t)*self->color);
    pixels_fill(self->animation.pixels, color);
}

static const COOP_FLASH struct parameter pulse_parameters[] = {
    ANIMATION_PARAMETERS(pulse, 20),
    SETTING(pulse, "color", color, COLOR, 0, COLOR_MAX, 0x00FFFF, "colour at its brightest"),
    PULSE_PARAMETERS(pulse),
    REPEAT_PARAMETER(pulse),
};

PROGRAM_WITH(pulse, pulse_parameters, "all pixels grow brighter and darker, evenly");

/* ---- The same as people breathe, and as eyes see ----------------------------------------------
 */

ANIMATION(breathing, const int32_t *color; const int32_t *period;)
{
    uint32_t level = wave_sine(animation_phase(&self->animation, *self->period)) >> 8;
    uint32_t color = color_scale((uint32_t)*self->color, 8u + level * level * 247u / 65025u, 255);
    pixels_fill(self->animation.pixels, color);
}

static const COOP_FLASH struct parameter breathing_parameters[] = {
    ANIMATION_PARAMETERS(breathing, 20),
    SETTING(breathing, "color", color, COLOR, 0, COLOR_MAX, 0x80C0FF, "colour at its brightest"),
    SETTING(breathing, "period", period, TIME, 1, TIME_MAX_MS, 4000, "of one breath"),
    REPEAT_PARAMETER(breathing),
};

PROGRAM_WITH(breathing, breathing_parameters, "all pixels breathe in and out");
