/* test_layout.c - parts find places of their own, however many there are.
 *                                                                  SPDX-License-Identifier: MIT */
#include "bench/layout.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static const struct render_box stage = {0, 0, 800, 420}; /* px */
static struct scene_part sources[SCENE_PARTS_MAX];
static struct render_part parts[SCENE_PARTS_MAX];
static struct label_size labels[SCENE_PARTS_MAX];

/* `count` LEDs with labels of 70 x 26 px, laid out. */
static struct render_view lay_out(size_t count)
{
    struct scene scene = {.parts = sources, .part_count = count};
    struct render_view view = {.width = stage.right, .height = stage.bottom};
    for (size_t i = 0; i < count; i++) {
        sources[i] = (struct scene_part){.type = PART_LED};
        labels[i] = (struct label_size){70, 26};
    }
    layout_parts(&scene, parts, &stage, labels);
    layout_fit(&view, parts, count, &stage, labels, LAYOUT_SCALE_ONE);
    return view;
}

/* What a part and the label below it take, in px. */
static struct render_box taken(const struct render_view *view, size_t part)
{
    struct render_box box = render_bounds(&parts[part]);
    int32_t middle = (parts[part].x_um - view->left_um) / view->um_per_px;
    int32_t bottom = (box.bottom - view->top_um) / view->um_per_px;
    return (struct render_box){middle - labels[part].width / 2,
                               (box.top - view->top_um) / view->um_per_px,
                               middle + labels[part].width / 2, bottom + labels[part].height};
}

static void assert_apart(const struct render_view *view, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct render_box a = taken(view, i);
        cr_assert(a.left >= 0 && a.right <= stage.right && a.top >= 0 && a.bottom <= stage.bottom,
                  "%zu of %zu: %d to %d, %d to %d", i, count, a.left, a.right, a.top, a.bottom);
        for (size_t j = 0; j < i; j++) {
            struct render_box b = taken(view, j);
            cr_assert(a.left >= b.right || b.left >= a.right || a.top >= b.bottom ||
                          b.top >= a.bottom,
                      "%zu and %zu of %zu cover each other", i, j, count);
        }
    }
}

Test(layout, nothing_has_a_view_of_its_own)
{
    struct render_view view = lay_out(0);
    cr_assert_gt(view.um_per_px, 0);
}

Test(layout, one_part_is_in_the_middle)
{
    struct render_view view = lay_out(1);
    struct render_box box = taken(&view, 0);
    assert_apart(&view, 1);
    cr_assert_leq(abs(box.left + box.right - stage.right), 4);
    cr_assert_leq(abs(box.top + box.bottom - stage.bottom), 4);
}

Test(layout, any_number_of_parts_and_labels_lie_apart)
{
    static const size_t counts[] = {2, 3, 7, 29, SCENE_PARTS_MAX};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        struct render_view view = lay_out(counts[i]);
        assert_apart(&view, counts[i]);
    }
}

Test(layout, is_thrice_as_large_at_4k)
{
    cr_assert_eq(layout_scale(1280, 720, LAYOUT_SCALE_ONE), LAYOUT_SCALE_ONE);
    cr_assert_eq(layout_scale(3840, 2160, LAYOUT_SCALE_ONE), 3 * LAYOUT_SCALE_ONE);
    cr_assert_eq(layout_scale(2560, 1440, LAYOUT_SCALE_ONE), 2 * LAYOUT_SCALE_ONE);
    cr_assert_geq(layout_scale(1, 1, LAYOUT_SCALE_ONE), LAYOUT_SCALE_ONE * 3 / 4);
}

Test(layout, grids_stand_beside_rings)
{
    struct scene scene = {.parts = sources, .part_count = 2};
    sources[0] = (struct scene_part){.type = PART_NEOPIXEL, .pixels = 16};
    sources[1] = (struct scene_part){
        .type = PART_NEOPIXEL, .pixels = 64, .shape = SHAPE_GRID, .width = 8, .wiring = 2};
    labels[0] = labels[1] = (struct label_size){70, 26};
    layout_parts(&scene, parts, &stage, labels);
    cr_assert_eq(parts[1].kind, RENDER_GRID);
    cr_assert_eq(parts[1].columns, 8);
    cr_assert_eq(parts[1].wiring, 2);
    cr_assert_gt(render_bounds(&parts[1]).left, render_bounds(&parts[0]).right);
}
