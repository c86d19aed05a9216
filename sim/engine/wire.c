/* wire.c - what goes to pixels: order of bytes, time, current.     SPDX-License-Identifier: MIT */
#include "engine/wire.h"

#define CHANNEL_UA 12000u
#define CHIP_UA    700u

uint8_t wire_channels(enum pixels_order order)
{
    return order >= PIXELS_RGBW ? 4 : 3;
}

void wire_light(uint8_t *light, const uint8_t *bytes, size_t size, enum pixels_order order)
{
    /* Where red, green, blue and white of a pixel are on the wire. */
    static const uint8_t places[][4] = {
        [PIXELS_RGB] = {0, 1, 2},     [PIXELS_RBG] = {0, 2, 1},     [PIXELS_GRB] = {1, 0, 2},
        [PIXELS_GBR] = {2, 0, 1},     [PIXELS_BRG] = {1, 2, 0},     [PIXELS_BGR] = {2, 1, 0},
        [PIXELS_RGBW] = {0, 1, 2, 3}, [PIXELS_GRBW] = {1, 0, 2, 3},
    };
    uint8_t channels = wire_channels(order);
    for (size_t i = 0; i + channels <= size; i += channels)
        for (uint8_t channel = 0; channel < channels; channel++)
            light[i + channel] = bytes[i + places[order][channel]];
}

uint32_t wire_pixel_us(const struct board_cost *cost, uint8_t channels)
{
    return cost->px_us * channels / 3;
}

uint32_t wire_current_ua(const uint8_t *light, size_t size, uint8_t channels)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < size; i++)
        sum += light[i];
    return (uint32_t)(sum * CHANNEL_UA / 255 + size / channels * CHIP_UA);
}
