/* ramp.h - what grows evenly from pixel to pixel.                  SPDX-License-Identifier: MIT
 *
 *     struct ramp hue = ramp_begin(256, pixels->count);
 *     for (uint16_t i = 0; i < pixels->count; i++)
 *         pixels_set(pixels, i, colorwheel(ramp_next(&hue)));
 *
 * i * total / count, cut, for i from 0 on, by one division instead of one for each pixel: small
 * processors have no instruction for it.
 */
#ifndef PARTS_RAMP_H
#define PARTS_RAMP_H

#include <stdint.h>

/* All members are private. */
struct ramp {
    uint32_t value;
    uint32_t rest; /* of the division, less count: so it is negative, and its sign tells of more */
    uint32_t step;
    uint32_t step_rest;
    uint32_t count;
};

/* `count` is 1 or more, and below 2^31. */
static inline struct ramp ramp_begin(uint32_t total, uint32_t count)
{
    uint32_t step = total / count;
    return (struct ramp){
        .rest = 0u - count, .step = step, .step_rest = total - step * count, .count = count};
}

static inline uint32_t ramp_next(struct ramp *ramp)
{
    uint32_t value = ramp->value;
    ramp->value += ramp->step;
    ramp->rest += ramp->step_rest;
    if (ramp->rest >> 31 == 0) {
        ramp->rest -= ramp->count;
        ramp->value++;
    }
    return value;
}

#endif
