/* pixel_expression.c - each pixel's colour by a formula of the scene.
 *                                                                  SPDX-License-Identifier: MIT */
#include "parts/expression.h"
#include "parts/ramp.h"
#include "programs/animation.h"
#include "programs/parameters.h"

enum { MS_AROUND = 32768000 }; /* until seconds begin again */

static void begin_frame(const struct animation *animation, const int32_t *seed, int32_t *inputs)
{
    uint64_t us = animation->elapsed_us % (MS_AROUND * UINT64_C(1000));
    inputs[EXPRESSION_N] = animation->pixels->count * EXPRESSION_ONE;
    inputs[EXPRESSION_T] = (int32_t)(us * EXPRESSION_ONE / 1000000);
    inputs[EXPRESSION_FRAME] = (int32_t)(animation->frame % 32768u * EXPRESSION_ONE);
    inputs[EXPRESSION_SEED] = *seed;
}

static uint32_t hsv_color(const int32_t *channels)
{
    return color_hsv((uint16_t)((uint32_t)channels[0] & 0xFFFFu), expression_byte(channels[1]),
                     expression_byte(channels[2]));
}

static uint32_t rgb_color(const int32_t *channels)
{
    return RGB(expression_byte(channels[0]), expression_byte(channels[1]),
               expression_byte(channels[2]));
}

ANIMATION(pixel_expression, const struct expression *hsv; const struct expression *rgb;
          const int32_t *seed;)
{
    struct pixels *pixels = self->animation.pixels;
    const struct expression *expression = self->hsv != NULL ? self->hsv : self->rgb;
    int32_t values[EXPRESSION_VALUES];
    int32_t channels[EXPRESSION_DEPTH_MAX];
    struct ramp along = ramp_begin(EXPRESSION_ONE, pixels->count);
    begin_frame(&self->animation, self->seed, values);
    expression_begin(expression, values);
    for (uint16_t i = 0; i < pixels->count; i++) {
        values[EXPRESSION_I] = i * EXPRESSION_ONE;
        values[EXPRESSION_X] = (int32_t)ramp_next(&along);
        expression_results(expression, values, channels);
        pixels_set(pixels, i, self->hsv != NULL ? hsv_color(channels) : rgb_color(channels));
    }
}

static const COOP_FLASH struct parameter parameters[] = {
    ANIMATION_PARAMETERS(pixel_expression, 20),
    FORMULAS(pixel_expression, hsv, "hue, saturation and value"),
    FORMULAS(pixel_expression, rgb, "red, green and blue"),
    SEED_PARAMETER(pixel_expression),
};

PROGRAM(pixel_expression, "each pixel's colour by a formula");
