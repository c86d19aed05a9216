/* internal.h - shared by the renderer's own files.                  SPDX-License-Identifier: MIT
 *
 * Linear light is Q15: RENDER_ONE is what an sRGB byte of 255 shows.
 */
#ifndef RENDER_INTERNAL_H
#define RENDER_INTERNAL_H

#include "render/render.h"

#define RENDER_ONE 32768

/* ---- encode.c ----------------------------------------------------------------------------- */

#define ENCODE_SIZE 4097

/* Linear light of an sRGB byte, Q15. */
uint16_t decode_byte(uint8_t byte);
/* Fill `table`: linear light >> 3 to sRGB byte. */
void encode_table(uint8_t table[ENCODE_SIZE]);

/* ---- geometry.c --------------------------------------------------------------------------- */

struct point {
    int32_t x_um;
    int32_t y_um;
};

/* A pixel's place on its part: its package's centre, and the direction of its upper edge. */
struct place {
    struct point at;
    int32_t cosine; /* Q15; 32768, 0 is upright */
    int32_t sine;
};

uint32_t square_root(uint64_t value);                  /* rounded down */
void direction(uint32_t turn, int32_t *x, int32_t *y); /* turn / 65536 of a circle, Q15 */
struct place pixel_place(const struct render_part *part, uint32_t index);
/* A point given in the place's own axes. */
struct point place_point(const struct place *place, int32_t x_um, int32_t y_um);
int32_t pitch_um(const struct render_part *part);
int32_t ring_diameter_um(const struct render_part *part);
int32_t grid_rows(const struct render_part *part);

static inline int32_t minimum(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

static inline int32_t maximum(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static inline int32_t clamp(int32_t value, int32_t low, int32_t high)
{
    return minimum(maximum(value, low), high);
}

static inline bool box_empty(const struct render_box *box)
{
    return box->left >= box->right || box->top >= box->bottom;
}

struct render_box box_union(struct render_box a, struct render_box b);
struct render_box box_intersection(struct render_box a, struct render_box b);
/* Pixels that a box in um touches, within the picture. */
struct render_box box_to_px(const struct render_view *view, struct render_box um);

/* ---- shapes.c: what is lit by the room ---------------------------------------------------- */

/* A picture in linear light, a plane for each channel, and where it may be painted. */
struct canvas {
    uint16_t *base;
    size_t plane; /* pixels of one channel */
    const struct render_view *view;
    struct render_box clip;
};

enum shape_kind { SHAPE_DISC, SHAPE_ANNULUS, SHAPE_BOX };

/* All lengths in um. */
struct shape {
    enum shape_kind kind;
    struct point at;
    int32_t radius; /* of a disc; the middle one of an annulus; of a box's corners */
    int32_t half;   /* half the annulus's width */
    int32_t half_width;
    int32_t half_height;
    int32_t cut;    /* what is off a box's lower right corner, along each edge */
    int32_t cosine; /* of a box's direction */
    int32_t sine;
};

struct brush {
    uint32_t color;       /* 0xRRGGBB as under full ambient light */
    uint32_t lower_color; /* at the shape's lower edge */
    int32_t feather_um;   /* width of its soft edge; 0 is sharp */
    int32_t opacity;      /* 0..256 */
};

struct shape shape_disc(struct point at, int32_t radius);
struct shape shape_annulus(struct point at, int32_t radius, int32_t half);
struct shape shape_box(const struct place *place, int32_t half_width, int32_t half_height,
                       int32_t radius);

void canvas_clear(const struct canvas *canvas, uint32_t color);
void canvas_paint(const struct canvas *canvas, const struct shape *shape,
                  const struct brush *brush);
/* The same in one color. */
void canvas_fill(const struct canvas *canvas, struct shape shape, uint32_t color);
/* A soft shadow of the shape, in black. */
void canvas_shadow(const struct canvas *canvas, struct shape shape, int32_t depth_um);

/* ---- bodies.c ----------------------------------------------------------------------------- */

void body_paint(const struct canvas *canvas, const struct render_part *part);
/* What it covers with its shadow, um. */
struct render_box body_reach(const struct render_part *part);

#define HALO_CELL_MAX 64 /* px */

/* ---- light.c ------------------------------------------------------------------------------ */

/* Light of one kind, sampled on a grid of 1 << shift pixels: a plane for each channel. */
struct field {
    uint32_t *sums;
    size_t plane; /* cells of one channel */
    int32_t width;
    int32_t height;
    int32_t shift;
    int32_t border; /* cells before the picture's first */
};

/* What a disc weighs at the square of a distance, Q14. */
typedef uint16_t (*weight_function)(int64_t r2, int32_t um_per_cell);

/* A disc of falling brightness, sampled at 4 x 4 places within a cell of its grid; at one place
 * where cells are so fine that nobody could tell. Weights of a phase are made when they are first
 * needed. */
struct kernel {
    uint16_t *weights; /* of each phase, size x size */
    bool made[16];
    int32_t size;   /* cells a side */
    int32_t phases; /* along each axis */
    weight_function weight;
    int32_t um_per_cell;
};

struct light {
    struct field core; /* what the camera sees of the source: one cell a pixel */
    struct field halo; /* what it scatters, coarse */
    struct kernel cup;
    struct kernel die;
    struct kernel wide;
    int32_t um_per_px;
};

/* Make fields and kernels fit `view`. False when memory is out. */
bool light_prepare(struct light *light, const struct render_view *view);
void light_free(struct light *light);
/* Code to light, exposed, Q15; beyond twice full it is white anyway. */
uint16_t light_of_code(uint32_t code, uint16_t exposure);

/* Replace what `before` shines with by what `after` does, the same part, at the place of `after`.
 * Costs as many pixels as differ. Returns where that can be seen, in px. */
struct render_box light_change(struct light *light, const struct render_view *view,
                               const struct render_part *before, const struct render_part *after);

/* ---- flat.c ------------------------------------------------------------------------------- */

/* A shape of a pixel: how much of each px around its centre it covers, 0 to 256. */
struct stencil {
    uint16_t *shares; /* `size` in a row, `size` rows */
    int32_t size;
};

bool stencil_prepare(struct stencil *stencil, const struct render_view *view);
void stencil_free(struct stencil *stencil);

/* The base alone, as a picture. */
void flat_ground(const struct canvas *canvas, const uint8_t *encode, uint32_t *pixels);
/* Draw the pixels of `after` that differ from `before`, or all of them. Returns where, in px. */
struct render_box flat_change(const struct canvas *canvas, const struct stencil *stencil,
                              const uint8_t *encode, uint32_t *pixels,
                              const struct render_part *before, const struct render_part *after,
                              bool all);

/* ---- compose.c ---------------------------------------------------------------------------- */

struct compose {
    const struct canvas *canvas;
    const struct light *light;
    const uint8_t *encode; /* encode_table() */
    uint32_t *mixed;       /* a row of each channel's halo cells */
    uint32_t *pixels;
};

void compose_box(const struct compose *compose, struct render_box box);

#endif
