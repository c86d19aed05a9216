/* rainbow.c - all the wheel's colours go round.                    SPDX-License-Identifier: MIT
 *
 * Source: Rainbow of Adafruit's LED_Animation.
 */
#include "parts/ramp.h"
#include "programs/animation.h"
#include "programs/parameters.h"

ANIMATION(rainbow, const int32_t *period; const int32_t *step; const int32_t *reverse;)
{
    struct pixels *pixels = self->animation.pixels;
    uint32_t step = (uint32_t)*self->step;
    uint32_t inverse = 65536u / step + 1u; /* of a byte, times it and >> 16 is the quotient */
    uint32_t turn = (uint32_t)animation_phase(&self->animation, *self->period) >> 8;
    uint32_t begin = *self->reverse ? 256u - turn : turn;
    struct ramp around = ramp_begin(256, pixels->count);
    for (uint16_t i = 0; i < pixels->count; i++) {
        uint32_t wheel = (ramp_next(&around) + begin) & 255u;
        pixels_set(pixels, i, colorwheel((wheel * inverse >> 16) * step));
    }
}

static const COOP_FLASH struct parameter parameters[] = {
    ANIMATION_PARAMETERS(rainbow, 20),
    SETTING(rainbow, "period", period, TIME, 1, TIME_MAX_MS, 5000, "once round"),
    SETTING(rainbow, "step", step, NUMBER, 1, 128, 1, "of 256 on the wheel, colour to colour"),
    SETTING(rainbow, "reverse", reverse, SWITCH, 0, 1, 0, "go the other way"),
    REPEAT_PARAMETER(rainbow),
};

PROGRAM(rainbow, "all the wheel's colours go round");
