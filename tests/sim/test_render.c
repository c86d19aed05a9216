/* test_render.c - the picture is exact, and light behaves like light.  SPDX-License-Identifier: MIT
 */
#include "parts/pixels.h"
#include "render/render.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define GROUND 0x0e1116u

/* FNV-1a 64 of the pixels as bytes, blue first. Looked at, then set. */
#define NEAR_HASH 0xacd727d979e613d1u
#define FAR_HASH  0x200df52c8a73ec46u
#define GRID_HASH 0x37187df3d075d453u

static struct render *render;

static void set_up(void)
{
    render = render_new();
    cr_assert_not_null(render);
}

static void tear_down(void)
{
    render_free(render);
}

TestSuite(render, .init = set_up, .fini = tear_down);

/* One pixel in the middle of a picture, 20 um a px, with no light but its own. */
static struct render_view close_view(void)
{
    return (struct render_view){.width = 201,
                                .height = 201,
                                .um_per_px = 20,
                                .left_um = -2010,
                                .top_um = -2010,
                                .background = GROUND,
                                .exposure = RENDER_EXPOSURE_NEUTRAL};
}

static struct render_part one_pixel(const uint8_t *light)
{
    return (struct render_part){.kind = RENDER_STRIP, .count = 1, .channels = 3, .light = light};
}

static uint32_t pixel_at(const struct render_picture *picture, int32_t x, int32_t y)
{
    return picture->pixels[(size_t)y * (size_t)picture->width + (size_t)x];
}

/* The red of the cup, on the side that lies away from the red die. */
static uint32_t red_of_code(uint8_t code)
{
    struct render_view view = close_view();
    struct render_part part = one_pixel((const uint8_t[]){code, 0, 0});
    const struct render_picture *picture = render_draw(render, &view, &part, 1);
    cr_assert_not_null(picture);
    return pixel_at(picture, 100 + 61, 100 + 61) >> 16 & 255;
}

static uint64_t hash(const struct render_picture *picture)
{
    uint64_t value = 0xcbf29ce484222325u;
    size_t count = (size_t)picture->width * (size_t)picture->height;
    for (size_t i = 0; i < count; i++)
        for (int shift = 0; shift < 32; shift += 8)
            value = (value ^ (picture->pixels[i] >> shift & 255)) * 0x100000001b3u;
    return value;
}

/* All kinds of parts, most of them lit. */
static const struct render_picture *draw_bench(struct render_view view, bool pressed)
{
    static uint8_t rainbow[48], white[24];
    for (unsigned i = 0; i < sizeof rainbow; i++)
        rainbow[i] = (uint8_t)(i * 37);
    for (unsigned i = 0; i < sizeof white; i++)
        white[i] = (uint8_t)(1u << i / 3);
    struct render_part parts[] = {
        {.kind = RENDER_RING, .x_um = -26000, .count = 16, .channels = 3, .light = rainbow},
        {.kind = RENDER_RING, .x_um = 26000, .count = 12, .channels = 4, .light = rainbow},
        {.kind = RENDER_STRIP,
         .y_um = 34000,
         .count = 8,
         .channels = 3,
         .light = white,
         .pitch_um = 9500},
        {.kind = RENDER_LED, .x_um = -6000, .y_um = -24000, .color = 0xff2010, .lit = true},
        {.kind = RENDER_LED, .x_um = 6000, .y_um = -24000, .color = 0x20ff20},
        {.kind = RENDER_BUTTON, .y_um = 17000, .pressed = pressed},
    };
    return render_draw(render, &view, parts, sizeof parts / sizeof *parts);
}

static struct render_view bench_view(int32_t width, int32_t height, int32_t um_per_px)
{
    return (struct render_view){.width = width,
                                .height = height,
                                .um_per_px = um_per_px,
                                .left_um = -width * um_per_px / 2,
                                .top_um = -height * um_per_px / 2,
                                .background = GROUND,
                                .exposure = RENDER_EXPOSURE_NEUTRAL,
                                .ambient = RENDER_AMBIENT_ROOM};
}

Test(render, a_picture_is_the_same_to_the_bit_with_every_compiler)
{
    uint64_t near = hash(draw_bench(bench_view(640, 480, 170), false));
    uint64_t far = hash(draw_bench(bench_view(321, 199, 611), true));
    cr_expect_eq(near, NEAR_HASH, "near: %016llx", (unsigned long long)near);
    cr_expect_eq(far, FAR_HASH, "far: %016llx", (unsigned long long)far);
}

Test(render, what_is_redrawn_in_part_equals_what_is_drawn_anew)
{
    struct render_view view = bench_view(640, 480, 170);
    uint64_t released = hash(draw_bench(view, false));
    uint64_t pressed = hash(draw_bench(view, true));
    cr_assert_neq(released, pressed);
    cr_assert_eq(hash(draw_bench(view, false)), released);
    tear_down();
    set_up();
    cr_assert_eq(hash(draw_bench(view, true)), pressed);
}

/* Two pixels on a strip, and an LED, somewhere. */
static const struct render_picture *draw_some(enum render_style style, int32_t x_um,
                                              const uint8_t *light)
{
    struct render_view view = bench_view(320, 200, 170);
    view.style = (uint8_t)style;
    struct render_part parts[] = {
        {.kind = RENDER_RING, .x_um = 4000, .count = 12, .channels = 3},
        {.kind = RENDER_STRIP, .x_um = x_um, .count = 2, .channels = 3, .light = light},
        {.kind = RENDER_LED, .y_um = 9000, .color = 0xff2010, .lit = light[0] > 9},
    };
    return render_draw(render, &view, parts, sizeof parts / sizeof *parts);
}

Test(render, in_every_style_what_moved_or_changed_equals_what_is_drawn_anew)
{
    static const uint8_t lights[2][6] = {{9, 8, 7, 255, 0, 30}, {90, 8, 7, 255, 0, 31}};
    static const int32_t places_um[] = {0, 0, 7000, -3300, 90000, 1700};
    for (int style = RENDER_PHOTO; style <= RENDER_RAW; style++)
        for (size_t i = 0; i < sizeof places_um / sizeof *places_um; i++) {
            uint64_t moved = hash(draw_some((enum render_style)style, places_um[i], lights[i & 1]));
            struct render *kept = render;
            set_up();
            uint64_t anew = hash(draw_some((enum render_style)style, places_um[i], lights[i & 1]));
            tear_down();
            render = kept;
            cr_assert_eq(moved, anew, "style %d, place %zu", style, i);
        }
}

Test(render, a_flat_pixel_is_its_light_and_a_raw_one_its_bytes)
{
    static const uint8_t light[6] = {10, 64, 128, 0, 0, 0};
    struct render_view view = bench_view(100, 100, 100);
    struct render_part part = {.kind = RENDER_STRIP, .count = 1, .channels = 3, .light = light};
    view.style = RENDER_FLAT;
    cr_assert_eq(pixel_at(render_draw(render, &view, &part, 1), 50, 50), 0xff3889bcu);
    view.style = RENDER_RAW;
    cr_assert_eq(pixel_at(render_draw(render, &view, &part, 1), 50, 50), 0xff0a4080u);
}

Test(render, a_pixel_is_found_by_its_place)
{
    struct render_part strip = {.kind = RENDER_STRIP, .count = 3, .pitch_um = 10000};
    uint32_t index = 9;
    cr_assert(render_pixel_hit(&strip, 10000, 0, &index));
    cr_assert_eq(index, 2);
    cr_assert_not(render_pixel_hit(&strip, 5000, 0, &index));
    struct render_part led = {.kind = RENDER_LED};
    cr_assert_not(render_pixel_hit(&led, 0, 0, &index));
}

Test(render, a_pixel_of_a_grid_is_where_its_wiring_leads)
{
    for (unsigned wiring = 0; wiring < 16; wiring++) {
        struct render_part grid = {
            .kind = RENDER_GRID, .count = 12, .columns = 4, .wiring = (uint8_t)wiring};
        for (uint16_t y = 0; y < 3; y++)
            for (uint16_t x = 0; x < 4; x++) {
                uint32_t index = 99;
                cr_assert(render_pixel_hit(&grid, x * 10000 - 15000, y * 10000 - 10000, &index));
                cr_assert_eq(index, pixels_grid_place(4, 3, wiring, x, y), "%u at %u, %u: %u",
                             wiring, x, y, (unsigned)index);
            }
        struct render_box box = render_bounds(&grid);
        cr_assert(box.left == -20000 && box.right == 20000 && box.bottom == 15000);
    }
}

Test(render, a_grid_is_the_same_to_the_bit_with_every_compiler)
{
    static uint8_t ramp[36];
    for (unsigned i = 0; i < sizeof ramp; i++)
        ramp[i] = (uint8_t)(i % 3 == i / 12 ? 20 * (i / 3) + 30 : 0);
    struct render_view view = bench_view(320, 240, 170);
    struct render_part grid = {.kind = RENDER_GRID,
                               .count = 12,
                               .channels = 3,
                               .light = ramp,
                               .columns = 4,
                               .wiring = GRID_ALTERNATING};
    uint64_t rows = hash(render_draw(render, &view, &grid, 1));
    cr_expect_eq(rows, GRID_HASH, "%016llx", (unsigned long long)rows);
    grid.wiring = GRID_COLUMNS;
    cr_assert_neq(hash(render_draw(render, &view, &grid, 1)), rows, "other wiring, same picture");
}

Test(render, nothing_is_said_to_have_changed_when_nothing_has)
{
    struct render_view view = bench_view(64, 64, 2000);
    (void)draw_bench(view, false);
    struct render_box changed = draw_bench(view, false)->changed;
    cr_assert(changed.left >= changed.right || changed.top >= changed.bottom);
}

Test(render, codes_are_linear_light_and_bytes_are_srgb)
{
    static const struct {
        uint8_t code;
        uint32_t byte;
    } known[] = {{1, 13}, {10, 56}, {31, 98}, {64, 137}, {128, 188}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        cr_expect_eq(red_of_code(known[i].code), known[i].byte, "code %d is byte %u, not %u",
                     known[i].code, (unsigned)red_of_code(known[i].code), (unsigned)known[i].byte);
}

Test(render, a_brighter_code_is_never_darker_and_soon_brighter)
{
    uint32_t before = red_of_code(0);
    cr_assert_eq(before, 0);
    for (unsigned code = 1; code < 256; code++) {
        uint32_t red = red_of_code((uint8_t)code);
        cr_assert_geq(red, before, "code %u", code);
        before = red;
    }
    cr_assert_geq(before, 250);
}

Test(render, never_lit_and_lit_in_black_look_the_same)
{
    struct render_view view = bench_view(300, 200, 40);
    static const uint8_t black[3];
    struct render_part part = one_pixel(NULL);
    uint64_t never = hash(render_draw(render, &view, &part, 1));
    part.light = black;
    cr_assert_eq(hash(render_draw(render, &view, &part, 1)), never);
}

Test(render, an_unlit_package_is_seen_and_the_room_makes_it_so)
{
    struct render_view view = bench_view(101, 101, 60);
    struct render_part part = one_pixel(NULL);
    uint32_t body = pixel_at(render_draw(render, &view, &part, 1), 50, 50 - 38);
    cr_assert_gt(body >> 16 & 255, 70);
    view.ambient = 0;
    body = pixel_at(render_draw(render, &view, &part, 1), 50, 50 - 38);
    cr_assert_eq(body, 0xff000000u);
}

/* Linear light of a byte, in 65535ths, to within the byte's own step. */
static double linear(uint32_t byte)
{
    uint32_t low = 0, high = 32768;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (render_encode(middle) < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low / 32768.0;
}

Test(render, light_of_two_neighbours_adds_up_in_linear_light)
{
    /* Halfway between two pixels, 7 mm apart, where each one's halo reaches. */
    struct render_view view = close_view();
    struct render_part pair = {.kind = RENDER_STRIP, .count = 2, .channels = 3, .pitch_um = 7000};
    uint32_t seen[3];
    static const uint8_t lights[3][6] = {
        {255, 255, 255, 0, 0, 0}, {0, 0, 0, 255, 255, 255}, {255, 255, 255, 255, 255, 255}};
    for (int i = 0; i < 3; i++) {
        pair.light = lights[i];
        seen[i] = pixel_at(render_draw(render, &view, &pair, 1), 100, 100) & 255;
    }
    cr_assert_gt(seen[0], 40);
    double sum = linear(seen[0]) + linear(seen[1]);
    cr_assert_float_eq(linear(seen[2]), sum, sum / 20, "%u and %u make %u", (unsigned)seen[0],
                       (unsigned)seen[1], (unsigned)seen[2]);
}

Test(render, white_is_added_to_all_three)
{
    struct render_view view = close_view();
    struct render_part four = one_pixel((const uint8_t[]){10, 0, 20, 30});
    four.channels = 4;
    uint64_t with_white = hash(render_draw(render, &view, &four, 1));
    struct render_part three = one_pixel((const uint8_t[]){40, 30, 50});
    cr_assert_eq(hash(render_draw(render, &view, &three, 1)), with_white);
}

Test(render, each_stop_of_exposure_doubles_the_light)
{
    struct render_view view = close_view();
    struct render_part part = one_pixel((const uint8_t[]){20, 40, 60});
    uint64_t exposed = hash(render_draw(render, &view, &part, 1));
    view.exposure = RENDER_EXPOSURE_NEUTRAL * 2;
    part.light = (const uint8_t[]){10, 20, 30};
    cr_assert_eq(hash(render_draw(render, &view, &part, 1)), exposed);
}

Test(render, beyond_white_the_core_loses_color_and_the_halo_keeps_it)
{
    struct render_view view = close_view();
    view.width = view.height = 601;
    view.left_um = view.top_um = -6010;
    struct render_part part = one_pixel((const uint8_t[]){0, 0, 255});
    const struct render_picture *picture = render_draw(render, &view, &part, 1);
    uint32_t core = pixel_at(picture, 300 + 30, 300 - 17); /* the blue die */
    uint32_t halo = pixel_at(picture, 300 + 240, 300);
    cr_assert_eq(core & 255, 255);
    cr_assert_gt(core >> 16 & 255, 100);
    cr_assert_gt(halo & 255, 30);
    cr_assert_eq(halo >> 16 & 255, 0);
}

Test(render, odd_sizes_and_places_stay_within_the_picture)
{
    static const int32_t sizes[][2] = {{1, 1}, {1, 700}, {700, 1}, {2, 3}, {17, 5}, {63, 65}};
    static const int32_t scales[] = {1, 25, 99, 350, 701, 5000, 100000};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (size_t j = 0; j < sizeof scales / sizeof *scales; j++) {
            struct render_view view = bench_view(sizes[i][0], sizes[i][1], scales[j]);
            cr_assert_not_null(draw_bench(view, true));
            view.left_um += 1000000;
            cr_assert_not_null(draw_bench(view, false));
            view.left_um -= 2000000;
            view.top_um -= 31000;
            cr_assert_not_null(draw_bench(view, true));
        }
}

Test(render, no_parts_are_a_picture_too)
{
    struct render_view view = bench_view(3, 2, 100);
    const struct render_picture *picture = render_draw(render, &view, NULL, 0);
    for (int i = 0; i < 6; i++)
        cr_assert_eq(picture->pixels[i], 0xff000000u | GROUND);
}

Test(render, rings_have_the_size_of_the_real_ones)
{
    struct render_part ring = {.kind = RENDER_RING, .count = 16};
    struct render_box box = render_bounds(&ring);
    cr_assert_eq(box.right - box.left, 44500);
    cr_assert_eq(render_inner_diameter_um(&ring), 31700);
    cr_assert_eq(render_ring_diameter_um(12), 30050);
    cr_assert_eq(render_ring_diameter_um(24), 58900);
    for (uint16_t count = 1; count < 400; count++)
        cr_assert_leq(render_ring_diameter_um(count), render_ring_diameter_um(count + 1) + 500);
    cr_assert_geq(render_ring_diameter_um(1), 5000);
}

Test(render, a_click_hits_the_body_and_not_beside_it)
{
    struct render_part button = {.kind = RENDER_BUTTON, .x_um = 1000, .y_um = -2000};
    cr_assert(render_hit(&button, 1000, -2000));
    cr_assert(render_hit(&button, 6900, 3900));
    cr_assert_not(render_hit(&button, 7100, -2000));
    cr_assert_not(render_hit(&button, 1000, 4100));
}
