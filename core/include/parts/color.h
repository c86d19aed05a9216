/* color.h - colours as programs write them: 0xRRGGBB, before brightness and colour order.
 *                                                                  SPDX-License-Identifier: MIT */
#ifndef PARTS_COLOR_H
#define PARTS_COLOR_H

#include <stdint.h>

/* Three channels, 0 to 255 each, as 0xRRGGBB. */
#define RGB(red, green, blue)                                                                      \
    (((uint32_t)(uint8_t)(red) << 16) | ((uint32_t)(uint8_t)(green) << 8) | (uint8_t)(blue))

/* The colour at `position` on a wheel that runs red, green, blue and back to red in 256 steps;
 * positions beyond 255 go round again. Source: CircuitPython shared-module rainbowio, whose
 * colorwheel(0..255) this equals byte for byte. */
uint32_t colorwheel(uint32_t position);

#endif
