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

/* What that is made of: a number that looks random, of another; never the same for two. Cheap. */
uint32_t wave_mix(uint32_t bits);

/* Smooth noise, 0 to 255. `x` and `y` have 8 bits of fraction: noise changes wholly from one whole
 * number to the next, and evenly in between. */
uint8_t wave_noise(uint32_t seed, uint32_t x, uint32_t y);

/* The same along a row, whose y stays: neighbours share most of what noise takes. All members are
 * private. */
struct wave_row {
    uint32_t start;
    uint32_t shift;
    uint32_t down;
    uint32_t column;
    uint32_t place; /* of chance, where the column ends */
    uint32_t left;  /* 256 times the noise where the column begins */
    uint32_t rise;  /* of noise to where it ends, which may be down */
};

void wave_row_begin(struct wave_row *row, uint32_t seed, uint32_t y);

/* 0 to 256 of 0 to 255, flat at both ends: 3 t^2 - 2 t^3. Private; so are the next two. */
static inline uint32_t wave_ease_(uint32_t part)
{
    return part * part * (384u - part) >> 15;
}

static inline uint32_t wave_between_(uint32_t from, uint32_t to, uint32_t part)
{
    return ((from << 8) + (to - from) * part) >> 8;
}

void wave_row_move_(struct wave_row *row, uint32_t column);

/* Any x, 0 to 255; least work from one to the next whole number. */
__attribute__((always_inline)) static inline uint32_t wave_row_at(struct wave_row *row, uint32_t x)
{
    if (x >> 8 != row->column)
        wave_row_move_(row, x >> 8);
    return (row->left + row->rise * wave_ease_(x & 255u)) >> 8;
}

#endif
