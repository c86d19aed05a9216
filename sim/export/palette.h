/* palette.h - few colors in the place of many.                     SPDX-License-Identifier: MIT
 *
 * Integers only, so the same everywhere; no dithering, which would flicker from picture to picture.
 */
#ifndef EXPORT_PALETTE_H
#define EXPORT_PALETTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PALETTE_MAX 255 /* colors; one more is for what is transparent */

struct palette_color {
    uint32_t rgb; /* 0xRRGGBB */
    uint32_t count;
    uint8_t index; /* into `colors`, once they are chosen */
};

/* Zero-initialise; free. */
struct palette_table {
    uint32_t colors[PALETTE_MAX]; /* 0xRRGGBB */
    size_t count;
    struct palette_color *seen;
    size_t seen_count;
    size_t seen_capacity;
    uint32_t *places; /* hash table: index into `seen` plus 1, or 0 */
    size_t place_count;
};

/* Forget all. */
void palette_begin(struct palette_table *palette);
/* A pixel of that color. False when memory is out. */
bool palette_see(struct palette_table *palette, uint32_t rgb);
/* Choose `colors`: exactly those that were seen or, of more, the best for them. */
void palette_choose(struct palette_table *palette);
/* Of a color that was seen. */
uint8_t palette_index(const struct palette_table *palette, uint32_t rgb);
void palette_free(struct palette_table *palette);

#endif
