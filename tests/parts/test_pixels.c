/* test_pixels.c - colours, brightness, order on the wire.          SPDX-License-Identifier: MIT */
#include "parts/pixels.h"

#include "fake_board.h"
#include "parts/color.h"

static struct pixels ring;
static uint8_t storage[PIXELS_STORAGE(4, PIXELS_GRBW)];

static void set_up(void)
{
    set_up_loop();
    pixels_init(&ring, &board, 28, 4, PIXELS_GRB, storage);
}

TestSuite(pixels, .init = set_up);

Test(pixels, are_black_and_unsent_at_first)
{
    cr_assert(eq(int, outside.sends, 0));
    pixels_show(&ring);
    static const uint8_t black[12];
    cr_assert(eq(int, outside.sent_size, 12));
    cr_assert(eq(int, memcmp(outside.sent, black, sizeof black), 0));
}

Test(pixels, are_sent_in_wire_order)
{
    static const struct {
        enum pixels_order order;
        uint8_t bytes[4];
    } cases[] = {
        {PIXELS_RGB, {1, 2, 3}}, {PIXELS_RBG, {1, 3, 2}}, {PIXELS_GRB, {2, 1, 3}},
        {PIXELS_GBR, {2, 3, 1}}, {PIXELS_BRG, {3, 1, 2}}, {PIXELS_BGR, {3, 2, 1}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pixels_init(&ring, &board, 28, 1, cases[i].order, storage);
        pixels_set(&ring, 0, RGB(1, 2, 3));
        pixels_show(&ring);
        cr_assert(eq(int, memcmp(outside.sent, cases[i].bytes, 3), 0), "order %zu", i);
    }
}

Test(pixels, with_white_make_greys_of_white_alone)
{
    pixels_init(&ring, &board, 28, 4, PIXELS_GRBW, storage);
    pixels_set(&ring, 0, RGB(9, 9, 9));
    pixels_set(&ring, 1, RGB(1, 2, 3));
    pixels_set_rgbw(&ring, 2, 1, 1, 1, 5);
    pixels_show(&ring);
    static const uint8_t expected[16] = {0, 0, 0, 9, 2, 1, 3, 0, 1, 1, 1, 5};
    cr_assert(eq(int, outside.sent_size, 16));
    cr_assert(eq(int, memcmp(outside.sent, expected, sizeof expected), 0));
    cr_assert(eq(u32, pixels_get(&ring, 2), 0x05010101));
}

/* Source: CircuitPython's native pixelbuf, measured: what it sends of 255, 10 and 1. */
Test(pixels, have_the_brightness_of_the_device)
{
    static const struct {
        double brightness;
        uint8_t of_255, of_10, of_1;
    } cases[] = {{0.0, 0, 0, 0},     {0.1, 24, 0, 0},  {0.2, 50, 1, 0},   {0.25, 63, 2, 0},
                 {0.3, 75, 2, 0},    {0.5, 127, 5, 0}, {0.75, 191, 7, 0}, {0.9, 229, 8, 0},
                 {0.999, 254, 9, 0}, {1.0, 255, 10, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pixels_set_brightness(&ring, (uint16_t)(cases[i].brightness * 256));
        pixels_set(&ring, 0, RGB(255, 10, 1));
        pixels_show(&ring);
        cr_assert(eq(int, outside.sent[1], cases[i].of_255), "255 at %g", cases[i].brightness);
        cr_assert(eq(int, outside.sent[0], cases[i].of_10), "10 at %g", cases[i].brightness);
        cr_assert(eq(int, outside.sent[2], cases[i].of_1), "1 at %g", cases[i].brightness);
        cr_assert(eq(u32, pixels_get(&ring, 0), RGB(255, 10, 1)));
    }
}

Test(pixels, with_auto_write_are_sent_once_a_call)
{
    pixels_set_auto_write(&ring, true);
    cr_assert(eq(int, outside.sends, 0));
    pixels_set(&ring, 0, RGB(1, 1, 1));
    cr_assert(eq(int, outside.sends, 1));
    pixels_fill(&ring, RGB(2, 2, 2));
    cr_assert(eq(int, outside.sends, 2));
    pixels_set_brightness(&ring, 100);
    cr_assert(eq(int, outside.sends, 3));
    pixels_set_brightness(&ring, 100);
    cr_assert(eq(int, outside.sends, 3));
}

Test(pixels, show_holds_the_cpu_until_they_are_latched)
{
    outside.busy_us = 780;
    pixels_show(&ring);
    cr_assert(eq(u64, outside.delayed_us, 780));
}

async_def(shower, int *sends;)
{
    async_body {
        await(pixels_show_async(&ring));
        *self->sends = outside.sends;
    }
    return COOP_DONE;
}

Test(pixels, show_async_lets_others_run_until_they_are_latched)
{
    static struct shower_task task;
    static struct nap_task other;
    static int sends;
    outside.busy_us = 780;
    coop_spawn(&loop, &task, shower, .sends = &sends);
    coop_spawn(&loop, &other, nap, .name = "o", .ms = 0, .naps = 1);
    coop_run(&loop, &task.task);
    expect_journal("o0 ");
    cr_assert(eq(u64, outside.delayed_us, 0));
    cr_assert(eq(u64, fake.now_us, START_US + 780));
    cr_assert(eq(int, sends, 1));
}

Test(pixels, beyond_the_last_assert, .signal = 6)
{
    pixels_set(&ring, 4, 0);
}

/* ---- Colour wheel --------------------------------------------------------------------------- */

Test(colorwheel, equals_the_reference_in_all_256_places)
{
    uint32_t hash = 2166136261u; /* FNV-1a, 32 bits, over red, green, blue of each place */
    for (uint32_t position = 0; position < 256; position++)
        for (int shift = 16; shift >= 0; shift -= 8)
            hash = (hash ^ (colorwheel(position) >> shift & 255u)) * 16777619u;
    cr_assert(eq(u32, hash, 0x0D88A0E7));
}

Test(colorwheel, goes_round)
{
    cr_assert(eq(u32, colorwheel(0), 0xFF0000));
    cr_assert(eq(u32, colorwheel(85), 0x00FF00));
    cr_assert(eq(u32, colorwheel(170), 0x0000FF));
    cr_assert(eq(u32, colorwheel(255), 0xFF0000));
    cr_assert(eq(u32, colorwheel(256 + 42), colorwheel(42)));
}

/* ---- Light ----------------------------------------------------------------------------------- */

Test(pixels, with_gamma_are_sent_as_bright_as_they_look)
{
    pixels_set_gamma(&ring, true);
    pixels_fill(&ring, RGB(255, 128, 10));
    pixels_show(&ring);
    cr_assert(eq(u8, outside.sent[0], color_gamma(128)));
    cr_assert(eq(u8, outside.sent[1], 255));
    cr_assert(eq(u8, outside.sent[2], color_gamma(10)));
}

/* 10 * 51 / 256 is 1.99: 1 if it is cut, and 2 in almost every frame if it is dithered. */
Test(pixels, dithered_are_right_on_average)
{
    unsigned sums[12] = {0};
    pixels_set_brightness(&ring, PIXELS_BRIGHTNESS(20));
    pixels_set_dither(&ring, true);
    pixels_fill(&ring, RGB(10, 3, 255));
    for (int frame = 0; frame < 256; frame++) {
        pixels_show(&ring);
        for (int i = 0; i < 12; i++)
            sums[i] += outside.sent[i];
    }
    for (int i = 0; i < 12; i += 3) {
        cr_assert(eq(u32, sums[i], 3 * 51));
        cr_assert(eq(u32, sums[i + 1], 10 * 51));
        cr_assert(eq(u32, sums[i + 2], 255 * 51));
    }
}

Test(pixels, stay_within_their_limit_of_current)
{
    pixels_set_current_limit(&ring, 100);
    pixels_fill(&ring, RGB(255, 255, 255)); /* 4 * 61 mA */
    pixels_show(&ring);
    cr_assert(le(u32, pixels_current_ua(outside.sent, 12, 4), 100000));
    cr_assert(gt(u32, pixels_current_ua(outside.sent, 12, 4), 98000));
    pixels_fill(&ring, RGB(255, 0, 0)); /* 4 * 21 mA */
    pixels_show(&ring);
    cr_assert(eq(u8, outside.sent[1], 255));
    cr_assert(eq(u32, pixels_current_ua(outside.sent, 12, 4), 84000));
}

Test(pixels, go_dark_where_not_even_that_is_allowed)
{
    pixels_set_current_limit(&ring, 3);
    pixels_fill(&ring, RGB(255, 255, 255));
    pixels_show(&ring);
    static const uint8_t black[12];
    cr_assert(eq(int, memcmp(outside.sent, black, sizeof black), 0));
}

/* ---- Views ----------------------------------------------------------------------------------- */

static const uint16_t starts[] = {0, 1, 3, 3};
static const uint16_t places[] = {3, 0, 1};
static const struct pixel_map in_groups = {3, starts, places};
static struct pixels view;

Test(pixels, of_a_view_are_those_of_the_whole)
{
    pixels_view(&view, &ring, &in_groups);
    pixels_set(&view, 0, 0x000011);
    pixels_set(&view, 1, 0x000022);
    pixels_set(&view, 2, 0x000033); /* none at all */
    cr_assert(eq(u32, pixels_get(&ring, 3), 0x11));
    cr_assert(eq(u32, pixels_get(&ring, 0), 0x22));
    cr_assert(eq(u32, pixels_get(&ring, 1), 0x22));
    cr_assert(eq(u32, pixels_get(&ring, 2), 0));
    cr_assert(eq(u32, pixels_get(&view, 1), 0x22));
    cr_assert(eq(u32, pixels_get(&view, 2), 0));
    pixels_show(&view);
    cr_assert(eq(int, outside.sent_size, 12));
    cr_assert(eq(u8, outside.sent[11], 0x11));
}

Test(pixels, of_a_view_have_the_brightness_of_the_whole)
{
    pixels_view(&view, &ring, &in_groups);
    pixels_set_brightness(&view, 128);
    pixels_set_auto_write(&view, true);
    pixels_set(&view, 0, 0x0000FF);
    cr_assert(eq(int, outside.sends, 1));
    cr_assert(eq(u8, outside.sent[11], 127));
    pixels_set(&ring, 3, 0x000080);
    cr_assert(eq(int, outside.sends, 2));
}

Test(pixels, of_a_grid_are_where_the_wire_leads)
{
    static const struct {
        unsigned wiring;
        uint16_t places[6]; /* of 3 columns and 2 rows, row by row */
    } cases[] = {
        {0, {0, 1, 2, 3, 4, 5}},
        {GRID_ALTERNATING, {0, 1, 2, 5, 4, 3}},
        {GRID_COLUMNS, {0, 2, 4, 1, 3, 5}},
        {GRID_COLUMNS | GRID_ALTERNATING, {0, 3, 4, 1, 2, 5}},
        {GRID_MIRRORED, {2, 1, 0, 5, 4, 3}},
        {GRID_UPTURNED, {3, 4, 5, 0, 1, 2}},
        {GRID_UPTURNED | GRID_ALTERNATING, {5, 4, 3, 0, 1, 2}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (uint16_t pixel = 0; pixel < 6; pixel++)
            cr_assert(eq(u16,
                         pixels_grid_place(3, 2, cases[i].wiring, pixel % 3, (uint16_t)(pixel / 3)),
                         cases[i].places[pixel]),
                      "case %zu, pixel %u", i, pixel);
}
