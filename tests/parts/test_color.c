/* test_color.c - arithmetic on colours, palettes, curves and noise. SPDX-License-Identifier: MIT */
#include "parts/color.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <math.h>

#include "parts/board.h"
#include "parts/palette.h"
#include "parts/ramp.h"
#include "parts/wave.h"

TestSuite(color);

Test(color, is_scaled_channel_by_channel_and_cut)
{
    cr_assert(eq(u32, color_scale(0xFF8040, 1, 1), 0xFF8040));
    cr_assert(eq(u32, color_scale(0xFF8040, 1, 2), 0x7F4020));
    cr_assert(eq(u32, color_scale(0xFF8040, 0, 7), 0));
    cr_assert(eq(u32, color_scale(0xFFFFFF, 16777215, 16777215), 0xFFFFFF));
}

static uint32_t quotient_of(uint32_t channel, uint32_t numerator, uint32_t denominator)
{
    return (channel & 255u) * numerator / denominator;
}

Test(color, scale_is_each_channels_product_divided_and_cut)
{
    static const uint32_t denominators[] = {1, 3, 7, 100, 255, 25600, 65535, 3276700, 16777215};
    for (size_t i = 0; i < sizeof denominators / sizeof *denominators; i++) {
        uint32_t denominator = denominators[i];
        for (uint32_t numerator = 0; numerator <= denominator; numerator += 1 + denominator / 61)
            for (uint32_t color = 0; color < 256; color += 5) {
                uint32_t expected = quotient_of(color, numerator, denominator);
                cr_assert(eq(u32, color_scale(color * 0x010101u, numerator, denominator),
                             expected * 0x010101u));
            }
    }
}

Test(color, blend_is_that_of_each_channel)
{
    for (uint32_t amount = 0; amount <= 256; amount++)
        for (uint32_t from = 0; from < 256; from += 5) {
            uint32_t to = 255u - from / 2u;
            uint32_t mixed = (from * (256u - amount) + to * amount) >> 8;
            cr_assert(
                eq(u32, color_blend(from * 0x010101u, to * 0x010101u, amount), mixed * 0x010101u));
        }
}

Test(color, blends_from_one_to_the_other)
{
    cr_assert(eq(u32, color_blend(0x102030, 0xF0E0D0, 0), 0x102030));
    cr_assert(eq(u32, color_blend(0x102030, 0xF0E0D0, 256), 0xF0E0D0));
    cr_assert(eq(u32, color_blend(0x000000, 0xFF8000, 128), 0x7F4000));
}

Test(color, lightens_to_the_larger_of_each_channel)
{
    cr_assert(eq(u32, color_lighten(0x10F020, 0x800030), 0x80F030));
}

/* Source: the usual definition, in floating point. */
static uint32_t hsv(double hue, double saturation, double value)
{
    double sector = hue * 6.0;
    double channels[3];
    for (int i = 0; i < 3; i++) {
        double place = fmod(5.0 - 2.0 * i + sector, 6.0);
        double part = fmax(0.0, fmin(fmin(place, 4.0 - place), 1.0));
        channels[i] = value - value * saturation * part;
    }
    return RGB(lround(channels[0] * 255), lround(channels[1] * 255), lround(channels[2] * 255));
}

static int farthest(uint32_t one, uint32_t other)
{
    int most = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        int apart = abs((int)(one >> shift & 255u) - (int)(other >> shift & 255u));
        most = apart > most ? apart : most;
    }
    return most;
}

Test(color, of_hue_saturation_and_value_is_the_usual_one)
{
    for (uint32_t hue = 0; hue < 65536; hue += 97)
        for (uint32_t saturation = 0; saturation < 256; saturation += 51) {
            uint32_t seen = color_hsv((uint16_t)hue, (uint8_t)saturation, 200);
            uint32_t expected = hsv(hue / 65536.0, saturation / 255.0, 200 / 255.0);
            cr_assert(le(int, farthest(seen, expected), 2), "hue %u: %06x, not %06x", hue, seen,
                      expected);
        }
    cr_assert(eq(u32, color_hsv(0, 255, 255), 0xFF0000));
    cr_assert(eq(u32, color_hsv(12345, 0, 77), 0x4D4D4D));
}

Test(color, gamma_is_the_power_of_2_8)
{
    for (int value = 0; value < 256; value++)
        cr_assert(
            eq(u8, color_gamma((uint8_t)value), (uint8_t)lround(pow(value / 255.0, 2.8) * 255.0)));
}

/* ---- Palettes -------------------------------------------------------------------------------- */

Test(palette, begins_again_behind_its_last_color)
{
    const struct palette *rainbow = &palettes[PALETTE_RAINBOW];
    cr_assert(eq(u32, palette_color(rainbow, 0), 0xFF0000));
    cr_assert(eq(u32, palette_color(rainbow, 5), 0xB400FF));
    cr_assert(eq(u32, palette_color(rainbow, 6), 0xFF0000));
}

Test(palette, along_ends_with_its_last_color_and_around_with_its_first)
{
    for (int32_t i = 0; i < PALETTE_COUNT; i++) {
        const struct palette *palette = &palettes[i];
        cr_assert(eq(u32, palette_along(palette, 0), palette->colors[0]));
        cr_assert(eq(u32, palette_along(palette, 65535), palette->colors[palette->count - 1]));
        cr_assert(eq(u32, palette_around(palette, 0), palette->colors[0]));
        cr_assert(le(int, farthest(palette_around(palette, 65535), palette->colors[0]), 2));
    }
}

Test(palette, of_an_index_behind_the_named_ones_is_the_boards)
{
    static const COOP_FLASH uint32_t colors[] = {0x102030, 0x405060};
    static const struct palette own[] = {{"own", colors, 2}};
    const struct board board = {.palettes = own, .palette_count = 1};
    cr_assert(eq(ptr, (void *)palette_of(&board, PALETTE_COUNT), (void *)&own[0]));
    cr_assert(eq(ptr, (void *)palette_of(&board, PALETTE_FIRE), (void *)&palettes[PALETTE_FIRE]));
}

/* ---- Ramps ----------------------------------------------------------------------------------- */

Test(ramp, is_the_quotient_for_each_of_its_steps)
{
    static const uint32_t totals[] = {0, 1, 255, 256, 65536};
    for (size_t i = 0; i < sizeof totals / sizeof *totals; i++)
        for (uint32_t count = 1; count < 1100; count += 67) {
            struct ramp ramp = ramp_begin(totals[i], count);
            for (uint32_t step = 0; step < count; step++)
                cr_assert(eq(u32, ramp_next(&ramp), step * totals[i] / count));
        }
}

/* ---- Curves and chance ----------------------------------------------------------------------- */

Test(wave, triangle_is_straight_up_and_straight_down)
{
    for (uint32_t phase = 0; phase < 65536; phase += 7) {
        double turn = phase / 65536.0;
        double expected = 65535.0 * (turn < 0.5 ? 2 * turn : 2 - 2 * turn);
        cr_assert(lt(dbl, fabs(wave_triangle((uint16_t)phase) - expected), 4.0));
    }
    cr_assert(eq(u16, wave_triangle(0), 0));
    cr_assert(eq(u16, wave_triangle(0x7FFF), 65535));
    cr_assert(eq(u16, wave_triangle(0x8000), 65535));
    cr_assert(eq(u16, wave_triangle(0xFFFF), 0));
}

Test(wave, sine_is_within_a_thousandth)
{
    for (uint32_t phase = 0; phase < 65536; phase++) {
        double expected = (1.0 - cos(phase * 6.283185307179586 / 65536.0)) / 2.0 * 65535.0;
        cr_assert(lt(dbl, fabs(wave_sine((uint16_t)phase) - expected), 65.0), "at %u", phase);
    }
    cr_assert(eq(u16, wave_sine(0x8000), 65535));
}

Test(wave, hash_spreads_evenly_over_what_it_is_cut_into)
{
    unsigned hits[16] = {0};
    for (uint32_t i = 0; i < 16000; i++)
        hits[wave_hash(1, i, 0) % 16]++;
    for (int i = 0; i < 16; i++)
        cr_assert(lt(int, abs((int)hits[i] - 1000), 150));
}

Test(wave, noise_along_a_row_is_that_of_each_place)
{
    static const uint32_t steps[] = {1, 64, 200, 255, 256, 257, 700, 0xFFFFFF00u};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        struct wave_row row;
        wave_row_begin(&row, 5, 1234);
        uint32_t x = 0x7FFFFE00u;
        for (int count = 0; count < 300; count++, x += steps[i])
            cr_assert(eq(u8, wave_row_at(&row, x), wave_noise(5, x, 1234)));
    }
}

Test(wave, noise_is_smooth)
{
    unsigned least = 255, most = 0;
    for (uint32_t x = 0; x < 20000; x++) {
        int here = wave_noise(1, x, 77);
        int next = wave_noise(1, x + 1, 77);
        cr_assert(le(int, abs(here - next), 3));
        least = here < (int)least ? (unsigned)here : least;
        most = here > (int)most ? (unsigned)here : most;
    }
    cr_assert(lt(u32, least, 32));
    cr_assert(gt(u32, most, 223));
}
