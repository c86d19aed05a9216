/* comet.c - a light with a tail that fades.                        SPDX-License-Identifier: MIT
 *
 * Source: Comet, RainbowComet and MulticolorComet of Adafruit's LED_Animation. Light n of a tail of
 * N, counted from its end, has the intensity n * 0.95 / N + 0.05.
 */
#include "parts/palette.h"
#include "programs/animation.h"
#include "programs/parameters.h"

struct orbit {
    const int32_t *tail; /* pixels; 0: a quarter of all */
    const int32_t *reverse;
    const int32_t *bounce; /* at the ends */
    const int32_t *ring;   /* the ends meet */
};

/* Where the comet is in a frame. */
struct comet_place {
    uint32_t head;
    uint32_t tail;
    bool backward;
    bool ring;
};

static struct comet_place orbit_place(struct animation *animation, const struct orbit *orbit)
{
    uint32_t count = animation->pixels->count;
    uint32_t tail = *orbit->tail > 0 ? (uint32_t)*orbit->tail : count / 4;
    if (tail == 0 || tail > count)
        tail = tail == 0 ? 1 : count;
    struct comet_place place = {.tail = tail, .backward = *orbit->reverse != 0};
    if (*orbit->bounce) {
        uint32_t way = count > 1 ? count - 1 : 1;
        uint32_t step = animation_step(animation, 2 * way);
        bool back = step >= way;
        place.head = back ? step - way : step;
        place.backward ^= back;
    } else if (*orbit->ring) {
        place.head = animation_step(animation, count);
        place.ring = true;
    } else {
        place.head = animation_step(animation, count + tail);
    }
    return place;
}

/* How many pixels `index` is behind the head; the tail's length or more if it is dark. */
static uint32_t behind(const struct comet_place *place, uint32_t count, uint32_t index)
{
    uint32_t along = place->backward ? count - 1 - index : index;
    if (along <= place->head)
        return place->head - along;
    return place->ring ? place->head + count - along : count;
}

/* What `color` is in the tail, `back` pixels behind the head. */
static uint32_t faded(uint32_t color, uint32_t back, uint32_t tail)
{
    return color_scale(color, (tail - 1 - back) * 95 + tail * 5, tail * 100);
}

static void draw_comet(struct animation *animation, const struct comet_place *place,
                       uint32_t background,
                       uint32_t (*color)(const void *context, uint32_t back, uint32_t tail),
                       const void *context)
{
    struct pixels *pixels = animation->pixels;
    for (uint16_t i = 0; i < pixels->count; i++) {
        uint32_t back = behind(place, pixels->count, i);
        pixels_set(pixels, i, back < place->tail ? color(context, back, place->tail) : background);
    }
}

#define ORBIT_PARAMETERS(program_, tail_)                                                          \
    SETTING(program_, "tail", orbit.tail, NUMBER, 0, PIXELS_MAX, tail_,                            \
            "pixels of the comet; 0: a quarter of all"),                                           \
        SETTING(program_, "reverse", orbit.reverse, SWITCH, 0, 1, 0, "fly the other way"),         \
        SETTING(program_, "bounce", orbit.bounce, SWITCH, 0, 1, 0, "turn round at the ends"),      \
        SETTING(program_, "ring", orbit.ring, SWITCH, 0, 1, 1, "the ends meet")

/* ---- One colour ------------------------------------------------------------------------------ */

static uint32_t plain_tail(const void *context, uint32_t back, uint32_t tail)
{
    return faded((uint32_t) * (const int32_t *)context, back, tail);
}

ANIMATION(comet, struct orbit orbit; const int32_t *color; const int32_t *background;)
{
    struct comet_place place = orbit_place(&self->animation, &self->orbit);
    draw_comet(&self->animation, &place, (uint32_t)*self->background, plain_tail, self->color);
}

static const COOP_FLASH struct parameter comet_parameters[] = {
    ANIMATION_PARAMETERS(comet, 50),
    SETTING(comet, "color", color, COLOR, 0, COLOR_MAX, 0x40A0FF, "colour of the comet"),
    SETTING(comet, "background", background, COLOR, 0, COLOR_MAX, 0x000000, "colour behind it"),
    ORBIT_PARAMETERS(comet, 0),
    REPEAT_PARAMETER(comet),
};

PROGRAM_WITH(comet, comet_parameters, "a light with a tail flies along");

/* ---- Many ------------------------------------------------------------------------------------ */

struct wheel_tail {
    uint32_t offset;
    uint32_t step;
};

static uint32_t rainbow_tail(const void *context, uint32_t back, uint32_t tail)
{
    const struct wheel_tail *wheel = context;
    return faded(colorwheel(wheel->offset + (tail - 1 - back) * wheel->step), back, tail);
}

ANIMATION(rainbow_comet, struct orbit orbit; const int32_t *offset; const int32_t *step;)
{
    struct comet_place place = orbit_place(&self->animation, &self->orbit);
    struct wheel_tail wheel = {(uint32_t)*self->offset, (uint32_t)*self->step};
    if (wheel.step == 0)
        wheel.step = 256 / place.tail;
    draw_comet(&self->animation, &place, RGB(0, 0, 0), rainbow_tail, &wheel);
}

static const COOP_FLASH struct parameter rainbow_comet_parameters[] = {
    ANIMATION_PARAMETERS(rainbow_comet, 50),
    SETTING(rainbow_comet, "offset", offset, NUMBER, 0, 255, 0, "of 256 on the wheel, at the end"),
    SETTING(rainbow_comet, "step", step, NUMBER, 0, 255, 0,
            "of 256 on the wheel, pixel to pixel; 0: all of it"),
    ORBIT_PARAMETERS(rainbow_comet, 10),
    REPEAT_PARAMETER(rainbow_comet),
};

PROGRAM_WITH(rainbow_comet, rainbow_comet_parameters, "a comet with a rainbow for a tail");

static uint32_t striped_tail(const void *context, uint32_t back, uint32_t tail)
{
    const struct palette *palette = context;
    return palette_color(palette, back * palette->count / tail);
}

ANIMATION(multicolor_comet, struct orbit orbit; const int32_t *palette;)
{
    struct comet_place place = orbit_place(&self->animation, &self->orbit);
    const struct palette *palette = palette_of(self->animation.pixels->board, *self->palette);
    draw_comet(&self->animation, &place, RGB(0, 0, 0), striped_tail, palette);
}

static const COOP_FLASH struct parameter multicolor_comet_parameters[] = {
    ANIMATION_PARAMETERS(multicolor_comet, 50),
    SETTING(multicolor_comet, "palette", palette, PALETTE, 0, PALETTE_MAX, PALETTE_RAINBOW,
            "colours from head to tail"),
    ORBIT_PARAMETERS(multicolor_comet, 0),
    REPEAT_PARAMETER(multicolor_comet),
};

PROGRAM_WITH(multicolor_comet, multicolor_comet_parameters, "a comet in the colours of a palette");
