/* wire.h - what goes to pixels: order of bytes, time.              SPDX-License-Identifier: MIT */
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

#endif
