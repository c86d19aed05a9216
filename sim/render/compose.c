/* compose.c - room light, sources and halo into one sRGB picture.    SPDX-License-Identifier: MIT
 *
 * Spans of a row go through plain loops, one for each thing that is added, over channels that lie
 * apart: compilers make four or eight pixels of a step of them.
 */
#include "render/internal.h"

/* The halo falls on things, which then show their own color, 16 times as bright as it hangs before
 * them as haze: products of Q15 and Q12 down by 8 bits. */
#define SPILL_SHIFT 8
#define SPAN        256 /* pixels that are composed at a time */

/* A step between two bytes in the dark is about 12 of RENDER_ONE: the halo's slope is spread over
 * it. */
static const uint8_t dither[4][4] = {{0, 6, 1, 7}, {9, 3, 10, 4}, {2, 8, 1, 7}, {11, 5, 9, 3}};

/* Two rows of a channel's coarse halo, mixed for this row of pixels: Q4 more than its sums. */
static void mix_rows(const struct field *halo, uint32_t *mixed, int32_t row)
{
    uint32_t cell = 1u << halo->shift;
    uint32_t at = (uint32_t)row * 2 + 1 + cell; /* in half pixels, from the first cell's centre */
    uint32_t upper = at / (2 * cell);
    uint32_t part = at % (2 * cell) * 256 / (2 * cell);
    for (size_t channel = 0; channel < 3; channel++, mixed += halo->width) {
        const uint32_t *above =
            halo->sums + channel * halo->plane + (size_t)upper * (size_t)halo->width;
        const uint32_t *below = above + halo->width;
        for (int32_t i = 0; i < halo->width; i++)
            mixed[i] = (above[i] * (256 - part) + below[i] * part) >> 4;
    }
}

/* Cells of the halo from `left` on, each to pixels: a line from the middle of one to the next. */
static inline void spread_cells(const uint32_t *left, int32_t count, int32_t cell, int32_t shift,
                                uint32_t *light)
{
    for (; count > 0; count--, left++, light += cell) {
        uint32_t step = left[1] - left[0]; /* wraps when it falls, and so does the sum */
        uint32_t sum = left[0] * (uint32_t)(2 * cell) + step;
        for (int32_t i = 0; i < cell; i++)
            light[i] = (sum + 2 * step * (uint32_t)i) >> shift;
    }
}

/* The halo of pixels [first, end) of a row, and of the cells that they are in. Returns where in
 * `light` the first stands. Common sizes of cells have loops of their own. */
static uint32_t *spread(const struct field *halo, const uint32_t *mixed, int32_t first, int32_t end,
                        uint32_t *light)
{
    int32_t shift = halo->shift;
    int32_t cell = 1 << shift;
    int32_t left = (first + cell / 2) >> shift;
    int32_t count = ((end - 1 + cell / 2) >> shift) - left + 1;
    if (cell == 1) { /* nothing lies between */
        for (int32_t i = 0; i < end - first; i++)
            light[i] = mixed[first + 1 + i] >> 4;
        return light;
    }
    if (cell == 4)
        spread_cells(mixed + left, count, 4, 7, light);
    else if (cell == 8)
        spread_cells(mixed + left, count, 8, 8, light);
    else
        spread_cells(mixed + left, count, cell, shift + 5, light);
    return light + (first + cell / 2 - (left << shift));
}

/* What the room shows, what shines itself, and the halo on and before it; `light` is the halo, and
 * then all of it. Returns below 0 if that is too much anywhere. */
static int32_t add_up(const uint16_t *restrict base, const uint32_t *restrict core, int32_t count,
                      const uint8_t *restrict noise, uint32_t *restrict light)
{
    int32_t room = 0;
    for (int32_t i = 0; i < count; i++) {
        int32_t halo = (int32_t)light[i];
        int32_t rough = minimum(halo + noise[i], RENDER_ONE);
        halo = rough & -(halo != 0); /* no branch, or it is one pixel a step again */
        uint32_t spill = (uint32_t)base[i] * (uint16_t)(halo >> 3) >> SPILL_SHIFT;
        light[i] = base[i] + core[i] + (uint32_t)halo + spill;
        room |= RENDER_ONE - (int32_t)light[i];
    }
    return room;
}

/* Over the range: hue first, then towards white by what was too much, as a camera does. */
static void compress(uint32_t *const rgb[3], int32_t at)
{
    uint32_t brightest = rgb[0][at] > rgb[1][at] ? rgb[0][at] : rgb[1][at];
    brightest = rgb[2][at] > brightest ? rgb[2][at] : brightest;
    if (brightest <= RENDER_ONE)
        return;
    uint32_t excess = brightest - RENDER_ONE;
    uint32_t white = excess / 4 > 24000 ? 24000 : excess / 4;
    for (int i = 0; i < 3; i++) {
        uint32_t hue = (uint32_t)((uint64_t)rgb[i][at] * RENDER_ONE / brightest);
        rgb[i][at] = hue + ((RENDER_ONE - hue) * white >> 15);
    }
}

static void encode_span(const uint8_t *encode, uint32_t *const rgb[3], int32_t count,
                        uint32_t *pixels)
{
    for (int32_t i = 0; i < count; i++)
        pixels[i] = 0xff000000u | (uint32_t)encode[(rgb[0][i] + 4) >> 3] << 16 |
                    (uint32_t)encode[(rgb[1][i] + 4) >> 3] << 8 | encode[(rgb[2][i] + 4) >> 3];
}

/* Pixels [first, end) of a row, SPAN at most. */
static void compose_span(const struct compose *compose, int32_t row, int32_t first, int32_t end)
{
    const struct canvas *canvas = compose->canvas;
    const struct field *core = &compose->light->core;
    const struct field *halo = &compose->light->halo;
    uint8_t noise[SPAN];
    uint32_t room_for[3][SPAN + 2 * HALO_CELL_MAX];
    uint32_t *rgb[3];
    int32_t room = 0;
    size_t at = (size_t)row * (size_t)canvas->view->width + (size_t)first;
    size_t core_at = (size_t)row * (size_t)core->width + (size_t)first;
    for (int32_t i = 0; i < SPAN; i++)
        noise[i] = dither[row & 3][(first + i) & 3];
    for (size_t i = 0; i < 3; i++) {
        rgb[i] = spread(halo, compose->mixed + i * (size_t)halo->width, first, end, room_for[i]);
        room |= add_up(canvas->base + i * canvas->plane + at,
                       core->sums + i * core->plane + core_at, end - first, noise, rgb[i]);
    }
    for (int32_t i = 0; room < 0 && i < end - first; i++)
        compress(rgb, i);
    encode_span(compose->encode, rgb, end - first, compose->pixels + at);
}

void compose_box(const struct compose *compose, struct render_box box)
{
    for (int32_t row = box.top; row < box.bottom; row++) {
        mix_rows(&compose->light->halo, compose->mixed, row);
        for (int32_t first = box.left; first < box.right; first += SPAN)
            compose_span(compose, row, first, minimum(first + SPAN, box.right));
    }
}
