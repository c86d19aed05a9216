/* color.c - the colour wheel.                                      SPDX-License-Identifier: MIT */
#include "parts/color.h"

#define THIRD 85u

/* Each third of the wheel fades one channel into the next. */
uint32_t colorwheel(uint32_t position)
{
    position &= 255u;
    uint32_t third = position / THIRD;
    uint32_t rising = position % THIRD * 3u;
    if (position == 255u) { /* three thirds make 255 steps; the last one closes the circle */
        third = 2;
        rising = 255u;
    }
    uint32_t falling = 255u - rising;
    switch (third) {
    case 0:
        return RGB(falling, rising, 0);
    case 1:
        return RGB(0, falling, rising);
    default:
        return RGB(rising, 0, falling);
    }
}
