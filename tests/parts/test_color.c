/* test_color.c - arithmetic on colours, palettes, curves and noise. SPDX-License-Identifier: MIT */
#include "parts/color.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <math.h>

#include "parts/palette.h"
#include "parts/wave.h"

TestSuite(color);

Test(color, is_scaled_channel_by_channel_and_cut)
{
    cr_assert(eq(u32, color_scale(0xFF8040, 1, 1), 0xFF8040));
    cr_assert(eq(u32, color_scale(0xFF8040, 1, 2), 0x7F4020));
    cr_assert(eq(u32, color_scale(0xFF8040, 0, 7), 0));
    cr_assert(eq(u32, color_scale(0xFFFFFF, 16777215, 16777215), 0xFFFFFF));
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
    cr_assert(eq(u32, palette_color(PALETTE_RAINBOW, 0), 0xFF0000));
    cr_assert(eq(u32, palette_color(PALETTE_RAINBOW, 5), 0xB400FF));
    cr_assert(eq(u32, palette_color(PALETTE_RAINBOW, 6), 0xFF0000));
}

Test(palette, along_ends_with_its_last_color_and_around_with_its_first)
{
    for (int32_t i = 0; i < PALETTE_COUNT; i++) {
        const struct palette *palette = &palettes[i];
        cr_assert(eq(u32, palette_along(i, 0), palette->colors[0]));
        cr_assert(eq(u32, palette_along(i, 65535), palette->colors[palette->count - 1]));
        cr_assert(eq(u32, palette_around(i, 0), palette->colors[0]));
        cr_assert(le(int, farthest(palette_around(i, 65535), palette->colors[0]), 2));
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
