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

/* Each channel times numerator / denominator, cut [LED_Animation's calculate_intensity]. The
 * numerator is 0 to denominator, that 1 to 16,777,215. */
uint32_t color_scale(uint32_t color, uint32_t numerator, uint32_t denominator);

/* From `from` (0) to `to` (256), channel by channel, cut. `amount` is 0 to 256. */
static inline uint32_t color_blend(uint32_t from, uint32_t to, uint32_t amount)
{
    /* red and blue at once: between them is room for the product of a byte and 256 */
    const uint32_t red_blue = 0xFF00FFu, green = 0x00FF00u;
    uint32_t two = from & red_blue, one = from & green;
    two = ((two << 8) + ((to & red_blue) - two) * amount) >> 8 & red_blue;
    one = ((one << 8) + ((to & green) - one) * amount) >> 8 & green;
    return two | one;
}

/* The larger of the two, channel by channel: lights that overlap without growing white. */
uint32_t color_lighten(uint32_t one, uint32_t other);

/* Hue 0 to 65535 (red, green at a third, blue at two), saturation and value 0 to 255. */
uint32_t color_hsv(uint16_t hue, uint8_t saturation, uint8_t value);

/* What a byte must be sent as to look as bright as its number says, by a gamma of 2.8.
 * Source: round((v / 255)^2.8 * 255), the table that Adafruit's guides give for NeoPixels. */
uint8_t color_gamma(uint8_t value);

#endif
