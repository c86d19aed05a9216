/* wire.h - what goes to pixels: order of bytes, time, current.     SPDX-License-Identifier: MIT */
#ifndef ENGINE_WIRE_H
#define ENGINE_WIRE_H

#include <stddef.h>
#include <stdint.h>

#include "engine/board.h"
#include "parts/pixels.h"

/* Bytes of a pixel: 3, or 4 with white. */
uint8_t wire_channels(enum pixels_order order);

/* What `size` bytes on the wire show: red, green, blue (and white) of each pixel. */
void wire_light(uint8_t *light, const uint8_t *bytes, size_t size, enum pixels_order order);

/* How long a pixel of so many channels takes. */
uint32_t wire_pixel_us(const struct board_cost *cost, uint8_t channels);

/* An estimate of what pixels draw, in microamperes: 12 mA for each channel that is full, and 0.7 mA
 * for each pixel's chip. Measurements of WS2812B lie between 11 and 16 mA a channel.
 * Source: FastLED's power_mgt.cpp (16, 11 and 15 mA); TinyGo's playground (11 mA and 0.6 mA). */
uint32_t wire_current_ua(const uint8_t *light, size_t size, uint8_t channels);

#endif
