/* clock_face.c - a ring as a clock, with three hands.              SPDX-License-Identifier: MIT */
#include "programs/animation.h"
#include "programs/parameters.h"

#define MS_PER_MINUTE   60000u
#define MS_PER_HOUR     3600000u
#define MS_PER_HALF_DAY 43200000u

/* A hand lies between two pixels, which share its light. */
static void draw_hand(struct pixels *pixels, uint64_t time_ms, uint64_t turn_ms, uint32_t color)
{
    uint64_t place = (time_ms % turn_ms) * pixels->count * 256u / turn_ms;
    uint16_t index = (uint16_t)(place >> 8);
    uint16_t next = (uint16_t)((index + 1u) % pixels->count);
    uint32_t part = place & 255u;
    pixels_set(pixels, index,
               color_lighten(pixels_get(pixels, index), color_scale(color, 256u - part, 256)));
    pixels_set(pixels, next,
               color_lighten(pixels_get(pixels, next), color_scale(color, part, 256)));
}

ANIMATION(clock_face, const int32_t *start; const int32_t *hours; const int32_t *minutes;
          const int32_t *seconds; const int32_t *marks;)
{
    struct pixels *pixels = self->animation.pixels;
    uint64_t time_ms = (uint32_t)*self->start + self->animation.elapsed_us / 1000u;
    pixels_fill(pixels, RGB(0, 0, 0));
    for (uint32_t hour = 0; hour < 12; hour += 3)
        pixels_set(pixels, (uint16_t)(hour * pixels->count / 12u), (uint32_t)*self->marks);
    draw_hand(pixels, time_ms, MS_PER_HALF_DAY, (uint32_t)*self->hours);
    draw_hand(pixels, time_ms, MS_PER_HOUR, (uint32_t)*self->minutes);
    draw_hand(pixels, time_ms, MS_PER_MINUTE, (uint32_t)*self->seconds);
}

static const COOP_FLASH struct parameter parameters[] = {
    ANIMATION_PARAMETERS(clock_face, 20),
    SETTING(clock_face, "start", start, TIME, 0, TIME_MAX_MS, 0, "the time it shows at first"),
    SETTING(clock_face, "hours", hours, COLOR, 0, COLOR_MAX, 0xFF2000, "colour of that hand"),
    SETTING(clock_face, "minutes", minutes, COLOR, 0, COLOR_MAX, 0x00C020, "colour of that hand"),
    SETTING(clock_face, "seconds", seconds, COLOR, 0, COLOR_MAX, 0x3060FF, "colour of that hand"),
    SETTING(clock_face, "marks", marks, COLOR, 0, COLOR_MAX, 0x181818, "colour of each third hour"),
};

PROGRAM(clock_face, "a ring as a clock, with three hands");
