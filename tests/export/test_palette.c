/* test_palette.c - few colors in the place of many.                SPDX-License-Identifier: MIT */
#include "export/palette.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>

static struct palette_table palette;

static void tear_down(void)
{
    palette_free(&palette);
}

TestSuite(palette, .fini = tear_down);

Test(palette, is_exact_for_as_many_colors_as_it_has)
{
    for (int round = 0; round < 2; round++) {
        palette_begin(&palette);
        for (uint32_t i = 0; i < 10 * PALETTE_MAX; i++)
            cr_assert(palette_see(&palette, i % PALETTE_MAX * 0x010305u & 0xFFFFFF));
        palette_choose(&palette);
        cr_assert(eq(sz, palette.count, PALETTE_MAX));
        for (uint32_t i = 0; i < PALETTE_MAX; i++) {
            uint32_t rgb = i * 0x010305u & 0xFFFFFF;
            cr_assert(eq(u32, palette.colors[palette_index(&palette, rgb)], rgb));
        }
    }
}

Test(palette, of_many_colors_has_one_near_each)
{
    palette_begin(&palette);
    srand(1);
    for (int i = 0; i < 50000; i++) /* a plane of greens and blues */
        cr_assert(palette_see(&palette, (uint32_t)rand() & 0xFFFF));
    palette_choose(&palette);
    cr_assert(eq(sz, palette.count, PALETTE_MAX));
    for (size_t i = 0; i < palette.seen_count; i++) {
        uint32_t rgb = palette.seen[i].rgb;
        uint32_t near = palette.colors[palette_index(&palette, rgb)];
        cr_assert(lt(int, abs((int)(rgb >> 8 & 255) - (int)(near >> 8 & 255)), 24));
        cr_assert(lt(int, abs((int)(rgb & 255) - (int)(near & 255)), 24));
        cr_assert(eq(u32, near >> 16, 0));
    }
}

Test(palette, of_nothing_has_no_color)
{
    palette_begin(&palette);
    palette_choose(&palette);
    cr_assert(eq(sz, palette.count, 0));
}
