/* pixel_expression.c - each pixel's colour by a formula of the scene.
 *                                                                  SPDX-License-Identifier: MIT */
#include "parts/expression.h"
#include "parts/ramp.h"
#include "programs/animation.h"
#include "programs/parameters.h"

#define MS_AROUND 32768000u /* until seconds begin again */

/* ms * 65536 / 1000, cut, by one division of 32 bits: of each 125 ms, which are 8192, and of what
 * is left, whose factor is 65536 * 65.536, rounded up. */
static int32_t seconds(uint32_t ms)
{
    uint32_t eighths = ms / 125u;
    return (int32_t)(eighths * 8192u + ((ms - eighths * 125u) * 4294968u >> 16));
}

static void begin_frame(struct animation *animation, const int32_t *seed, int32_t *inputs)
{
    animation_cycle(animation, MS_AROUND);
    inputs[EXPRESSION_N] = animation->pixels->count * EXPRESSION_ONE;
    inputs[EXPRESSION_T] = seconds(animation->into_ms);
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
