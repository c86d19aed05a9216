/* wire.c - what goes to pixels: order of bytes, time.              SPDX-License-Identifier: MIT */
#include "engine/wire.h"

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
    const uint8_t *place = places[order];
    for (size_t i = 0; i + channels <= size; i += channels) {
        light[i] = bytes[i + place[0]];
        light[i + 1] = bytes[i + place[1]];
        light[i + 2] = bytes[i + place[2]];
        if (channels == 4)
            light[i + 3] = bytes[i + place[3]];
    }
}

uint32_t wire_pixel_us(const struct board_cost *cost, uint8_t channels)
{
    return cost->px_us * channels / 3;
}
