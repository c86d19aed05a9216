/* wave.c - curves and chance for animations, in whole numbers.     SPDX-License-Identifier: MIT */
#include "parts/wave.h"

#include "coop/task.h"

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
static uint32_t mix(uint32_t bits)
{
    bits ^= bits >> 16;
    bits *= 0x85EBCA6Bu;
    bits ^= bits >> 13;
    bits *= 0xC2B2AE35u;
    return bits ^ bits >> 16;
}

#define SEED_STEP 0x9E3779B9u /* so that seed 0 is none of mix()'s fixed points */

uint32_t wave_hash(uint32_t seed, uint32_t one, uint32_t other)
{
    return mix(mix(mix(seed + SEED_STEP) + one) + other);
}

/* 0 to 256 of 0 to 255, flat at both ends: 3 t^2 - 2 t^3. */
static uint32_t ease(uint32_t part)
{
    return part * part * (768u - 2u * part) >> 16;
}

static uint32_t between(uint32_t from, uint32_t to, uint32_t part)
{
    return (from * (256u - part) + to * part) >> 8;
}

/* wave_hash() in steps, of which the corners of a cell share the first two. */
static uint32_t corner(uint32_t column, uint32_t row)
{
    return mix(column + row) >> 24;
}

uint8_t wave_noise(uint32_t seed, uint32_t x, uint32_t y)
{
    uint32_t start = mix(seed + SEED_STEP) + (x >> 8);
    uint32_t columns[2] = {mix(start), mix(start + 1)};
    uint32_t row = y >> 8;
    uint32_t right = ease(x & 255u);
    uint32_t upper = between(corner(columns[0], row), corner(columns[1], row), right);
    uint32_t lower = between(corner(columns[0], row + 1), corner(columns[1], row + 1), right);
    return (uint8_t)between(upper, lower, ease(y & 255u));
}
