/* sparkle.c - pixels flash by chance.                              SPDX-License-Identifier: MIT
 *
 * Source: Sparkle, SparklePulse and RainbowSparkle of Adafruit's LED_Animation: what flashes is
 * full for a frame, and half as the eye sees it, a quarter, in the next; the rest is a tenth.
 * Chance is a function of the frame's number, so a frame knows what the one before it lit.
 */
#include "parts/ramp.h"
#include "parts/wave.h"
#include "programs/animation.h"
#include "programs/parameters.h"
#include "pulse.h"

struct sparks {
    const int32_t *seed;
    const int32_t *count; /* a frame; 0: one in twenty */
};

/* Light the pixels that flash in that frame. */
static void flash(struct animation *animation, const struct sparks *sparks, uint32_t frame,
                  uint32_t (*color)(const void *context, uint16_t pixel), const void *context)
{
    struct pixels *pixels = animation->pixels;
    uint32_t count = (uint32_t)*sparks->count;
    if (count == 0)
        count = pixels->count / 20u > 0 ? pixels->count / 20u : 1;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t chance = wave_hash((uint32_t)*sparks->seed, frame, i);
        uint16_t pixel = (uint16_t)((uint64_t)chance * pixels->count >> 32);
        pixels_set(pixels, pixel, color(context, pixel));
    }
}

static uint32_t same_color(const void *context, uint16_t pixel)
{
    (void)pixel;
    return *(const uint32_t *)context;
}

#define SPARKS_PARAMETERS(program_, count_)                                                        \
    SETTING(program_, "sparkles", sparks.count, NUMBER, 0, PIXELS_MAX, count_,                     \
            "that flash in a frame; 0: one in twenty"),                                            \
        SETTING(program_, "seed", sparks.seed, NUMBER, 0, COUNT_MAX, 1,                            \
                "another number, another chance")

/* ---- On a dim ground ------------------------------------------------------------------------- */

ANIMATION(sparkle, struct sparks sparks; const int32_t *color;)
{
    uint32_t full = (uint32_t)*self->color;
    uint32_t half = color_scale(full, 1, 4);
    pixels_fill(self->animation.pixels, color_scale(full, 1, 10));
    if (self->animation.frame > 0)
        flash(&self->animation, &self->sparks, self->animation.frame - 1, same_color, &half);
    flash(&self->animation, &self->sparks, self->animation.frame, same_color, &full);
}

static const COOP_FLASH struct parameter sparkle_parameters[] = {
    ANIMATION_PARAMETERS(sparkle, 50),
    SETTING(sparkle, "color", color, COLOR, 0, COLOR_MAX, 0xFFDE1E, "colour of a flash"),
    SPARKS_PARAMETERS(sparkle, 1),
};

PROGRAM_WITH(sparkle, sparkle_parameters, "pixels flash on a dim ground");

/* ---- On one that comes and goes ---------------------------------------------------------------
 */

ANIMATION(sparkle_pulse, struct sparks sparks; struct pulse_shape shape; const int32_t *color;)
{
    uint32_t full = (uint32_t)*self->color;
    pixels_fill(self->animation.pixels, pulse_color(&self->animation, &self->shape, full));
    flash(&self->animation, &self->sparks, self->animation.frame, same_color, &full);
}

static const COOP_FLASH struct parameter sparkle_pulse_parameters[] = {
    ANIMATION_PARAMETERS(sparkle_pulse, 50),
    SETTING(sparkle_pulse, "color", color, COLOR, 0, COLOR_MAX, 0xB400FF, "colour of a flash"),
    PULSE_PARAMETERS(sparkle_pulse),
    SPARKS_PARAMETERS(sparkle_pulse, 1),
    REPEAT_PARAMETER(sparkle_pulse),
};

PROGRAM_WITH(sparkle_pulse, sparkle_pulse_parameters, "pixels flash while the others pulse");

/* ---- On a rainbow -----------------------------------------------------------------------------
 */

struct turned_wheel {
    uint32_t turn;
    uint16_t count;
};

static uint32_t wheel_color(const void *context, uint16_t pixel)
{
    const struct turned_wheel *wheel = context;
    return colorwheel(pixel * UINT32_C(256) / wheel->count + wheel->turn);
}

/* Each channel times part / 65536, cut. */
static uint32_t dimmed(uint32_t color, uint32_t part)
{
    return RGB((color >> 16) * part >> 16, (color >> 8 & 255u) * part >> 16,
               (color & 255u) * part >> 16);
}

ANIMATION(rainbow_sparkle, struct sparks sparks; const int32_t *period; const int32_t *background;)
{
    struct pixels *pixels = self->animation.pixels;
    struct turned_wheel wheel = {
        .turn = (uint32_t)animation_phase(&self->animation, *self->period) >> 8,
        .count = pixels->count};
    /* of 65536; rounded up, a byte times it is what dividing by 100 gives */
    uint32_t part = ((uint32_t)*self->background * 65536u + 99u) / 100u;
    struct ramp around = ramp_begin(256, pixels->count);
    for (uint16_t i = 0; i < pixels->count; i++) {
        uint32_t color = colorwheel(ramp_next(&around) + wheel.turn);
        pixels_set(pixels, i, dimmed(color, part));
    }
    flash(&self->animation, &self->sparks, self->animation.frame, wheel_color, &wheel);
}

static const COOP_FLASH struct parameter rainbow_sparkle_parameters[] = {
    ANIMATION_PARAMETERS(rainbow_sparkle, 50),
    SETTING(rainbow_sparkle, "period", period, TIME, 1, TIME_MAX_MS, 5000, "once round"),
    SETTING(rainbow_sparkle, "background_brightness", background, NUMBER, 0, PERCENT_MAX, 20,
            "of what does not flash, in percent"),
    SPARKS_PARAMETERS(rainbow_sparkle, 0),
    REPEAT_PARAMETER(rainbow_sparkle),
};

PROGRAM_WITH(rainbow_sparkle, rainbow_sparkle_parameters, "pixels of a dim rainbow flash");
