/* pixels_send.c - from colours as set to bytes on the wire.        SPDX-License-Identifier: MIT */
#include "internal.h"
#include "parts/pixels.h"

/* Which of red 0, green 1, blue 2, white 3 comes when on the wire. */
static const COOP_FLASH uint8_t wire_orders[][4] = {
    [PIXELS_RGB] = {0, 1, 2},     [PIXELS_RBG] = {0, 2, 1},     [PIXELS_GRB] = {1, 0, 2},
    [PIXELS_GBR] = {1, 2, 0},     [PIXELS_BRG] = {2, 0, 1},     [PIXELS_BGR] = {2, 1, 0},
    [PIXELS_RGBW] = {0, 1, 2, 3}, [PIXELS_GRBW] = {1, 0, 2, 3},
};

void pixels_set_gamma(struct pixels *pixels, bool gamma)
{
    pixels_whole(pixels)->gamma = gamma;
}

void pixels_set_dither(struct pixels *pixels, bool dithered)
{
    pixels_whole(pixels)->dithered = dithered;
}

void pixels_set_current_limit(struct pixels *pixels, uint16_t current_ma_max)
{
    pixels_whole(pixels)->current_ma_max = current_ma_max;
}

#define DARK_UA UINT32_C(1000)  /* a pixel */
#define FULL_UA UINT32_C(20000) /* a byte of 255 */

static uint32_t light_ua(const uint8_t *bytes, uint16_t size)
{
    uint32_t sum = 0;
    for (uint16_t i = 0; i < size; i++)
        sum += bytes[i];
    return (uint32_t)((uint64_t)sum * FULL_UA / 255u);
}

uint32_t pixels_current_ua(const uint8_t *bytes, uint16_t size, uint16_t count)
{
    return light_ua(bytes, size) + count * DARK_UA;
}

/* Scale down what is in `wire` so far that it stays within the limit. */
static void limit(struct pixels *pixels, uint16_t size)
{
    uint32_t dark_ua = pixels->count * DARK_UA;
    uint32_t most_ua = pixels->current_ma_max * UINT32_C(1000);
    uint32_t wanted_ua = light_ua(pixels->wire, size);
    uint32_t allowed_ua = most_ua > dark_ua ? most_ua - dark_ua : 0;
    if (wanted_ua <= allowed_ua)
        return;
    for (uint16_t i = 0; i < size; i++)
        pixels->wire[i] = (uint8_t)((uint64_t)pixels->wire[i] * allowed_ua / wanted_ua);
}

static uint8_t reversed(uint8_t bits)
{
    bits = (uint8_t)((bits & 0xF0u) >> 4 | (bits & 0x0Fu) << 4);
    bits = (uint8_t)((bits & 0xCCu) >> 2 | (bits & 0x33u) << 2);
    return (uint8_t)((bits & 0xAAu) >> 1 | (bits & 0x55u) << 1);
}

/* What is added before brightness cuts: bits reversed, so that steps up come evenly in time, and
 * shifted from byte to byte, so that not all come at once. */
static uint32_t threshold(const struct pixels *pixels, uint16_t byte)
{
    return pixels->dithered ? reversed((uint8_t)(pixels->dither_phase + byte * 89u)) : 0;
}

/* What most rings are: three channels, scaled by brightness and no more. */
static void encode_plain(struct pixels *pixels, uint16_t size)
{
    const COOP_FLASH uint8_t *order = wire_orders[pixels->order];
    const uint8_t first = order[0], second = order[1], third = order[2];
    const uint8_t *from = pixels->colors;
    const uint32_t brightness = pixels->brightness;
    uint8_t *to = pixels->wire;
    const uint8_t *end = to + size;
    do {
        to[0] = (uint8_t)(from[first] * brightness / 256u);
        to[1] = (uint8_t)(from[second] * brightness / 256u);
        to[2] = (uint8_t)(from[third] * brightness / 256u);
        to += 3;
        from += 3;
    } while (to != end);
}

static void encode(struct pixels *pixels, uint16_t size)
{
    uint8_t channels = pixels_channels(pixels);
    const COOP_FLASH uint8_t *order = wire_orders[pixels->order];
    const uint8_t *from = pixels->colors;
    if (channels == 3 && !pixels->gamma && !pixels->dithered) {
        encode_plain(pixels, size);
        return;
    }
    for (uint16_t i = 0; i < size; from += channels)
        for (uint8_t channel = 0; channel < channels; channel++, i++) {
            uint8_t color = from[order[channel]];
            if (pixels->gamma)
                color = color_gamma(color);
            pixels->wire[i] = (uint8_t)((color * pixels->brightness + threshold(pixels, i)) / 256u);
        }
}

uint32_t pixels_send(struct pixels *pixels)
{
    pixels = pixels_whole(pixels);
    uint16_t size = (uint16_t)(pixels->count * pixels_channels(pixels));
    pixels->board->settle(pixels->board->context, pixels);
    encode(pixels, size);
    pixels->dither_phase++;
    if (pixels->current_ma_max != 0)
        limit(pixels, size);
    return pixels->board->send(pixels->board->context, pixels, pixels->wire, size);
}
