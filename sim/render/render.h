/* render.h - what lights and buttons look like, as a picture.       SPDX-License-Identifier: MIT
 *
 *     struct render *render = render_new();
 *     struct render_part ring = {.kind = RENDER_RING, .count = 16, .channels = 3, .light = rgb};
 *     struct render_view view = {.width = 640, .height = 480, .um_per_px = 100, …};
 *     const struct render_picture *picture = render_draw(render, &view, &ring, 1);
 *
 * Light is added in linear integers and encoded as sRGB once, at the end, so that the picture is
 * the same to the bit on every machine. Lengths are micrometres of the real thing; x grows to the
 * right, y downwards. Nothing here knows of windows, files or time.
 */
#ifndef RENDER_H
#define RENDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum render_kind {
    RENDER_RING,  /* 5050 pixels on a circle, the first at the top, then clockwise */
    RENDER_STRIP, /* 5050 pixels in a row, the first at the left */
    RENDER_GRID,  /* 5050 pixels in rows and columns, as they are wired */
    RENDER_LED,   /* a round 5 mm LED from above */
    RENDER_BUTTON /* a square 12 mm switch with a round cap */
};

struct render_part {
    enum render_kind kind;
    int32_t x_um; /* centre */
    int32_t y_um;

    /* RENDER_RING, RENDER_STRIP and RENDER_GRID */
    uint16_t count;       /* of pixels */
    uint8_t channels;     /* bytes a pixel: 3, or 4 with white */
    const uint8_t *light; /* red, green, blue (and white) of each pixel; NULL is dark */
    int32_t diameter_um;  /* of the circle through a ring's pixels; 0: by their number */
    int32_t pitch_um; /* between the others' pixels; 0: 60 a metre in a strip, 10 mm in a grid */
    uint16_t columns; /* of a grid; `count` is a multiple */
    uint8_t wiring;   /* of a grid: enum grid_wiring; 0: rows from the upper left */

    /* RENDER_LED */
    uint32_t color; /* of its light, 0xRRGGBB */
    bool lit;

    /* RENDER_BUTTON */
    bool pressed;
};

/* Light as it is: what code 255 makes just fills the range. Doubled by each stop. */
#define RENDER_EXPOSURE_NEUTRAL 256

/* The light of the room that shows unlit parts best without outshining lit ones. */
#define RENDER_AMBIENT_ROOM 256

enum render_style {
    RENDER_PHOTO, /* bodies, sources and their halo, as a camera sees them */
    RENDER_FLAT,  /* a disc for each pixel, of its light's color: quick, for thousands */
    RENDER_RAW    /* a square for each pixel, of its bytes as they were sent */
};

struct render_view {
    int32_t width; /* of the picture in pixels, 1 to 16384 */
    int32_t height;
    int32_t um_per_px; /* 1 or more */
    int32_t left_um;   /* what is at the picture's left and upper edge */
    int32_t top_um;
    uint32_t background; /* 0xRRGGBB behind the parts */
    uint16_t exposure;   /* of what shines; RENDER_EXPOSURE_NEUTRAL, 0 is dark */
    uint16_t ambient;    /* on what does not; 0 leaves only light, background included */
    uint8_t style;       /* enum render_style */
};

struct render_box {
    int32_t left; /* inclusive */
    int32_t top;
    int32_t right; /* exclusive */
    int32_t bottom;
};

struct render_picture {
    const uint32_t *pixels; /* 0xFFRRGGBB, row by row, `width` in each */
    int32_t width;
    int32_t height;
    struct render_box changed; /* in pixels: what differs from the picture before; may be empty */
};

struct render;

/* NULL when memory is out. */
struct render *render_new(void);
void render_free(struct render *render);

/* Draw `count` parts, later ones on top. Unlit things are drawn only where they, or the view, have
 * changed; light only where it changed. Nothing of `parts` is kept, and `light` is read only now.
 * The picture is the renderer's and stands until the next call; NULL when memory is out.
 * Costs some 3 ns a pixel of `changed`, besides what the sources' discs take: 1 ms for two rings in
 * 840 x 400; thirty times that for a new view. */
const struct render_picture *render_draw(struct render *render, const struct render_view *view,
                                         const struct render_part *parts, size_t count);

/* ---- Sizes of the real things -----------------------------------------------------------------
 */

/* Diameter of the circle through `count` pixels of a ring, where a scene does not say.
 * Source: Adafruit's drawings of NeoPixel rings 12 (36.8 and 23.3 mm), 16 (44.5 and 31.7 mm),
 * 24 (65.5 and 52.3 mm); others have the same 7.7 mm from pixel to pixel. */
int32_t render_ring_diameter_um(uint16_t count);

/* The largest circle that is free inside a ring: where a label can be. 0 for other parts. */
int32_t render_inner_diameter_um(const struct render_part *part);

/* What the body of `part` covers, in um, without its light. */
struct render_box render_bounds(const struct render_part *part);

/* Whether the body of `part` is at that place: what a click there means. */
bool render_hit(const struct render_part *part, int32_t x_um, int32_t y_um);

/* Whether a pixel of `part` is there: its index. False for parts that have none. O(pixels). */
bool render_pixel_hit(const struct render_part *part, int32_t x_um, int32_t y_um, uint32_t *index);

/* What `picture` would say: a pixel of a color, for panels that lie beside the parts. */
uint8_t render_encode(uint32_t linear); /* 0 dark to 32768 full: the sRGB byte */

#endif
