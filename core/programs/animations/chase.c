/* chase.c - bars run along.                                        SPDX-License-Identifier: MIT
 *
 * Source: Chase, RainbowChase and CustomColorChase of Adafruit's LED_Animation; the theatre's
 * chase is that of Adafruit's first NeoPixel examples.
 */
#include "parts/palette.h"
#include "programs/animation.h"
#include "programs/parameters.h"

struct bars {
    const int32_t *size;
    const int32_t *spacing;
    const int32_t *reverse;
};

/* Draw bar after bar, each in the colour that `color` gives for its number. */
static void draw_bars(struct animation *animation, const struct bars *bars, uint32_t bar_count,
                      uint32_t (*color)(const void *context, uint32_t bar), const void *context)
{
    struct pixels *pixels = animation->pixels;
    uint32_t pitch = (uint32_t)(*bars->size + *bars->spacing);
    uint32_t size = (uint32_t)*bars->size;
    uint32_t begin = pitch * bar_count - animation_step(animation, pitch * bar_count);
    uint32_t bar = begin / pitch;
    uint32_t place = begin - bar * pitch;
    if (bar == bar_count)
        bar = 0;
    for (uint16_t i = 0; i < pixels->count; i++) {
        uint16_t to = *bars->reverse ? (uint16_t)(pixels->count - 1 - i) : i;
        pixels_set(pixels, to, place < size ? color(context, bar) : RGB(0, 0, 0));
        if (++place == pitch) {
            place = 0;
            bar = bar + 1u < bar_count ? bar + 1u : 0;
        }
    }
}

#define BARS_PARAMETERS(program_, size_, spacing_)                                                 \
    SETTING(program_, "size", bars.size, NUMBER, 1, PIXELS_MAX, size_, "pixels of a bar"),         \
        SETTING(program_, "spacing", bars.spacing, NUMBER, 0, PIXELS_MAX, spacing_,                \
                "pixels between bars"),                                                            \
        SETTING(program_, "reverse", bars.reverse, SWITCH, 0, 1, 0, "run the other way")

/* ---- One colour ------------------------------------------------------------------------------ */

static uint32_t one_color(const void *context, uint32_t bar)
{
    (void)bar;
    return (uint32_t) * (const int32_t *)context;
}

ANIMATION(chase, struct bars bars; const int32_t *color;)
{
    draw_bars(&self->animation, &self->bars, 1, one_color, self->color);
}

static const COOP_FLASH struct parameter chase_parameters[] = {
    ANIMATION_PARAMETERS(chase, 100),
    SETTING(chase, "color", color, COLOR, 0, COLOR_MAX, 0xFF2800, "colour of the bars"),
    BARS_PARAMETERS(chase, 2, 3),
    REPEAT_PARAMETER(chase),
};

PROGRAM_WITH(chase, chase_parameters, "bars of one colour run along");

static const COOP_FLASH struct parameter theater_chase_parameters[] = {
    ANIMATION_PARAMETERS(chase, 80),
    SETTING(chase, "color", color, COLOR, 0, COLOR_MAX, 0xFF9030, "colour of the bulbs"),
    BARS_PARAMETERS(chase, 1, 2),
    REPEAT_PARAMETER(chase),
};

PROGRAM_AS(theater_chase, chase, theater_chase_parameters, "every third pixel, as around a stage");

/* ---- Many ------------------------------------------------------------------------------------ */

static uint32_t palette_bar(const void *context, uint32_t bar)
{
    return palette_color(context, bar);
}

ANIMATION(custom_color_chase, struct bars bars; const int32_t *palette;)
{
    const struct palette *palette = palette_of(self->animation.pixels->board, *self->palette);
    draw_bars(&self->animation, &self->bars, palette->count, palette_bar, palette);
}

static const COOP_FLASH struct parameter custom_color_chase_parameters[] = {
    ANIMATION_PARAMETERS(custom_color_chase, 100),
    SETTING(custom_color_chase, "palette", palette, PALETTE, 0, PALETTE_MAX, PALETTE_RAINBOW,
            "colours of the bars, in turn"),
    BARS_PARAMETERS(custom_color_chase, 2, 3),
    REPEAT_PARAMETER(custom_color_chase),
};

PROGRAM_WITH(custom_color_chase, custom_color_chase_parameters,
             "bars in the colours of a palette run along");

static uint32_t wheel_bar(const void *context, uint32_t bar)
{
    return colorwheel(bar * (uint32_t) * (const int32_t *)context);
}

ANIMATION(rainbow_chase, struct bars bars; const int32_t *step;)
{
    draw_bars(&self->animation, &self->bars, 256, wheel_bar, self->step);
}

static const COOP_FLASH struct parameter rainbow_chase_parameters[] = {
    ANIMATION_PARAMETERS(rainbow_chase, 100),
    SETTING(rainbow_chase, "step", step, NUMBER, 1, 255, 8, "of 256 on the wheel, bar to bar"),
    BARS_PARAMETERS(rainbow_chase, 2, 3),
    REPEAT_PARAMETER(rainbow_chase),
};

PROGRAM_WITH(rainbow_chase, rainbow_chase_parameters, "bars in all the wheel's colours run along");
