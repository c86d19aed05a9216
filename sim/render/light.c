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
static const uint16_t *kernel_phase(struct kernel *kernel, int32_t phase)
{
    int32_t reach = kernel->size / 2, um_per_cell = kernel->um_per_cell;
    uint16_t *weights = kernel->weights + (size_t)phase * (size_t)(kernel->size * kernel->size);
    uint16_t *cell = weights;
    if (kernel->made[phase])
        return weights;
    kernel->made[phase] = true;
    int32_t doubled = 2 * kernel->phases;
    int32_t x_um = (2 * (phase % kernel->phases) + 1) * um_per_cell / doubled - um_per_cell / 2;
    int32_t y_um = (2 * (phase / kernel->phases) + 1) * um_per_cell / doubled - um_per_cell / 2;
    for (int32_t row = -reach; row <= reach; row++)
        for (int32_t column = -reach; column <= reach; column++)
            *cell++ = sample(kernel->weight, column * um_per_cell - x_um, row * um_per_cell - y_um,
                             um_per_cell);
    return weights;
}

static void kernel_free(struct kernel *kernel)
{
    free(kernel->weights);
    memset(kernel, 0, sizeof *kernel);
}

static bool kernel_build(struct kernel *kernel, int32_t radius_um, weight_function weight,
                         int32_t um_per_cell)
{
    kernel_free(kernel);
    kernel->size = 2 * (radius_um / um_per_cell + 2) + 1;
    kernel->phases = um_per_cell < 80 ? 1 : 4;
    kernel->weight = weight;
    kernel->um_per_cell = um_per_cell;
    size_t cells = (size_t)(kernel->size * kernel->size * kernel->phases * kernel->phases);
    kernel->weights = malloc(cells * sizeof *kernel->weights);
    return kernel->weights != NULL;
}

/* Cells beyond both edges let the coarse grid be interpolated up to them. */
static bool field_resize(struct field *field, const struct render_view *view, int32_t shift,
                         int32_t border)
{
    field->shift = shift;
    field->border = border;
    field->width = (view->width >> shift) + 3;
    field->height = (view->height >> shift) + 3;
    field->plane = (size_t)field->width * (size_t)field->height;
    free(field->sums);
    field->sums = calloc(field->plane * 3, sizeof *field->sums);
    return field->sums != NULL;
}

bool light_prepare(struct light *light, const struct render_view *view)
{
    int32_t shift = 0;
    while (1 << shift < HALO_CELL_MAX && view->um_per_px << (shift + 1) <= CELL_UM_MAX)
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

/* What a source gave to a row of one channel is replaced by what it gives now. Both are Q15 below
 * 2, so that they and the weights are 16 bits wide, and their product 32: four a step on any
 * machine. */
static void change_row(uint32_t *restrict sums, const uint16_t *restrict weights, int32_t count,
                       uint16_t before, uint16_t after)
{
    for (int32_t i = 0; i < count; i++)
        sums[i] += ((uint32_t)weights[i] * after >> 14) - ((uint32_t)weights[i] * before >> 14);
}

/* Where a kernel lies on a field when its source is `at`. */
struct stamp {
    const uint16_t *weights; /* of the first cell that is on the field */
    int32_t stride;
    struct render_box box; /* cells, within the field */
};

static struct stamp stamp_at(const struct field *field, struct kernel *kernel,
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
    const uint16_t *weights = kernel_phase(kernel, (int32_t)phase);
    return (struct stamp){weights + (box.top - top) * size + (box.left - left), size, box};
}

/* Light of a source, before and after a change: red, green, blue, Q15 and below 2. */
struct change {
    uint16_t before[3];
    uint16_t after[3];
};

static void change_disc(struct field *field, struct kernel *kernel, const struct render_view *view,
                        struct point at, const struct change *change, int channel)
{
    if (change->before[channel] == change->after[channel])
        return;
    struct stamp stamp = stamp_at(field, kernel, view, at);
    uint32_t *plane = field->sums + (size_t)channel * field->plane;
    for (int32_t row = stamp.box.top; row < stamp.box.bottom; row++)
        change_row(plane + (size_t)row * (size_t)field->width + (size_t)stamp.box.left,
                   stamp.weights + (row - stamp.box.top) * stamp.stride,
                   stamp.box.right - stamp.box.left, change->before[channel],
                   change->after[channel]);
}

uint16_t light_of_code(uint32_t code, uint16_t exposure)
{
    uint64_t light = (uint64_t)code * exposure * RENDER_ONE / (255u * RENDER_EXPOSURE_NEUTRAL);
    return (uint16_t)(light > 2 * RENDER_ONE - 1 ? 2 * RENDER_ONE - 1 : light);
}

/* What a pixel, or an LED, of that part shines with. */
static void shine(uint16_t rgb[3], const struct render_part *part, uint32_t index,
                  uint16_t exposure)
{
    rgb[0] = rgb[1] = rgb[2] = 0;
    if (part->kind == RENDER_LED && part->lit)
        for (int i = 0; i < 3; i++)
            rgb[i] = light_of_code((part->color >> (16 - 8 * i)) & 255, exposure);
    if (part->kind > RENDER_GRID || !part->light)
        return;
    const uint8_t *codes = part->light + (size_t)index * part->channels;
    uint32_t white = part->channels == 4 ? codes[3] : 0;
    for (int i = 0; i < 3; i++)
        rgb[i] = light_of_code(codes[i] + white, exposure);
}

/* A NeoPixel's dies lie apart; an LED has one, in the middle. */
static void change_source(struct light *light, const struct render_view *view,
                          const struct place *place, bool pixel, const struct change *change)
{
    static const int32_t dies[3][2] = {{RED_X, RED_Y}, {GREEN_X, GREEN_Y}, {BLUE_X, BLUE_Y}};
    for (int i = 0; i < 3; i++) {
        struct point die = place_point(place, pixel ? dies[i][0] : 0, pixel ? dies[i][1] : 0);
        change_disc(&light->core, &light->cup, view, place->at, change, i);
        change_disc(&light->halo, &light->wide, view, place->at, change, i);
        change_disc(&light->core, &light->die, view, die, change, i);
    }
}

static struct render_box reach_of(const struct render_view *view, struct point at)
{
    int32_t reach = WIDE_RADIUS_UM + 3 * CELL_UM_MAX;
    return box_to_px(view, (struct render_box){at.x_um - reach, at.y_um - reach, at.x_um + reach,
                                               at.y_um + reach});
}

struct render_box light_change(struct light *light, const struct render_view *view,
                               const struct render_part *before, const struct render_part *after)
{
    struct render_box changed = {0, 0, 0, 0};
    if (after->kind == RENDER_BUTTON)
        return changed;
    uint32_t count = after->kind == RENDER_LED ? 1 : after->count;
    for (uint32_t i = 0; i < count; i++) {
        struct change change;
        shine(change.before, before, i, view->exposure);
        shine(change.after, after, i, view->exposure);
        if (memcmp(change.before, change.after, sizeof change.before) == 0)
            continue;
        struct place place = pixel_place(after, i);
        change_source(light, view, &place, after->kind != RENDER_LED, &change);
        changed = box_union(changed, reach_of(view, place.at));
    }
    return changed;
}
