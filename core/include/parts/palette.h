/* palette.h - colours that go together.                            SPDX-License-Identifier: MIT */
#ifndef PARTS_PALETTE_H
#define PARTS_PALETTE_H

#include <stdint.h>

#include "coop/task.h"

struct board;

struct palette {
    const char *name;
    const COOP_FLASH uint32_t *colors; /* 0xRRGGBB */
    uint8_t count;                     /* 2 or more */
};

#define PALETTE_COUNT   8
#define PALETTE_OWN_MAX 16 /* of a board's own */

/* Those that have a name everywhere. */
extern const struct palette palettes[PALETTE_COUNT];

#define PALETTE_RAINBOW 0 /* the first of them, and what programs have unless told otherwise */
#define PALETTE_FIRE    1

/* The palette that a setting means: one of palettes[], or with an index behind those one of the
 * board's own, which a scene has given. Beyond them asserts. */
const struct palette *palette_of(const struct board *board, int32_t index);

/* One of its colours; indexes beyond the last begin again. */
uint32_t palette_color(const struct palette *palette, uint32_t index);

/* Private: a whole number of colours and 16 bits of the way to the next. */
uint32_t palette_at_(const struct palette *palette, uint32_t place);

/* A colour between them: the first at 0, then on to the last and back to the first at 65536. */
static inline uint32_t palette_around(const struct palette *palette, uint16_t position)
{
    return palette_at_(palette, (uint32_t)position * palette->count);
}

/* The same from the first at 0 to the last at 65535, the most, which is the end itself, not the
 * last step before it. */
static inline uint32_t palette_along(const struct palette *palette, uint32_t position)
{
    return palette_at_(palette, (position + (position >> 15)) * (palette->count - 1u));
}

#endif
