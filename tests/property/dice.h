/* dice.h - numbers that look random and come from a seed.          SPDX-License-Identifier: MIT */
#ifndef DICE_H
#define DICE_H

#include <stdint.h>

struct dice {
    uint64_t state;
};

/* Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014. */
static inline uint64_t dice_next(struct dice *dice)
{
    uint64_t z = dice->state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static inline struct dice dice_of(uint64_t seed)
{
    return (struct dice){seed};
}

/* 0 to limit - 1; `limit` is at least 1, and small. */
static inline uint32_t dice_below(struct dice *dice, uint64_t limit)
{
    return (uint32_t)((dice_next(dice) >> 32) * limit >> 32);
}

#endif
