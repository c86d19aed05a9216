/* palette.h - colours that go together.                            SPDX-License-Identifier: MIT */
#ifndef PARTS_PALETTE_H
#define PARTS_PALETTE_H

#include <stdint.h>

#include "coop/task.h"

struct palette {
    const char *name;
    const COOP_FLASH uint32_t *colors; /* 0xRRGGBB */
    uint8_t count;                     /* 2 or more */
};

#define PALETTE_COUNT 8

/* All of them; settings keep the index. */
extern const struct palette palettes[PALETTE_COUNT];

#define PALETTE_RAINBOW 0 /* the first of them, and what programs have unless told otherwise */
#define PALETTE_FIRE    1

/* One of its colours; indexes beyond the last begin again. */
uint32_t palette_color(int32_t palette, uint32_t index);

/* A colour between them: the first at 0, then on to the last and back to the first at 65536. */
uint32_t palette_around(int32_t palette, uint16_t position);

/* The same from the first at 0 to the last at 65535. */
uint32_t palette_along(int32_t palette, uint16_t position);

#endif
