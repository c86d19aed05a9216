/* bodies.c - boards, packages and switches as the room lights them.  SPDX-License-Identifier: MIT
 *
 * Source: WorldSemi WS2812B datasheet v5, "Mechanical Size" (5.0 x 5.0 mm, cup of 4.0 mm, one
 * corner notched); the rest is drawn after photographs. Lengths in um.
 */
#include "render/internal.h"

#define BOARD         0x17191cu
#define BOARD_RIM     0x2b2e33u
#define PACKAGE       0x716f6au
#define PACKAGE_LOWER 0x5f5d59u
#define CUP_WALL      0x38373cu
#define CUP_FLOOR     0x201f23u
#define LEADS         0x33312cu
#define CHIP          0x111114u
#define COPPER        0x8a6a3au
#define TIN           0x4c4d50u
#define CERAMIC       0x3a3128u

static void paint(const struct canvas *canvas, struct shape shape, uint32_t upper, uint32_t lower)
{
    canvas_paint(canvas, &shape, &(struct brush){upper, lower, 0, 256});
}

static struct place moved(const struct place *place, int32_t x, int32_t y)
{
    return (struct place){place_point(place, x, y), place->cosine, place->sine};
}

/* What lies in the cup: leads, three dies and the driver chip. */
static void paint_insides(const struct canvas *canvas, const struct place *place)
{
    struct place lead = moved(place, -550, 0);
    canvas_fill(canvas, shape_box(&lead, 620, 1150, 200), LEADS);
    lead = moved(place, 750, 250);
    canvas_fill(canvas, shape_box(&lead, 520, 900, 200), LEADS);
    struct place chip = moved(place, 750, 480);
    canvas_fill(canvas, shape_box(&chip, 300, 380, 40), CHIP);
    static const int32_t dies[][2] = {{-550, -550}, {-550, 500}, {600, -350}};
    for (int i = 0; i < 3; i++) {
        struct place die = moved(place, dies[i][0], dies[i][1]);
        canvas_fill(canvas, shape_box(&die, 170, 170, 20), 0x4a4739);
    }
}

static void paint_package(const struct canvas *canvas, const struct place *place)
{
    canvas_shadow(canvas, shape_box(place, 2450, 2450, 300), 900);
    for (int side = -1; side <= 1; side += 2)
        for (int row = -1; row <= 1; row += 2) {
            struct place pad = moved(place, side * 2450, row * 1600);
            canvas_fill(canvas, shape_box(&pad, 300, 450, 60), TIN);
        }
    struct shape body = shape_box(place, 2500, 2500, 250);
    body.cut = 900;
    paint(canvas, body, PACKAGE, PACKAGE_LOWER);
    paint(canvas, shape_disc(place->at, 2050), 0x37363bu, 0x74726eu);
    canvas_fill(canvas, shape_disc(place->at, 1930), CUP_WALL);
    paint(canvas, shape_disc(place->at, 1700), CUP_FLOOR, 0x29282cu);
    paint_insides(canvas, place);
}

static void paint_capacitor(const struct canvas *canvas, const struct place *place)
{
    canvas_shadow(canvas, shape_box(place, 400, 800, 60), 500);
    canvas_fill(canvas, shape_box(place, 400, 800, 60), TIN);
    canvas_fill(canvas, shape_box(place, 400, 430, 0), CERAMIC);
}

/* Between two pixels, if there is room between their packages. */
static void paint_capacitors(const struct canvas *canvas, const struct render_part *ring)
{
    int64_t around = (int64_t)ring_diameter_um(ring) * 355 / 113;
    if (around / ring->count < 7000)
        return;
    struct render_part between = *ring;
    between.count = (uint16_t)(2 * minimum(ring->count, 16383));
    between.diameter_um = ring_diameter_um(ring) + 1400;
    for (uint32_t i = 1; i < between.count; i += 2) {
        struct place place = pixel_place(&between, i);
        paint_capacitor(canvas, &place);
    }
}

static void paint_ring(const struct canvas *canvas, const struct render_part *part)
{
    struct point at = {part->x_um, part->y_um};
    int32_t middle = ring_diameter_um(part) / 2;
    struct render_box box = render_bounds(part);
    int32_t half = minimum((box.right - box.left) / 2 - middle, middle);
    canvas_shadow(canvas, shape_annulus(at, middle, half), 2400);
    paint(canvas, shape_annulus(at, middle, half), 0x3a3e44u, 0x0d0e10u);
    paint(canvas, shape_annulus(at, middle, half - 130), BOARD_RIM, BOARD);
    canvas_fill(canvas, shape_annulus(at, middle, half - 330), BOARD);
    if (canvas->view->style == RENDER_PHOTO)
        paint_capacitors(canvas, part);
}

static void paint_strip(const struct canvas *canvas, const struct render_part *part)
{
    struct render_box box = render_bounds(part);
    struct place place = {{part->x_um, part->y_um}, RENDER_ONE, 0};
    int32_t half_width = (box.right - box.left) / 2;
    int32_t half_height = (box.bottom - box.top) / 2;
    canvas_shadow(canvas, shape_box(&place, half_width, half_height, 300), 1600);
    canvas_fill(canvas, shape_box(&place, half_width, half_height, 300), BOARD_RIM);
    canvas_fill(canvas, shape_box(&place, half_width - 130, half_height - 130, 200), BOARD);
    int32_t pitch = pitch_um(part);
    if (pitch < 9000 || canvas->view->style != RENDER_PHOTO)
        return;
    for (uint32_t i = 0; i + 1 < part->count; i++) {
        struct place pixel = pixel_place(part, i);
        for (int row = -1; row <= 1; row++) {
            struct place pad = moved(&pixel, pitch / 2, row * 2900);
            canvas_fill(canvas, shape_box(&pad, 1100, 800, 300), COPPER);
        }
        struct place cut = moved(&pixel, pitch / 2, 0);
        canvas_fill(canvas, shape_box(&cut, 60, half_height - 130, 0), BOARD);
    }
}

/* A panel, with what each pixel's package has beside it. */
static void paint_grid(const struct canvas *canvas, const struct render_part *part)
{
    struct render_box box = render_bounds(part);
    struct place place = {{part->x_um, part->y_um}, RENDER_ONE, 0};
    int32_t half_width = (box.right - box.left) / 2;
    int32_t half_height = (box.bottom - box.top) / 2;
    canvas_shadow(canvas, shape_box(&place, half_width, half_height, 900), 2400);
    paint(canvas, shape_box(&place, half_width, half_height, 900), 0x3a3e44u, 0x0d0e10u);
    paint(canvas, shape_box(&place, half_width - 130, half_height - 130, 800), BOARD_RIM, BOARD);
    canvas_fill(canvas, shape_box(&place, half_width - 330, half_height - 330, 700), BOARD);
    int32_t pitch = pitch_um(part);
    if (pitch < 9000 || canvas->view->style != RENDER_PHOTO)
        return;
    for (uint32_t i = 0; i < part->count; i++) {
        struct place pixel = pixel_place(part, i);
        struct place between = moved(&pixel, pitch / 2, 0);
        if (between.at.x_um < box.right - pitch / 4)
            paint_capacitor(canvas, &between);
    }
}

/* The lens keeps a little of its light's color when it is dark. */
static uint32_t tinted(uint32_t color, uint32_t percent)
{
    uint32_t result = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
        uint32_t channel = (color >> shift) & 255;
        result |= ((channel * percent + 46 * (100 - percent)) / 100) << shift;
    }
    return result;
}

static void paint_led(const struct canvas *canvas, const struct render_part *part)
{
    struct point at = {part->x_um, part->y_um};
    canvas_shadow(canvas, shape_disc(at, 2900), 1600);
    paint(canvas, shape_disc(at, 2900), tinted(part->color, 45), tinted(part->color, 22));
    paint(canvas, shape_disc(at, 2500), tinted(part->color, 28), tinted(part->color, 52));
    struct point shine = {at.x_um - 800, at.y_um - 900};
    struct shape spot = shape_disc(shine, 700);
    canvas_paint(canvas, &spot, &(struct brush){0xe8e8e8u, 0xe8e8e8u, 900, 130});
}

/* The cap goes down: less of a shadow, and a little darker. */
static void paint_cap(const struct canvas *canvas, struct point at, bool pressed)
{
    canvas_shadow(canvas, shape_disc(at, pressed ? 3400 : 3550), pressed ? 500 : 1500);
    paint(canvas, shape_disc(at, 3550), pressed ? 0x9a6f2cu : 0xd9a04au,
          pressed ? 0x7a5620u : 0x8a6428u);
    paint(canvas, shape_disc(at, 3250), pressed ? 0x7d5822u : 0xb98437u,
          pressed ? 0x94692bu : 0xcc9541u);
}

static void paint_button(const struct canvas *canvas, const struct render_part *part)
{
    struct place place = {{part->x_um, part->y_um}, RENDER_ONE, 0};
    for (int side = -1; side <= 1; side += 2)
        for (int row = -1; row <= 1; row += 2) {
            struct place leg = moved(&place, side * 5900, row * 2500);
            canvas_fill(canvas, shape_box(&leg, 700, 500, 100), TIN);
        }
    canvas_shadow(canvas, shape_box(&place, 5900, 5900, 700), 1800);
    paint(canvas, shape_box(&place, 6000, 6000, 700), 0x33363bu, 0x1b1d20u);
    paint(canvas, shape_box(&place, 5600, 5600, 500), 0x6a6d72u, 0x46484cu);
    paint(canvas, shape_box(&place, 5450, 5450, 450), 0x54575cu, 0x5f6267u);
    for (int side = -1; side <= 1; side += 2)
        for (int row = -1; row <= 1; row += 2) {
            struct place rivet = moved(&place, side * 4350, row * 4350);
            paint(canvas, shape_disc(rivet.at, 620), 0x1c1d20u, 0x3c3e42u);
        }
    paint(canvas, shape_disc(place.at, 4000), 0x2a2c30u, 0x74777cu);
    canvas_fill(canvas, shape_disc(place.at, 3850), 0x141517u);
    paint_cap(canvas, place.at, part->pressed);
}

void body_paint(const struct canvas *canvas, const struct render_part *part)
{
    if (part->kind == RENDER_LED) {
        paint_led(canvas, part);
        return;
    }
    if (part->kind == RENDER_BUTTON) {
        paint_button(canvas, part);
        return;
    }
    if (part->kind == RENDER_RING && part->count)
        paint_ring(canvas, part);
    if (part->kind == RENDER_STRIP)
        paint_strip(canvas, part);
    if (part->kind == RENDER_GRID && part->count)
        paint_grid(canvas, part);
    for (uint32_t i = 0; canvas->view->style == RENDER_PHOTO && i < part->count; i++) {
        struct place place = pixel_place(part, i);
        paint_package(canvas, &place);
    }
}

struct render_box body_reach(const struct render_part *part)
{
    struct render_box box = render_bounds(part);
    return (struct render_box){box.left - 5000, box.top - 5000, box.right + 6000,
                               box.bottom + 7000};
}
