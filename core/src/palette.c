/* palette.c - colours that go together.                            SPDX-License-Identifier: MIT */
#include "parts/palette.h"

#include "internal.h"
#include "parts/board.h"
#include "parts/color.h"

#define PALETTE(name_)                                                                             \
    {                                                                                              \
        COOP_NAME_(#name_), name_, sizeof name_ / sizeof *name_                                    \
    }

/* Source: RAINBOW of Adafruit's LED_Animation: red, orange, yellow, green, blue, purple. */
static const COOP_FLASH uint32_t rainbow[] = {0xFF0000, 0xFF2800, 0xFF9600,
                                              0x00FF00, 0x0000FF, 0xB400FF};
static const COOP_FLASH uint32_t fire[] = {0x000000, 0x400000, 0xC01000,
                                           0xFF4000, 0xFF9010, 0xFFE060};
static const COOP_FLASH uint32_t ocean[] = {0x000A30, 0x0030A0, 0x0090C0, 0x20E0C0, 0x0050D0};
static const COOP_FLASH uint32_t forest[] = {0x003000, 0x108010, 0x60A000, 0x20C040, 0x004010};
static const COOP_FLASH uint32_t sunset[] = {0x200060, 0x900060, 0xFF2020, 0xFF7000, 0xFFC030};
static const COOP_FLASH uint32_t aurora[] = {0x001040, 0x00C060, 0x20FFA0, 0x6040FF, 0x3000A0};
static const COOP_FLASH uint32_t candy[] = {0xFF0060, 0xFF60C0, 0x40C0FF, 0xC0FF60};
static const COOP_FLASH uint32_t ice[] = {0x001030, 0x0060C0, 0x80D0FF, 0xFFFFFF};

const struct palette palettes[PALETTE_COUNT] = {
    PALETTE(rainbow), PALETTE(fire),   PALETTE(ocean), PALETTE(forest),
    PALETTE(sunset),  PALETTE(aurora), PALETTE(candy), PALETTE(ice),
};

const struct palette *palette_of(const struct board *board, int32_t index)
{
    if (index >= 0 && index < PALETTE_COUNT)
        return &palettes[index];
    COOP_ASSERT(index >= 0 && index - PALETTE_COUNT < board->palette_count);
    return &board->palettes[index - PALETTE_COUNT];
}

uint32_t palette_color(const struct palette *palette, uint32_t index)
{
    return palette->colors[index % palette->count];
}

uint32_t palette_at_(const struct palette *palette, uint32_t place)
{
    const COOP_FLASH uint32_t *colors = palette->colors;
    uint32_t index = place >> 16;
    uint32_t from = colors[index];
    uint32_t to = index + 1u < palette->count ? colors[index + 1u] : colors[0];
    return color_blend(from, to, place >> 8 & 255u);
}
