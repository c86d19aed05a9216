/* light.c - what shines, added up.                                   SPDX-License-Identifier: MIT
 *
 * Each source adds three discs: the cup it fills, its dies, which are brighter than the cup, and
 * a wide halo of what lens and air scatter. The halo is smooth, so a coarse grid holds it.
 */
#include <stdlib.h>
#include <string.h>

#include "render/internal.h"

/* um from a package's centre. They overlap as in the real one: only a close look tells. */
#define RED_X          (-550)
#define RED_Y          (-550)
#define GREEN_X        (-550)
#define GREEN_Y        500
#define BLUE_X         600
#define BLUE_Y         (-350)

#define CUP_RADIUS_UM  4200
#define DIE_RADIUS_UM  2200
#define WIDE_RADIUS_UM 24000
#define CELL_UM_MAX    700

/* Shares of a source's light where they are strongest, Q14. In the cup there is just as much of it
 * as brings the sum to one, so that a lone pixel's cup shows what its code says. */
#define SHARE_ONE  16384
#define GLOW_SHARE 6400
#define WIDE_SHARE 1900
#define DIE_SHARE  64000

/* (1 - r² / R²) to the power, Q15: smooth, and nothing at all beyond R. */
static uint32_t falloff(int64_t r2, int64_t radius, int power)
{
    if (r2 >= radius * radius)
        return 0;
    uint64_t base = RENDER_ONE - (uint64_t)(r2 * RENDER_ONE / (radius * radius));
    uint64_t value = RENDER_ONE;
    for (int i = 0; i < power; i++)
        value = value * base / RENDER_ONE;
    return (uint32_t)value;
}

static int64_t squared(int64_t value)
{
    return value * value;
}

/* Flat to the cup's edge, soft by `edge_um` around it. */
static uint32_t plateau(int64_t r2, int32_t edge_um)
{
    if (r2 > squared(1950 + edge_um) || r2 < squared(1950 - edge_um))
        return r2 < squared(1950) ? RENDER_ONE : 0;
    int32_t radius = (int32_t)square_root((uint64_t)r2);
    int32_t inside = 1950 + edge_um / 2 - radius;
    return (uint32_t)(clamp(inside, 0, edge_um) * RENDER_ONE / edge_um);
}

static uint16_t wide_weight(int64_t r2, int32_t um_per_cell)
{
    (void)um_per_cell;
    uint32_t near = falloff(r2, 9000, 3) / 2;
    uint32_t far = falloff(r2, WIDE_RADIUS_UM, 4) / 2;
    return (uint16_t)((near + far) * WIDE_SHARE / RENDER_ONE);
}

static uint16_t cup_weight(int64_t r2, int32_t um_per_cell)
{
    uint32_t glow = falloff(r2, CUP_RADIUS_UM, 2) * GLOW_SHARE / RENDER_ONE;
    uint32_t rest = SHARE_ONE - glow - wide_weight(r2, um_per_cell);
    return (uint16_t)(glow + plateau(r2, maximum(um_per_cell, 350)) * rest / RENDER_ONE);
}

static uint16_t die_weight(int64_t r2, int32_t um_per_cell)
{
    (void)um_per_cell;
    return (uint16_t)(falloff(r2, DIE_RADIUS_UM, 2) * (uint64_t)DIE_SHARE / RENDER_ONE);
}

typedef uint16_t (*weight_function)(int64_t r2, int32_t um_per_cell);

/* The mean over a cell, so that a disc smaller than one keeps its light. */
static uint16_t sample(weight_function weight, int32_t x, int32_t y, int32_t um_per_cell)
{
    if (um_per_cell < 200)
        return weight(squared(x) + squared(y), um_per_cell);
    uint32_t sum = 0;
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 4; j++)
            sum += weight(squared(x + (2 * i - 3) * um_per_cell / 8) +
                              squared(y + (2 * j - 3) * um_per_cell / 8),
                          um_per_cell);
    return (uint16_t)(sum / 16);
}

/* The source stands in the middle of the phase's part of cell number size / 2. */
static bool kernel_phase(struct kernel *kernel, int32_t phase, weight_function weight,
                         int32_t um_per_cell)
{
    int32_t reach = kernel->size / 2;
    uint16_t *cell = malloc((size_t)kernel->size * (size_t)kernel->size * sizeof *cell);
    kernel->weights[phase] = cell;
    if (!cell)
        return false;
    int32_t doubled = 2 * kernel->phases;
    int32_t x_um = (2 * (phase % kernel->phases) + 1) * um_per_cell / doubled - um_per_cell / 2;
    int32_t y_um = (2 * (phase / kernel->phases) + 1) * um_per_cell / doubled - um_per_cell / 2;
    for (int32_t row = -reach; row <= reach; row++)
        for (int32_t column = -reach; column <= reach; column++)
            *cell++ =
                sample(weight, column * um_per_cell - x_um, row * um_per_cell - y_um, um_per_cell);
    return true;
}

static void kernel_free(struct kernel *kernel)
{
    for (int phase = 0; phase < 16; phase++)
        free(kernel->weights[phase]);
    memset(kernel, 0, sizeof *kernel);
}

static bool kernel_build(struct kernel *kernel, int32_t radius_um, weight_function weight,
                         int32_t um_per_cell)
{
    kernel_free(kernel);
    kernel->size = 2 * (radius_um / um_per_cell + 2) + 1;
    kernel->phases = um_per_cell < 80 ? 1 : 4;
    for (int32_t phase = 0; phase < kernel->phases * kernel->phases; phase++)
        if (!kernel_phase(kernel, phase, weight, um_per_cell))
            return false;
    return true;
}

/* Cells beyond both edges let the coarse grid be interpolated up to them. */
static bool field_resize(struct field *field, const struct render_view *view, int32_t shift,
                         int32_t border)
{
    field->shift = shift;
    field->border = border;
    field->width = (view->width >> shift) + 3;
    field->height = (view->height >> shift) + 3;
    size_t cells = (size_t)field->width * (size_t)field->height;
    free(field->sums);
    field->sums = calloc(cells * 3, sizeof *field->sums);
    return field->sums != NULL;
}

bool light_prepare(struct light *light, const struct render_view *view)
{
    int32_t shift = 0;
    while (shift < 6 && view->um_per_px << (shift + 1) <= CELL_UM_MAX)
        shift++;
    if (!field_resize(&light->core, view, 0, 0) || !field_resize(&light->halo, view, shift, 1))
        return false;
    if (light->um_per_px == view->um_per_px)
        return true;
    light->um_per_px = 0;
    if (!kernel_build(&light->cup, CUP_RADIUS_UM, cup_weight, view->um_per_px) ||
        !kernel_build(&light->die, DIE_RADIUS_UM, die_weight, view->um_per_px) ||
        !kernel_build(&light->wide, WIDE_RADIUS_UM, wide_weight, view->um_per_px << shift))
        return false;
    light->um_per_px = view->um_per_px;
    return true;
}

void light_free(struct light *light)
{
    kernel_free(&light->cup);
    kernel_free(&light->die);
    kernel_free(&light->wide);
    free(light->core.sums);
    free(light->halo.sums);
}

void light_clear_halo(struct light *light)
{
    const struct field *halo = &light->halo;
    memset(halo->sums, 0, (size_t)halo->width * (size_t)halo->height * 3 * sizeof *halo->sums);
}

static void add_row(uint32_t *sums, const uint16_t *weights, int32_t count, const uint32_t light[3])
{
    for (int32_t i = 0; i < count; i++) {
        sums[3 * i] += weights[i] * light[0] >> 14;
        sums[3 * i + 1] += weights[i] * light[1] >> 14;
        sums[3 * i + 2] += weights[i] * light[2] >> 14;
    }
}

/* Where a kernel lies on a field when its source is `at`. */
struct stamp {
    const uint16_t *weights; /* of the first cell that is on the field */
    int32_t stride;
    struct render_box box; /* cells, within the field */
};

static struct stamp stamp_at(const struct field *field, const struct kernel *kernel,
                             const struct render_view *view, struct point at)
{
    int64_t cell_um = (int64_t)view->um_per_px << field->shift;
    int64_t x = (int64_t)at.x_um - view->left_um + 4096 * cell_um;
    int64_t y = (int64_t)at.y_um - view->top_um + 4096 * cell_um;
    if (x < 0 || y < 0 || x / cell_um > 40000 || y / cell_um > 40000)
        return (struct stamp){0};
    int64_t phase = y % cell_um * kernel->phases / cell_um * kernel->phases +
                    x % cell_um * kernel->phases / cell_um;
    int32_t size = kernel->size;
    int32_t left = (int32_t)(x / cell_um) - 4096 - size / 2 + field->border;
    int32_t top = (int32_t)(y / cell_um) - 4096 - size / 2 + field->border;
    struct render_box box = {left, top, left + size, top + size};
    box = box_intersection(box, (struct render_box){0, 0, field->width, field->height});
    if (box_empty(&box))
        return (struct stamp){0};
    const uint16_t *weights = kernel->weights[phase];
    return (struct stamp){weights + (box.top - top) * size + (box.left - left), size, box};
}

static uint32_t *cell_at(const struct field *field, int32_t column, int32_t row)
{
    return field->sums + 3 * ((size_t)row * (size_t)field->width + (size_t)column);
}

/* `light` is Q15 and below 2, so that products fit. */
static void add_disc(struct field *field, const struct kernel *kernel,
                     const struct render_view *view, struct point at, const uint32_t light[3])
{
    struct stamp stamp = stamp_at(field, kernel, view, at);
    for (int32_t row = stamp.box.top; row < stamp.box.bottom; row++)
        add_row(cell_at(field, stamp.box.left, row),
                stamp.weights + (row - stamp.box.top) * stamp.stride,
                stamp.box.right - stamp.box.left, light);
}

static void remove_disc(struct field *field, const struct kernel *kernel,
                        const struct render_view *view, struct point at)
{
    struct stamp stamp = stamp_at(field, kernel, view, at);
    size_t width = (size_t)(stamp.box.right - stamp.box.left);
    for (int32_t row = stamp.box.top; row < stamp.box.bottom; row++)
        memset(cell_at(field, stamp.box.left, row), 0, 3 * width * sizeof *field->sums);
}

/* Code to light, exposed; beyond twice full it is white anyway. */
static uint32_t exposed(uint32_t code, uint16_t exposure)
{
    uint64_t light = (uint64_t)code * exposure * RENDER_ONE / (255u * RENDER_EXPOSURE_NEUTRAL);
    return (uint32_t)(light > 2 * RENDER_ONE - 1 ? 2 * RENDER_ONE - 1 : light);
}

static void add_dies(struct light *light, const struct render_view *view, const struct place *place,
                     const uint32_t rgb[3])
{
    static const int32_t dies[3][2] = {{RED_X, RED_Y}, {GREEN_X, GREEN_Y}, {BLUE_X, BLUE_Y}};
    for (int i = 0; i < 3; i++) {
        uint32_t one[3] = {0, 0, 0};
        one[i] = rgb[i];
        if (one[i])
            add_disc(&light->core, &light->die, view, place_point(place, dies[i][0], dies[i][1]),
                     one);
    }
}

static void add_source(struct light *light, const struct render_view *view,
                       const struct place *place, const uint32_t rgb[3])
{
    if (!(rgb[0] | rgb[1] | rgb[2]))
        return;
    add_disc(&light->core, &light->cup, view, place->at, rgb);
    add_disc(&light->halo, &light->wide, view, place->at, rgb);
    add_dies(light, view, place, rgb);
}

static void add_led(struct light *light, const struct render_view *view,
                    const struct render_part *part)
{
    struct place place = {{part->x_um, part->y_um}, RENDER_ONE, 0};
    uint32_t rgb[3];
    for (int i = 0; i < 3; i++)
        rgb[i] = exposed((part->color >> (16 - 8 * i)) & 255, view->exposure);
    add_disc(&light->core, &light->cup, view, place.at, rgb);
    add_disc(&light->core, &light->die, view, place.at, rgb);
    add_disc(&light->halo, &light->wide, view, place.at, rgb);
}

void light_add(struct light *light, const struct render_view *view, const struct render_part *part)
{
    if (part->kind == RENDER_LED && part->lit)
        add_led(light, view, part);
    if (part->kind > RENDER_STRIP || !part->light)
        return;
    const uint8_t *codes = part->light;
    for (uint32_t i = 0; i < part->count; i++, codes += part->channels) {
        struct place place = pixel_place(part, i);
        uint32_t white = part->channels == 4 ? codes[3] : 0;
        uint32_t rgb[3];
        for (int j = 0; j < 3; j++)
            rgb[j] = exposed(codes[j] + white, view->exposure);
        add_source(light, view, &place, rgb);
    }
}

void light_remove(struct light *light, const struct render_view *view,
                  const struct render_part *part)
{
    if (part->kind == RENDER_BUTTON)
        return;
    uint32_t count = part->kind == RENDER_LED ? 1 : part->count;
    for (uint32_t i = 0; i < count; i++) /* no die reaches beyond its cup's glow */
        remove_disc(&light->core, &light->cup, view, pixel_place(part, i).at);
}

struct render_box light_reach(const struct render_part *part)
{
    if (part->kind == RENDER_BUTTON)
        return (struct render_box){0, 0, 0, 0};
    struct render_box box = render_bounds(part);
    int32_t reach = WIDE_RADIUS_UM + 3 * CELL_UM_MAX;
    return (struct render_box){box.left - reach, box.top - reach, box.right + reach,
                               box.bottom + reach};
}
