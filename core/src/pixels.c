/* pixels.c - colours as set, scaled and ordered as they are sent.  SPDX-License-Identifier: MIT */
#include "parts/pixels.h"

#include <string.h>

#include "internal.h"

void pixels_init(struct pixels *pixels, const struct board *board, uint8_t pin, uint16_t count,
                 enum pixels_order order, uint8_t *storage)
{
    COOP_ASSERT(count > 0 && count < 16384);
    *pixels = (struct pixels){.board = board,
                              .colors = storage,
                              .count = count,
                              .plain_count = (uint16_t)PIXELS_PLAIN_COUNT(count, order, false),
                              .brightness = 256,
                              .pin = pin,
                              .order = (uint8_t)order};
    size_t half = (size_t)count * pixels_channels(pixels);
    pixels->wire = storage + half;
    memset(storage, 0, 2 * half);
}

uint8_t pixels_channels(const struct pixels *pixels)
{
    return pixels->order >= PIXELS_RGBW ? 4 : 3;
}

/* The places of pixel `index` of a view: from *first up to the result. */
static uint16_t places_of(const struct pixels *view, uint16_t index, uint16_t *first)
{
    const uint16_t *starts = view->map->starts;
    *first = starts != NULL ? starts[index] : index;
    return starts != NULL ? starts[index + 1] : (uint16_t)(index + 1u);
}

static void show_if_auto(struct pixels *pixels)
{
    if (pixels_whole(pixels)->auto_write)
        pixels_show(pixels);
}

/* As pixels_get() has it: white in the top byte. */
static void store(struct pixels *pixels, uint16_t index, uint32_t color)
{
    COOP_ASSERT(index < pixels->count);
    uint8_t channels = pixels_channels(pixels);
    uint8_t *to = pixels->colors + (size_t)index * channels;
    to[0] = (uint8_t)(color >> 16);
    to[1] = (uint8_t)(color >> 8);
    to[2] = (uint8_t)color;
    if (channels == 4)
        to[3] = (uint8_t)(color >> 24);
}

static void store_in_whole(const struct pixels *view, uint16_t index, uint32_t color)
{
    COOP_ASSERT(index < view->count);
    uint16_t place;
    for (uint16_t end = places_of(view, index, &place); place < end; place++)
        store(view->whole, view->map->places[place], color);
}

static inline void set(struct pixels *pixels, uint16_t index, uint32_t color)
{
    if (pixels->whole == NULL)
        store(pixels, index, color);
    else
        store_in_whole(pixels, index, color);
}

/* Source: CircuitPython shared-module adafruit_pixelbuf: with a white channel, equal red, green
 * and blue become white. */
static uint32_t with_white(const struct pixels *pixels, uint32_t color)
{
    uint32_t blue = color & 255u;
    color &= 0xFFFFFFu;
    return pixels_channels(pixels) == 4 && color == blue * 0x010101u ? blue << 24 : color;
}

static COOP_NOINLINE void set_otherwise(struct pixels *pixels, uint16_t index, uint32_t color)
{
    set(pixels, index, with_white(pixels, color));
    show_if_auto(pixels);
}

/* The most frequent call of all: so what is usual saves no register. */
void pixels_set(struct pixels *pixels, uint16_t index, uint32_t color)
{
    if (index >= pixels->plain_count) {
        set_otherwise(pixels, index, color);
        return;
    }
    uint8_t *to = pixels->colors + 3u * (size_t)index;
    to[0] = (uint8_t)(color >> 16);
    to[1] = (uint8_t)(color >> 8);
    to[2] = (uint8_t)color;
}

void pixels_set_rgbw(struct pixels *pixels, uint16_t index, uint8_t red, uint8_t green,
                     uint8_t blue, uint8_t white)
{
    set(pixels, index, (uint32_t)white << 24 | RGB(red, green, blue));
    show_if_auto(pixels);
}

static void fill_plain(struct pixels *pixels, uint32_t color)
{
    const uint8_t *end = pixels->colors + 3u * (size_t)pixels->count;
    uint8_t *to = pixels->colors;
    do {
        to[0] = (uint8_t)(color >> 16);
        to[1] = (uint8_t)(color >> 8);
        to[2] = (uint8_t)color;
        to += 3;
    } while (to != end);
}

void pixels_fill(struct pixels *pixels, uint32_t color)
{
    if (pixels->plain_count != 0) {
        fill_plain(pixels, color);
        return;
    }
    color = with_white(pixels, color);
    for (uint16_t i = 0; i < pixels->count; i++)
        set(pixels, i, color);
    show_if_auto(pixels);
}

uint32_t pixels_get(const struct pixels *pixels, uint16_t index)
{
    COOP_ASSERT(index < pixels->count);
    if (pixels->whole != NULL) {
        uint16_t first;
        uint16_t end = places_of(pixels, index, &first);
        return first < end ? pixels_get(pixels->whole, pixels->map->places[first]) : 0;
    }
    uint8_t channels = pixels_channels(pixels);
    const uint8_t *rgbw = pixels->colors + (size_t)index * channels;
    uint32_t white = channels == 4 ? rgbw[3] : 0;
    return white << 24 | RGB(rgbw[0], rgbw[1], rgbw[2]);
}

void pixels_set_brightness(struct pixels *pixels, uint16_t brightness)
{
    COOP_ASSERT(brightness <= 256);
    pixels = pixels_whole(pixels);
    if (brightness == pixels->brightness)
        return;
    pixels->brightness = brightness;
    show_if_auto(pixels);
}

void pixels_set_auto_write(struct pixels *pixels, bool auto_write)
{
    pixels = pixels_whole(pixels);
    pixels->auto_write = auto_write;
    pixels->plain_count =
        (uint16_t)PIXELS_PLAIN_COUNT(pixels->count, pixels->order, pixels->auto_write);
}

void pixels_show(struct pixels *pixels)
{
    uint32_t busy_us = pixels_send(pixels);
    pixels->board->delay_us(pixels->board->context, busy_us);
}

coop_op pixels_show_async(struct pixels *pixels)
{
    return coop_sleep_us(pixels_send(pixels));
}

/* ---- Views ----------------------------------------------------------------------------------- */

void pixels_view(struct pixels *view, struct pixels *whole, const struct pixel_map *map)
{
    COOP_ASSERT(whole->whole == NULL && map->count > 0);
    *view = (struct pixels){.board = whole->board,
                            .count = map->count,
                            .brightness = 256,
                            .pin = whole->pin,
                            .order = whole->order,
                            .whole = whole,
                            .map = map};
}

uint16_t pixels_grid_place(uint16_t width, uint16_t height, unsigned wiring, uint16_t x, uint16_t y)
{
    COOP_ASSERT(x < width && y < height);
    if (wiring & GRID_MIRRORED)
        x = (uint16_t)(width - 1 - x);
    if (wiring & GRID_UPTURNED)
        y = (uint16_t)(height - 1 - y);
    uint16_t line = wiring & GRID_COLUMNS ? x : y;
    uint16_t place = wiring & GRID_COLUMNS ? y : x;
    uint16_t length = wiring & GRID_COLUMNS ? height : width;
    if ((wiring & GRID_ALTERNATING) && line % 2 != 0)
        place = (uint16_t)(length - 1 - place);
    return (uint16_t)(line * length + place);
}
