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
