/* compose.c - room light, sources and halo into one sRGB picture.    SPDX-License-Identifier: MIT
 */
#include "render/internal.h"

/* The halo falls on things, which then show their own color, 16 times as bright as it hangs before
 * them as haze: products of Q15 and Q12 down by 8 bits. */
#define SPILL_SHIFT 8

/* A step between two bytes in the dark is about 12 of RENDER_ONE: the halo's slope is spread over
 * it. */
static const uint8_t dither[4][4] = {{0, 6, 1, 7}, {9, 3, 10, 4}, {2, 8, 1, 7}, {11, 5, 9, 3}};

/* Two rows of the coarse halo, mixed for this row of pixels: Q4 more than its sums. */
static void mix_rows(const struct field *halo, uint32_t *mixed, int32_t row)
{
    uint32_t cell = 1u << halo->shift;
    uint32_t at = (uint32_t)row * 2 + 1 + cell; /* in half pixels, from the first cell's centre */
    uint32_t upper = at / (2 * cell);
    uint32_t part = at % (2 * cell) * 256 / (2 * cell);
    const uint32_t *above = halo->sums + (size_t)upper * (size_t)halo->width * 3;
    const uint32_t *below = above + (size_t)halo->width * 3;
    for (int32_t i = 0; i < halo->width * 3; i++)
        mixed[i] = (above[i] * (256 - part) + below[i] * part) >> 4;
}

/* Over the range: hue first, then towards white by what was too much, as a camera does. */
static void compress(uint32_t rgb[3], uint32_t brightest)
{
    uint32_t excess = brightest - RENDER_ONE;
    uint32_t white = excess / 4 > 24000 ? 24000 : excess / 4;
    for (int i = 0; i < 3; i++) {
        uint32_t hue = (uint32_t)((uint64_t)rgb[i] * RENDER_ONE / brightest);
        rgb[i] = hue + ((RENDER_ONE - hue) * white >> 15);
    }
}

static inline uint32_t encoded(const uint8_t *encode, uint32_t rgb[3])
{
    uint32_t brightest = rgb[0] > rgb[1] ? rgb[0] : rgb[1];
    brightest = rgb[2] > brightest ? rgb[2] : brightest;
    if (brightest > RENDER_ONE)
        compress(rgb, brightest);
    return 0xff000000u | (uint32_t)encode[(rgb[0] + 4) >> 3] << 16 |
           (uint32_t)encode[(rgb[1] + 4) >> 3] << 8 | encode[(rgb[2] + 4) >> 3];
}

/* One pixel's light: what the room shows, what shines itself, and the halo on and before it. */
static inline uint32_t lit(uint32_t base, uint32_t core, uint32_t halo, uint32_t noise)
{
    if (!halo)
        return base + core;
    halo = halo > RENDER_ONE - 16 ? RENDER_ONE : halo + noise;
    return base + core + halo + (base * (halo >> 3) >> SPILL_SHIFT);
}

/* Pixels [first, end) of a row, which lie between the same two columns of the halo. */
static void compose_span(const struct compose *compose, int32_t row, int32_t first, int32_t end)
{
    const struct light *light = compose->light;
    size_t at = (size_t)row * (size_t)compose->canvas->view->width + (size_t)first;
    const uint16_t *base = compose->canvas->base + 3 * at;
    const uint32_t *core =
        light->core.sums + 3 * ((size_t)row * (size_t)light->core.width + (size_t)first);
    uint32_t cell = 1u << light->halo.shift;
    uint32_t position = (uint32_t)first * 2 + 1 + cell;
    const uint32_t *left = compose->mixed + 3 * (position >> (light->halo.shift + 1));
    uint32_t part = position & (2 * cell - 1);
    uint32_t sum[3];
    uint32_t step[3];
    for (int i = 0; i < 3; i++) {
        sum[i] = left[i] * (2 * cell - part) + left[i + 3] * part;
        step[i] = 2 * (left[i + 3] - left[i]); /* wraps when it falls, and so does the sum */
    }
    for (int32_t column = first; column < end; column++, base += 3, core += 3) {
        uint32_t rgb[3];
        uint32_t noise = dither[row & 3][column & 3];
        for (int i = 0; i < 3; i++) {
            rgb[i] = lit(base[i], core[i], sum[i] >> (light->halo.shift + 5), noise);
            sum[i] += step[i];
        }
        compose->pixels[at++] = encoded(compose->encode, rgb);
    }
}

void compose_box(const struct compose *compose, struct render_box box)
{
    int32_t cell = 1 << compose->light->halo.shift;
    for (int32_t row = box.top; row < box.bottom; row++) {
        mix_rows(&compose->light->halo, compose->mixed, row);
        for (int32_t first = box.left; first < box.right;) {
            /* Columns change their pair of cells half a cell after each cell's edge. */
            int32_t end = cell == 1 ? first + 1 : (first + cell / 2) / cell * cell + cell / 2;
            end = minimum(end, box.right);
            compose_span(compose, row, first, end);
            first = end;
        }
    }
}
