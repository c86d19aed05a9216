/* wave.h - curves and chance for animations, in whole numbers.     SPDX-License-Identifier: MIT
 *
 * A phase is 0 to 65535, a whole turn, and wraps as its type does. Everything here is a function of
 * its arguments alone: the same on every machine, and nothing has to be kept from frame to frame.
 */
#ifndef PARTS_WAVE_H
#define PARTS_WAVE_H

#include <stdint.h>

/* 0 at phase 0, 65535 half a turn later, straight up and down. */
uint16_t wave_triangle(uint16_t phase);

/* 0 at phase 0, 65535 half a turn later, by (1 - cos) / 2; within 0.1 % of it. */
uint16_t wave_sine(uint16_t phase);

/* A number that looks random, of two others and a seed. Never the same row for two seeds. */
uint32_t wave_hash(uint32_t seed, uint32_t one, uint32_t other);

/* Smooth noise, 0 to 255. `x` and `y` have 8 bits of fraction: noise changes wholly from one whole
 * number to the next, and evenly in between. */
uint8_t wave_noise(uint32_t seed, uint32_t x, uint32_t y);

#endif
