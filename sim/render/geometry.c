/* geometry.c - places, sizes and boxes.                              SPDX-License-Identifier: MIT
 */
#include "parts/pixels.h"
#include "render/internal.h"

#define PACKAGE_UM     5000
#define RING_WIDTH_UM  6400
#define STRIP_HALF_UM  5000
#define STRIP_PITCH_UM 16667
#define GRID_PITCH_UM  10000 /* of flexible panels: 8 x 8 on 80 mm */
#define LED_RADIUS_UM  2900
#define BUTTON_HALF_UM 6000

/* Round(32768 * sin) of 64ths of a quarter turn. */
static const uint16_t sine_table[65] = {
    0,     804,   1608,  2411,  3212,  4011,  4808,  5602,  6393,  7180,  7962,  8740,  9512,
    10279, 11039, 11793, 12540, 13279, 14010, 14733, 15447, 16151, 16846, 17531, 18205, 18868,
    19520, 20160, 20788, 21403, 22006, 22595, 23170, 23732, 24279, 24812, 25330, 25833, 26320,
    26791, 27246, 27684, 28106, 28511, 28899, 29269, 29622, 29957, 30274, 30572, 30853, 31114,
    31357, 31581, 31786, 31972, 32138, 32286, 32413, 32522, 32610, 32679, 32729, 32758, 32768};

/* Newton's steps come down from a power of two that is too much, until they no longer do. */
uint32_t square_root(uint64_t value)
{
    uint64_t root = 1;
    if (value == 0)
        return 0;
    for (int shift = 16; shift; shift /= 2)
        if (value >> shift >= root * root << shift)
            root <<= shift;
    root <<= 1;
    while (true) {
        uint64_t next = (root + value / root) / 2;
        if (next >= root)
            return (uint32_t)root;
        root = next;
    }
}

/* The first quarter, 0 to 16384. */
static int32_t quarter_sine(uint32_t turn)
{
    uint32_t index = turn >> 8;
    int32_t low = sine_table[index];
    int32_t high = sine_table[index < 64 ? index + 1 : 64];
    return low + (high - low) * (int32_t)(turn & 255) / 256;
}

static int32_t sine(uint32_t turn)
{
    uint32_t within = turn & 16383;
    switch ((turn >> 14) & 3) {
    case 0:
        return quarter_sine(within);
    case 1:
        return quarter_sine(16384 - within);
    case 2:
        return -quarter_sine(within);
    default:
        return -quarter_sine(16384 - within);
    }
}

void direction(uint32_t turn, int32_t *x, int32_t *y)
{
    *x = sine(turn + 16384);
    *y = sine(turn);
}

int32_t render_ring_diameter_um(uint16_t count)
{
    static const struct {
        uint16_t count;
        int32_t diameter_um;
    } drawn[] = {{12, 30050}, {16, 38100}, {24, 58900}};
    for (size_t i = 0; i < sizeof drawn / sizeof drawn[0]; i++)
        if (drawn[i].count == count)
            return drawn[i].diameter_um;
    /* 113 / 355 is 1 / pi; four or fewer still need room for their packages. */
    return maximum((int32_t)((int64_t)count * 7700 * 113 / 355), 14000);
}

int32_t ring_diameter_um(const struct render_part *part)
{
    return part->diameter_um > 0 ? part->diameter_um : render_ring_diameter_um(part->count);
}

int32_t pitch_um(const struct render_part *part)
{
    if (part->pitch_um > 0)
        return part->pitch_um;
    return part->kind == RENDER_GRID ? GRID_PITCH_UM : STRIP_PITCH_UM;
}

int32_t grid_rows(const struct render_part *part)
{
    return part->count / maximum(part->columns, 1);
}

int32_t render_inner_diameter_um(const struct render_part *part)
{
    if (part->kind != RENDER_RING)
        return 0;
    return maximum(ring_diameter_um(part) - RING_WIDTH_UM, 0);
}

static struct place ring_place(const struct render_part *part, uint32_t index)
{
    struct place place;
    int32_t x;
    int32_t y;
    direction((uint32_t)((uint64_t)index * 65536 / (uint64_t)maximum(part->count, 1)),
              &place.cosine, &place.sine);
    x = place.sine;
    y = -place.cosine;
    int32_t radius_um = ring_diameter_um(part) / 2;
    place.at.x_um = part->x_um + (int32_t)((int64_t)radius_um * x / RENDER_ONE);
    place.at.y_um = part->y_um + (int32_t)((int64_t)radius_um * y / RENDER_ONE);
    return place;
}

/* What pixels_grid_place() does, the other way round. */
static struct point grid_cell(const struct render_part *part, int32_t index)
{
    int32_t columns = maximum(part->columns, 1), rows = maximum(grid_rows(part), 1);
    int32_t length = part->wiring & GRID_COLUMNS ? rows : columns;
    int32_t line = index / length, along = index % length;
    if ((part->wiring & GRID_ALTERNATING) && line % 2 != 0)
        along = length - 1 - along;
    int32_t x = part->wiring & GRID_COLUMNS ? line : along;
    int32_t y = part->wiring & GRID_COLUMNS ? along : line;
    return (struct point){part->wiring & GRID_MIRRORED ? columns - 1 - x : x,
                          part->wiring & GRID_UPTURNED ? rows - 1 - y : y};
}

static struct place grid_place(const struct render_part *part, uint32_t index)
{
    struct point cell = grid_cell(part, (int32_t)index);
    int32_t pitch = pitch_um(part);
    int32_t left_um = (part->columns - 1) * pitch / 2, above_um = (grid_rows(part) - 1) * pitch / 2;
    return (struct place){
        {part->x_um - left_um + cell.x_um * pitch, part->y_um - above_um + cell.y_um * pitch},
        RENDER_ONE,
        0};
}

struct place pixel_place(const struct render_part *part, uint32_t index)
{
    struct place place = {{part->x_um, part->y_um}, RENDER_ONE, 0};
    if (part->kind == RENDER_RING)
        return ring_place(part, index);
    if (part->kind == RENDER_GRID)
        return grid_place(part, index);
    if (part->kind == RENDER_STRIP) {
        int32_t doubled = 2 * (int32_t)index - (part->count - 1);
        place.at.x_um += (int32_t)((int64_t)doubled * pitch_um(part) / 2);
    }
    return place;
}

struct point place_point(const struct place *place, int32_t x_um, int32_t y_um)
{
    int64_t x = (int64_t)x_um * place->cosine - (int64_t)y_um * place->sine;
    int64_t y = (int64_t)x_um * place->sine + (int64_t)y_um * place->cosine;
    return (struct point){place->at.x_um + (int32_t)(x / RENDER_ONE),
                          place->at.y_um + (int32_t)(y / RENDER_ONE)};
}

static struct render_box box_around(const struct render_part *part, int32_t half_width,
                                    int32_t half_height)
{
    return (struct render_box){part->x_um - half_width, part->y_um - half_height,
                               part->x_um + half_width, part->y_um + half_height};
}

struct render_box render_bounds(const struct render_part *part)
{
    int32_t half;
    switch (part->kind) {
    case RENDER_RING:
        half = ring_diameter_um(part) / 2 + RING_WIDTH_UM / 2;
        return box_around(part, half, half);
    case RENDER_STRIP:
        half = (int32_t)((int64_t)pitch_um(part) * maximum(part->count, 1) / 2);
        return box_around(part, maximum(half, PACKAGE_UM / 2 + 500), STRIP_HALF_UM);
    case RENDER_GRID:
        half = pitch_um(part) / 2;
        return box_around(part, maximum(half * part->columns, PACKAGE_UM / 2 + 500),
                          maximum(half * grid_rows(part), PACKAGE_UM / 2 + 500));
    case RENDER_LED:
        return box_around(part, LED_RADIUS_UM, LED_RADIUS_UM);
    default:
        return box_around(part, BUTTON_HALF_UM, BUTTON_HALF_UM);
    }
}

bool render_hit(const struct render_part *part, int32_t x_um, int32_t y_um)
{
    struct render_box box = render_bounds(part);
    return x_um >= box.left && x_um < box.right && y_um >= box.top && y_um < box.bottom;
}

bool render_pixel_hit(const struct render_part *part, int32_t x_um, int32_t y_um, uint32_t *index)
{
    if (part->kind > RENDER_GRID || !render_hit(part, x_um, y_um))
        return false;
    for (uint32_t i = 0; i < part->count; i++) {
        struct point at = pixel_place(part, i).at;
        int64_t x = (int64_t)at.x_um - x_um;
        int64_t y = (int64_t)at.y_um - y_um;
        *index = i;
        if (x * x + y * y <= (int64_t)PACKAGE_UM * PACKAGE_UM / 3)
            return true;
    }
    return false;
}

struct render_box box_union(struct render_box a, struct render_box b)
{
    if (box_empty(&a))
        return b;
    if (box_empty(&b))
        return a;
    return (struct render_box){minimum(a.left, b.left), minimum(a.top, b.top),
                               maximum(a.right, b.right), maximum(a.bottom, b.bottom)};
}

struct render_box box_intersection(struct render_box a, struct render_box b)
{
    return (struct render_box){maximum(a.left, b.left), maximum(a.top, b.top),
                               minimum(a.right, b.right), minimum(a.bottom, b.bottom)};
}

/* Towards minus infinity, and held within what a picture can have. */
static int32_t to_px(int32_t at_um, int32_t origin_um, int32_t um_per_px, int32_t limit)
{
    int64_t distance = (int64_t)at_um - origin_um;
    int64_t px = distance / um_per_px - (distance % um_per_px < 0);
    return (int32_t)(px < 0 ? 0 : px > limit ? limit : px);
}

struct render_box box_to_px(const struct render_view *view, struct render_box um)
{
    int32_t scale = view->um_per_px;
    return (struct render_box){
        to_px(um.left, view->left_um, scale, view->width),
        to_px(um.top, view->top_um, scale, view->height),
        to_px(um.right + scale - 1, view->left_um, scale, view->width),
        to_px(um.bottom + scale - 1, view->top_um, scale, view->height),
    };
}
