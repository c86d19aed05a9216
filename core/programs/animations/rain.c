/* rain.c - drops fall down a grid of pixels.                       SPDX-License-Identifier: MIT
 *
 * Source: Rain, RainbowRain and MatrixRain of Adafruit's LED_Animation. Pixels are row by row from
 * the upper left; a part of type "pixel_map" makes that of other wirings. Where a drop begins is a
 * function of the frame's number, so drops need no memory.
 */
#include "parts/wave.h"
#include "programs/animation.h"
#include "programs/parameters.h"

struct sky {
    const int32_t *seed;
    const int32_t *width;
    const int32_t *count;  /* drops that begin in a frame */
    const int32_t *length; /* pixels of a drop, with its tail */
    const int32_t *background;
};

struct drop {
    uint32_t column;
    uint32_t color;
};

/* Where a drop falls, and its colour, of a number by chance. */
typedef struct drop (*drop_maker)(uint32_t chance, uint32_t width, const void *context);

static void draw_drop(struct animation *animation, const struct sky *sky, struct drop drop,
                      uint32_t age)
{
    uint32_t width = (uint32_t)*sky->width;
    uint32_t length = (uint32_t)*sky->length;
    for (uint32_t back = 0; back < length && back <= age; back++) {
        uint32_t index = (age - back) * width + drop.column;
        if (index < animation->pixels->count)
            pixels_set(animation->pixels, (uint16_t)index,
                       color_blend((uint32_t)*sky->background, drop.color,
                                   256u * (length - back) / length));
    }
}

/* Older drops first, so that new ones fall over their tails. */
static void draw_rain(struct animation *animation, const struct sky *sky, drop_maker make,
                      const void *context)
{
    uint32_t width = (uint32_t)*sky->width;
    uint32_t height = (animation->pixels->count + width - 1) / width;
    uint32_t age = height + (uint32_t)*sky->length;
    pixels_fill(animation->pixels, (uint32_t)*sky->background);
    if (age > animation->frame)
        age = animation->frame;
    for (age++; age-- > 0;)
        for (uint32_t i = 0; i < (uint32_t)*sky->count; i++) {
            uint32_t chance = wave_hash((uint32_t)*sky->seed, animation->frame - age, i);
            draw_drop(animation, sky, make(chance, width, context), age);
        }
}

#define SKY_PARAMETERS(program_, length_, background_)                                             \
    SETTING(program_, "width", sky.width, NUMBER, 1, PIXELS_MAX, 8, "pixels of a row"),            \
        SETTING(program_, "count", sky.count, NUMBER, 1, PIXELS_MAX, 1,                            \
                "drops that begin in a frame"),                                                    \
        SETTING(program_, "length", sky.length, NUMBER, 1, PIXELS_MAX, length_,                    \
                "pixels of a drop"),                                                               \
        SETTING(program_, "background", sky.background, COLOR, 0, COLOR_MAX, background_,          \
                "colour of the sky"),                                                              \
        SETTING(program_, "seed", sky.seed, NUMBER, 0, COUNT_MAX, 1,                               \
                "another number, another chance")

static uint32_t column_of(uint32_t chance, uint32_t width)
{
    return (chance >> 8) % width;
}

static struct drop plain_drop(uint32_t chance, uint32_t width, const void *context)
{
    return (struct drop){column_of(chance, width), (uint32_t) * (const int32_t *)context};
}

ANIMATION(rain, struct sky sky; const int32_t *color;)
{
    draw_rain(&self->animation, &self->sky, plain_drop, self->color);
}

static const COOP_FLASH struct parameter rain_parameters[] = {
    ANIMATION_PARAMETERS(rain, 100),
    SETTING(rain, "color", color, COLOR, 0, COLOR_MAX, 0x3060FF, "colour of a drop"),
    SKY_PARAMETERS(rain, 3, 0x000000),
};

PROGRAM_WITH(rain, rain_parameters, "drops fall down a grid");

static const COOP_FLASH struct parameter matrix_rain_parameters[] = {
    ANIMATION_PARAMETERS(rain, 100),
    SETTING(rain, "color", color, COLOR, 0, COLOR_MAX, 0x00FF40, "colour of a drop"),
    SKY_PARAMETERS(rain, 6, 0x002000),
};

PROGRAM_AS(matrix_rain, rain, matrix_rain_parameters, "long drops fall down a green grid");

static struct drop wheel_drop(uint32_t chance, uint32_t width, const void *context)
{
    (void)context;
    return (struct drop){column_of(chance, width), colorwheel(chance)};
}

ANIMATION(rainbow_rain, struct sky sky;)
{
    draw_rain(&self->animation, &self->sky, wheel_drop, NULL);
}

static const COOP_FLASH struct parameter rainbow_rain_parameters[] = {
    ANIMATION_PARAMETERS(rainbow_rain, 100),
    SKY_PARAMETERS(rainbow_rain, 3, 0x000000),
};

PROGRAM_WITH(rainbow_rain, rainbow_rain_parameters, "drops of all colours fall down a grid");
