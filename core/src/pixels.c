/* pixels.c - colours as set, scaled and ordered as they are sent.  SPDX-License-Identifier: MIT */
#include "parts/pixels.h"

#include <string.h>

#include "internal.h"

/* Which of red 0, green 1, blue 2, white 3 comes when on the wire. */
static const uint8_t wire_orders[][4] = {
    [PIXELS_RGB] = {0, 1, 2},     [PIXELS_RBG] = {0, 2, 1},     [PIXELS_GRB] = {1, 0, 2},
    [PIXELS_GBR] = {1, 2, 0},     [PIXELS_BRG] = {2, 0, 1},     [PIXELS_BGR] = {2, 1, 0},
    [PIXELS_RGBW] = {0, 1, 2, 3}, [PIXELS_GRBW] = {1, 0, 2, 3},
};

void pixels_init(struct pixels *pixels, const struct board *board, uint8_t pin, uint16_t count,
                 enum pixels_order order, uint8_t *storage)
{
    COOP_ASSERT(count > 0 && count < 16384);
    *pixels = (struct pixels){.board = board,
                              .colors = storage,
                              .count = count,
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

static void show_if_auto(struct pixels *pixels)
{
    if (pixels->auto_write)
        pixels_show(pixels);
}

static void set_channels(struct pixels *pixels, uint16_t index, const uint8_t rgbw[4])
{
    COOP_ASSERT(index < pixels->count);
    uint8_t channels = pixels_channels(pixels);
    memcpy(pixels->colors + (size_t)index * channels, rgbw, channels);
}

/* Source: CircuitPython shared-module adafruit_pixelbuf: with a white channel, equal red, green
 * and blue become white. */
static void set_color(struct pixels *pixels, uint16_t index, uint32_t color)
{
    uint8_t rgbw[4] = {(uint8_t)(color >> 16), (uint8_t)(color >> 8), (uint8_t)color, 0};
    bool grey = rgbw[0] == rgbw[1] && rgbw[1] == rgbw[2];
    if (grey && pixels_channels(pixels) == 4) {
        rgbw[3] = rgbw[0];
        rgbw[0] = rgbw[1] = rgbw[2] = 0;
    }
    set_channels(pixels, index, rgbw);
}

void pixels_set(struct pixels *pixels, uint16_t index, uint32_t color)
{
    set_color(pixels, index, color);
    show_if_auto(pixels);
}

void pixels_set_rgbw(struct pixels *pixels, uint16_t index, uint8_t red, uint8_t green,
                     uint8_t blue, uint8_t white)
{
    set_channels(pixels, index, (const uint8_t[4]){red, green, blue, white});
    show_if_auto(pixels);
}

void pixels_fill(struct pixels *pixels, uint32_t color)
{
    for (uint16_t i = 0; i < pixels->count; i++)
        set_color(pixels, i, color);
    show_if_auto(pixels);
}

uint32_t pixels_get(const struct pixels *pixels, uint16_t index)
{
    COOP_ASSERT(index < pixels->count);
    uint8_t channels = pixels_channels(pixels);
    const uint8_t *rgbw = pixels->colors + (size_t)index * channels;
    uint32_t white = channels == 4 ? rgbw[3] : 0;
    return white << 24 | RGB(rgbw[0], rgbw[1], rgbw[2]);
}

void pixels_set_brightness(struct pixels *pixels, uint16_t brightness)
{
    COOP_ASSERT(brightness <= 256);
    if (brightness == pixels->brightness)
        return;
    pixels->brightness = brightness;
    show_if_auto(pixels);
}

void pixels_set_auto_write(struct pixels *pixels, bool auto_write)
{
    pixels->auto_write = auto_write;
}

uint32_t pixels_send(struct pixels *pixels)
{
    uint8_t channels = pixels_channels(pixels);
    const uint8_t *order = wire_orders[pixels->order];
    const uint8_t *from = pixels->colors;
    uint8_t *to = pixels->wire;
    uint16_t size = (uint16_t)(pixels->count * channels);

    pixels->board->settle(pixels->board->context, pixels);
    for (uint16_t i = 0; i < pixels->count; i++, from += channels)
        for (uint8_t channel = 0; channel < channels; channel++)
            *to++ = (uint8_t)(from[order[channel]] * pixels->brightness / 256u);
    return pixels->board->send(pixels->board->context, pixels, pixels->wire, size);
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
