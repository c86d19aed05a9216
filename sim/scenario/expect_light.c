/* expect_light.c - colors, brightness and current of what shines.  SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/expect.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

size_t light_count(const struct player *player, size_t part)
{
    const struct scene_part *scene_part = &player->scenario->scene->parts[part];
    return scene_part->type == PART_NEOPIXEL ? scene_part->pixels : 1;
}

uint32_t light_of(const struct player *player, size_t part, size_t pixel)
{
    const struct scene_part *scene_part = &player->scenario->scene->parts[part];
    if (scene_part->type == PART_LED)
        return sim_level(player->sim, part) ? scene_part->color : 0;
    const uint8_t *pixels = sim_pixels(player->sim, part, NULL);
    uint8_t channels = sim_channels(player->sim, part);
    if (!pixels)
        return 0;
    const uint8_t *light = pixels + pixel * channels;
    uint32_t white = channels == 4 ? light[3] : 0;
    return white << 24 | (uint32_t)light[0] << 16 | (uint32_t)light[1] << 8 | light[2];
}

/* "ring[3]", or "led": it has but one. */
static int name_pixel(const struct player *player, size_t part, size_t pixel, char *text)
{
    const struct scene_part *scene_part = &player->scenario->scene->parts[part];
    if (scene_part->type == PART_LED)
        return snprintf(text, TELL_MAX, "%s", scene_part->name);
    return snprintf(text, TELL_MAX, "%s[%zu]", scene_part->name, pixel);
}

/* ---- color ----------------------------------------------------------------------------------- */

enum { COLOR_PART, COLOR_COLOR, COLOR_PIXEL, COLOR_WHITE, COLOR_TOLERANCE };

static const struct field color_fields[] = {
    {.name = "part",
     .help = "the ring, strip or LED",
     .kind = VALUE_PART,
     .required = true,
     .part_types = PART_BIT(PART_NEOPIXEL) | PART_BIT(PART_LED)},
    {.name = "color",
     .help = "as sent, after brightness; of a dark LED, #000000",
     .kind = VALUE_COLOR,
     .required = true},
    {.name = "pixel",
     .help = "which one, from 0 on; all of them, if left out",
     .kind = VALUE_WHOLE,
     .maximum = SCENE_PIXELS_MAX - 1},
    {.name = "white",
     .help = "of pixels that have it; not looked at, if left out",
     .kind = VALUE_WHOLE,
     .maximum = 255},
    {.name = "tolerance",
     .help = "how far each of the colors may be off; 0, if left out",
     .kind = VALUE_WHOLE,
     .maximum = 255},
};

static bool near(uint32_t light, int64_t wanted, unsigned shift, int64_t tolerance)
{
    int64_t difference = (int64_t)(light >> shift & 255) - (wanted >> shift & 255);
    return difference <= tolerance && difference >= -tolerance;
}

static bool color_matches(const struct player *player, const struct value *values, size_t pixel)
{
    uint32_t light = light_of(player, (size_t)values[COLOR_PART].number, pixel);
    int64_t wanted = values[COLOR_COLOR].number, tolerance = values[COLOR_TOLERANCE].number;
    if (values[COLOR_WHITE].given && !near(light >> 24, values[COLOR_WHITE].number, 0, tolerance))
        return false;
    return near(light, wanted, 0, tolerance) && near(light, wanted, 8, tolerance) &&
           near(light, wanted, 16, tolerance);
}

/* The first pixel of those asked for that is of another color; their count, if none is. */
static size_t other_color(const struct player *player, const struct value *values)
{
    size_t count = light_count(player, (size_t)values[COLOR_PART].number);
    size_t pixel = values[COLOR_PIXEL].given ? (size_t)values[COLOR_PIXEL].number : 0;
    size_t end = values[COLOR_PIXEL].given ? pixel + 1 : count;
    while (pixel < end && color_matches(player, values, pixel))
        pixel++;
    return pixel < end ? pixel : count;
}

static bool color_holds(struct player *player, const struct watch *watch, uint64_t now_us)
{
    const struct value *values = watch->expectation->values;
    (void)now_us;
    return other_color(player, values) == light_count(player, (size_t)values[COLOR_PART].number);
}

static void color_tell(struct player *player, const struct watch *watch, uint64_t now_us,
                       char *seen, char *wanted)
{
    const struct value *values = watch->expectation->values;
    size_t part = (size_t)values[COLOR_PART].number;
    size_t pixel = other_color(player, values);
    (void)now_us;
    if (pixel == light_count(player, part))
        pixel = values[COLOR_PIXEL].given ? (size_t)values[COLOR_PIXEL].number : 0;
    uint32_t light = light_of(player, part, pixel);
    int used = name_pixel(player, part, pixel, seen);
    used += snprintf(seen + used, TELL_MAX - (size_t)used, " is #%06" PRIx32, light & 0xFFFFFF);
    if (values[COLOR_WHITE].given)
        (void)snprintf(seen + used, TELL_MAX - (size_t)used, " with white %" PRIu32, light >> 24);
    used = snprintf(wanted, TELL_MAX, "#%06x", (unsigned)values[COLOR_COLOR].number);
    if (values[COLOR_WHITE].given)
        used += snprintf(wanted + used, TELL_MAX - (size_t)used, " with white %d",
                         (int)values[COLOR_WHITE].number);
    if (values[COLOR_TOLERANCE].number > 0)
        (void)snprintf(wanted + used, TELL_MAX - (size_t)used, " ±%d",
                       (int)values[COLOR_TOLERANCE].number);
}

const struct expectation_kind expect_color = {
    .name = "color",
    .help = "a part, or one of its pixels, has a color",
    .fields = color_fields,
    .field_count = COUNT(color_fields),
    .events = EVENT_BIT(SIM_EVENT_SHOW) | EVENT_BIT(SIM_EVENT_PIN),
    .holds = color_holds,
    .tell = color_tell,
};

/* ---- brightness ------------------------------------------------------------------------------ */

enum { LIMIT_PART, LIMIT_MIN, LIMIT_MAX };

static const char *const either_limit[] = {"min", "max", NULL};

static const struct field brightness_fields[] = {
    {.name = "part",
     .help = "the ring or strip",
     .kind = VALUE_PART,
     .required = true,
     .part_types = PART_BIT(PART_NEOPIXEL)},
    {.name = "min", .help = "at least", .kind = VALUE_PERCENT},
    {.name = "max", .help = "at most", .kind = VALUE_PERCENT},
};

static bool within_limits(const struct value *values, int64_t number)
{
    return !(values[LIMIT_MIN].given && number < values[LIMIT_MIN].number) &&
           !(values[LIMIT_MAX].given && number > values[LIMIT_MAX].number);
}

/* Of its brightest channel, in hundredths of a percent, rounded. */
static int64_t brightness_of(const struct player *player, size_t part)
{
    const uint8_t *pixels = sim_pixels(player->sim, part, NULL);
    size_t count = light_count(player, part) * sim_channels(player->sim, part);
    int64_t brightest = 0;
    for (size_t i = 0; pixels && i < count; i++)
        brightest = pixels[i] > brightest ? pixels[i] : brightest;
    return (brightest * 10000 + 127) / 255;
}

static bool brightness_holds(struct player *player, const struct watch *watch, uint64_t now_us)
{
    const struct value *values = watch->expectation->values;
    (void)now_us;
    return within_limits(values, brightness_of(player, (size_t)values[LIMIT_PART].number));
}

/* "from 5.00% to 20.00%" */
static void tell_limits(const struct value *values, int64_t scale, const char *unit, char *wanted)
{
    int used = 0;
    double low = (double)values[LIMIT_MIN].number / (double)scale;
    double high = (double)values[LIMIT_MAX].number / (double)scale;
    if (values[LIMIT_MIN].given)
        used = snprintf(wanted, TELL_MAX, "at least %.10g%s", low, unit);
    if (values[LIMIT_MAX].given)
        (void)snprintf(wanted + used, TELL_MAX - (size_t)used, "%sat most %.10g%s",
                       used ? " and " : "", high, unit);
}

static void brightness_tell(struct player *player, const struct watch *watch, uint64_t now_us,
                            char *seen, char *wanted)
{
    const struct value *values = watch->expectation->values;
    size_t part = (size_t)values[LIMIT_PART].number;
    (void)now_us;
    (void)snprintf(seen, TELL_MAX, "the brightness of %s is %.10g%%",
                   player->scenario->scene->parts[part].name,
                   (double)brightness_of(player, part) / 100);
    tell_limits(values, 100, "%", wanted);
}

const struct expectation_kind expect_brightness = {
    .name = "brightness",
    .help = "the brightest channel of a part's pixels, of what it can be",
    .fields = brightness_fields,
    .field_count = COUNT(brightness_fields),
    .either = either_limit,
    .events = EVENT_BIT(SIM_EVENT_SHOW),
    .holds = brightness_holds,
    .tell = brightness_tell,
};

/* ---- current --------------------------------------------------------------------------------- */

#define LED_UA 10000 /* an LED that is lit, with the usual resistor */

static const struct field current_fields[] = {
    {.name = "part",
     .help = "the ring, strip or LED; all of them, if left out",
     .kind = VALUE_PART,
     .part_types = PART_BIT(PART_NEOPIXEL) | PART_BIT(PART_LED)},
    {.name = "min", .help = "at least", .kind = VALUE_CURRENT},
    {.name = "max", .help = "at most", .kind = VALUE_CURRENT},
};

static int64_t part_ua(const struct player *player, size_t part)
{
    const struct scene_part *scene_part = &player->scenario->scene->parts[part];
    if (scene_part->type != PART_NEOPIXEL)
        return scene_part->type == PART_LED && sim_level(player->sim, part) ? LED_UA : 0;
    const uint8_t *pixels = sim_pixels(player->sim, part, NULL);
    size_t size = pixels ? (size_t)scene_part->pixels * sim_channels(player->sim, part) : 0;
    return pixels_current_ua(pixels, (uint16_t)size, scene_part->pixels);
}

static int64_t current_ua(const struct player *player, const struct value *values)
{
    int64_t sum = 0;
    if (values[LIMIT_PART].given)
        return part_ua(player, (size_t)values[LIMIT_PART].number);
    for (size_t i = 0; i < player->scenario->scene->part_count; i++)
        sum += part_ua(player, i);
    return sum;
}

static bool current_holds(struct player *player, const struct watch *watch, uint64_t now_us)
{
    const struct value *values = watch->expectation->values;
    (void)now_us;
    return within_limits(values, current_ua(player, values));
}

static void current_tell(struct player *player, const struct watch *watch, uint64_t now_us,
                         char *seen, char *wanted)
{
    const struct value *values = watch->expectation->values;
    size_t part = (size_t)values[LIMIT_PART].number;
    (void)now_us;
    (void)snprintf(seen, TELL_MAX, "the current of %s is about %.6gmA",
                   values[LIMIT_PART].given ? player->scenario->scene->parts[part].name
                                            : "all parts",
                   (double)current_ua(player, values) / 1000);
    tell_limits(values, 1000, "mA", wanted);
}

const struct expectation_kind expect_current = {
    .name = "current",
    .help = "what parts draw: an estimate of 20 mA a channel at full, 1 mA a pixel, 10 mA an LED",
    .fields = current_fields,
    .field_count = COUNT(current_fields),
    .either = either_limit,
    .events = EVENT_BIT(SIM_EVENT_SHOW) | EVENT_BIT(SIM_EVENT_PIN),
    .holds = current_holds,
    .tell = current_tell,
};
