/* wave.c - curves and chance for animations, in whole numbers.     SPDX-License-Identifier: MIT */
#include "parts/wave.h"

#include "internal.h"

#define ALWAYS_INLINE __attribute__((always_inline)) static inline

uint16_t wave_triangle(uint16_t phase)
{
    uint32_t up = phase < 0x8000u ? phase : 0xFFFFu - phase;
    return (uint16_t)(up * 2u + (up >> 14));
}

/* round((1 - cos(pi * i / 64)) / 2 * 65535): half a turn; the other half mirrors it. */
static const COOP_FLASH uint16_t sines[65] = {
    0,     39,    158,   355,   630,   982,   1411,  1915,  2494,  3146,  3869,  4662,  5522,
    6448,  7438,  8488,  9597,  10762, 11980, 13248, 14563, 15922, 17321, 18758, 20228, 21728,
    23256, 24806, 26375, 27960, 29556, 31160, 32767, 34375, 35979, 37575, 39160, 40729, 42279,
    43807, 45307, 46777, 48214, 49613, 50972, 52287, 53555, 54773, 55938, 57047, 58097, 59087,
    60013, 60873, 61666, 62389, 63041, 63620, 64124, 64553, 64905, 65180, 65377, 65496, 65535,
};

uint16_t wave_sine(uint16_t phase)
{
    uint32_t up = phase < 0x8000u ? phase : 0x10000u - phase;
    uint32_t index = up >> 9;
    uint32_t part = up & 511u;
    if (index == 64)
        return sines[64];
    return (uint16_t)(sines[index] + (((uint32_t)(sines[index + 1] - sines[index]) * part) >> 9));
}

/* Source: the finalizer of MurmurHash3, whose every output bit depends on every input bit. */
ALWAYS_INLINE uint32_t mix(uint32_t bits)
{
    bits ^= bits >> 16;
    bits *= 0x85EBCA6Bu;
    bits ^= bits >> 13;
    bits *= 0xC2B2AE35u;
    return bits ^ bits >> 16;
}

COOP_NOINLINE uint32_t wave_mix(uint32_t bits)
{
    return mix(bits);
}

#define SEED_STEP 0x9E3779B9u /* so that seed 0 is none of wave_mix()'s fixed points */

uint32_t wave_hash(uint32_t seed, uint32_t one, uint32_t other)
{
    return wave_mix(wave_mix(wave_mix(seed + SEED_STEP) + one) + other);
}

#define COLUMN_STEP  0xC2B2AE3Du /* so that no two columns meet */
#define ROWS_PER_MIX 4u          /* a byte for each */

/* Noise where a column begins, between the row's two ends; `place` is the hash's. */
ALWAYS_INLINE uint32_t noise_at(const struct wave_row *row, uint32_t place)
{
    uint32_t bytes = mix(place);
    uint32_t upper = bytes >> row->shift;
    uint32_t lower = row->shift < 24u ? upper >> 8 : wave_mix(place + 1u);
    return wave_between_(upper & 255u, lower & 255u, row->down);
}

#define NO_COLUMN 0x80000000u /* x has 24 bits of them */

void wave_row_begin(struct wave_row *row, uint32_t seed, uint32_t y)
{
    uint32_t number = y >> 8;
    row->start = wave_mix(seed + SEED_STEP) + number / ROWS_PER_MIX;
    row->shift = number % ROWS_PER_MIX * 8u;
    row->down = wave_ease_(y & 255u);
    row->column = NO_COLUMN;
    row->place = row->left = row->rise = 0;
}

/* Begin anew, as if the column before this one were known. */
static COOP_NOINLINE void jump(struct wave_row *row, uint32_t column)
{
    row->place = row->start + column * COLUMN_STEP;
    row->left = noise_at(row, row->place) << 8;
    row->rise = 0;
}

/* Most often to the next one, which so takes no call. */
void wave_row_move_(struct wave_row *row, uint32_t column)
{
    if (column != row->column + 1u)
        jump(row, column);
    uint32_t left = row->left + (row->rise << 8);
    row->column = column;
    row->place += COLUMN_STEP;
    row->left = left;
    row->rise = noise_at(row, row->place) - (left >> 8);
}

uint8_t wave_noise(uint32_t seed, uint32_t x, uint32_t y)
{
    struct wave_row row;
    wave_row_begin(&row, seed, y);
    return (uint8_t)wave_row_at(&row, x);
}
