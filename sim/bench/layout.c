/* layout.c - where parts are on the bench, and how near it is.       SPDX-License-Identifier: MIT
 */
#include "bench/layout.h"

#include <stdlib.h>

#include "engine/wire.h"

#define GAP_UM      9000 /* between parts */
#define MARGIN_UM   5000 /* around all of them, for their glow; */
#define MARGIN_PX   22   /* or as much, at the design's size, if they are far */
#define NEAREST_UM  52   /* um a px, at the design's size: the nearest that parts are shown */
#define FARTHEST_UM 100000

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

int layout_scale(int width, int height, int density)
{
    int by_width = width * LAYOUT_SCALE_ONE / 1280;
    int by_height = height * LAYOUT_SCALE_ONE / 720;
    int scale = smaller(by_width, by_height);
    /* Small windows keep their words legible; 4K ones get them four times as large at most. */
    return smaller(larger(scale, density * 13 / 16), 4 * density);
}

bool layout_label_inside(const struct render_part *part, struct label_size label, int32_t um_per_px)
{
    int64_t inner_px = render_inner_diameter_um(part) / um_per_px;
    int64_t diagonal2 = (int64_t)label.width * label.width + (int64_t)label.height * label.height;
    return part->kind == RENDER_RING && diagonal2 <= inner_px * inner_px;
}

static void set_form(struct render_part *part, const struct scene_part *source)
{
    *part = (struct render_part){.x_um = source->x_um, .y_um = source->y_um};
    if (source->type == PART_LED) {
        part->kind = RENDER_LED;
        part->color = source->color;
        return;
    }
    if (source->type == PART_BUTTON) {
        part->kind = RENDER_BUTTON;
        return;
    }
    static const enum render_kind kinds[] = {RENDER_RING, RENDER_STRIP, RENDER_GRID};
    part->kind = kinds[source->shape];
    part->count = source->pixels;
    part->channels = wire_channels(source->order);
    part->diameter_um = source->diameter_um;
    part->pitch_um = source->pitch_um;
    part->columns = source->width;
    part->wiring = source->wiring;
}

static struct render_box with_label(const struct render_part *part, struct label_size label,
                                    int32_t um_per_px)
{
    struct render_box box = render_bounds(part);
    if (layout_label_inside(part, label, um_per_px))
        return box;
    int32_t half = (int32_t)((int64_t)label.width * um_per_px / 2);
    box.bottom += (int32_t)((int64_t)label.height * um_per_px);
    box.left = smaller(box.left, part->x_um - half);
    box.right = larger(box.right, part->x_um + half);
    return box;
}

static struct render_box bounds_of_all(const struct render_part *parts, size_t count,
                                       const struct label_size *labels, int32_t um_per_px)
{
    struct render_box all = {0, 0, 0, 0};
    for (size_t i = 0; i < count; i++) {
        struct render_box box = with_label(&parts[i], labels[i], um_per_px);
        if (i == 0)
            all = box;
        all.left = smaller(all.left, box.left);
        all.top = smaller(all.top, box.top);
        all.right = larger(all.right, box.right);
        all.bottom = larger(all.bottom, box.bottom);
    }
    return all;
}

static bool fits(struct render_box box, const struct render_box *stage, int32_t um_per_px,
                 int32_t margin_px)
{
    int64_t margin_um = larger(MARGIN_UM, margin_px * um_per_px);
    int64_t width = (int64_t)box.right - box.left + 2 * margin_um;
    int64_t height = (int64_t)box.bottom - box.top + 2 * margin_um;
    return width <= ((int64_t)stage->right - stage->left) * um_per_px &&
           height <= ((int64_t)stage->bottom - stage->top) * um_per_px;
}

/* The nearest scale; labels keep their size in px, so it is searched for. */
static int32_t fitting_scale(const struct render_part *parts, size_t count,
                             const struct render_box *stage, const struct label_size *labels,
                             int32_t nearest_um, int32_t margin_px)
{
    int32_t um_per_px = nearest_um;
    while (um_per_px < FARTHEST_UM &&
           !fits(bounds_of_all(parts, count, labels, um_per_px), stage, um_per_px, margin_px))
        um_per_px += 1 + um_per_px / 100;
    return um_per_px;
}

void layout_fit(struct render_view *view, const struct render_part *parts, size_t count,
                const struct render_box *stage, const struct label_size *labels, int scale)
{
    int32_t nearest_um = larger(NEAREST_UM * LAYOUT_SCALE_ONE / scale, 8);
    int32_t um_per_px = fitting_scale(parts, count, stage, labels, nearest_um,
                                      MARGIN_PX * scale / LAYOUT_SCALE_ONE);
    struct render_box box = bounds_of_all(parts, count, labels, um_per_px);
    int64_t middle_x = ((int64_t)box.left + box.right) / 2;
    int64_t middle_y = ((int64_t)box.top + box.bottom) / 2;
    view->um_per_px = um_per_px;
    view->left_um =
        (int32_t)(middle_x - ((int64_t)stage->left + (stage->right - stage->left) / 2) * um_per_px);
    view->top_um =
        (int32_t)(middle_y - ((int64_t)stage->top + (stage->bottom - stage->top) / 2) * um_per_px);
}

/* ---- Parts that the scene does not place --------------------------------------------------- */

/* Rings stand with rings and grids, each strip alone, and what is small comes last. */
enum row_kind { ROW_LARGE, ROW_STRIPS, ROW_SMALL, ROW_KINDS };

static enum row_kind row_kind(const struct render_part *part)
{
    if (part->kind == RENDER_RING || part->kind == RENDER_GRID)
        return ROW_LARGE;
    return part->kind == RENDER_STRIP ? ROW_STRIPS : ROW_SMALL;
}

/* Centre parts list[0..count) around x = 0, below `top_um`. Returns where the next row begins. */
static int32_t set_row(struct render_part *parts, const size_t *list, size_t count, int32_t top_um,
                       const struct label_size *labels, int32_t um_per_px)
{
    int32_t width = -GAP_UM;
    int32_t bottom_um = top_um;
    for (size_t i = 0; i < count; i++) {
        struct render_box box = with_label(&parts[list[i]], labels[list[i]], um_per_px);
        width += box.right - box.left + GAP_UM;
    }
    int32_t x_um = -width / 2;
    for (size_t i = 0; i < count; i++) {
        struct render_part *part = &parts[list[i]];
        struct render_box box = with_label(part, labels[list[i]], um_per_px);
        part->x_um += x_um - box.left;
        part->y_um += top_um - box.top;
        bottom_um = larger(bottom_um, top_um + box.bottom - box.top);
        x_um += box.right - box.left + GAP_UM;
    }
    return bottom_um + GAP_UM;
}

/* The parts of one kind of row that have no place, `columns` in each. */
static int32_t set_kind(const struct scene *scene, struct render_part *parts, enum row_kind kind,
                        size_t columns, int32_t top_um, const struct label_size *labels,
                        int32_t um_per_px)
{
    size_t list[SCENE_PARTS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < scene->part_count; i++) {
        if (scene->parts[i].placed || row_kind(&parts[i]) != kind)
            continue;
        list[count++] = i;
        if (count == columns || count == SCENE_PARTS_MAX) {
            top_um = set_row(parts, list, count, top_um, labels, um_per_px);
            count = 0;
        }
    }
    return count ? set_row(parts, list, count, top_um, labels, um_per_px) : top_um;
}

static int32_t below_placed(const struct scene *scene, const struct render_part *parts)
{
    bool any = false;
    int32_t bottom_um = 0;
    for (size_t i = 0; i < scene->part_count; i++) {
        if (!scene->parts[i].placed)
            continue;
        int32_t part_um = render_bounds(&parts[i]).bottom + GAP_UM + 8000;
        bottom_um = any ? larger(bottom_um, part_um) : part_um;
        any = true;
    }
    return bottom_um;
}

static void set_columns(const struct scene *scene, struct render_part *parts, size_t columns,
                        const struct label_size *labels, int32_t um_per_px)
{
    for (size_t i = 0; i < scene->part_count; i++)
        set_form(&parts[i], &scene->parts[i]);
    int32_t top_um = below_placed(scene, parts);
    for (int kind = 0; kind < ROW_KINDS; kind++)
        top_um = set_kind(scene, parts, (enum row_kind)kind, kind == ROW_STRIPS ? 1 : columns,
                          top_um, labels, um_per_px);
}

/* Labels keep their size in px, and so take the more room the farther the parts are: set them, see
 * how far that is, and again. Returns um a px. */
static int32_t settle(const struct scene *scene, struct render_part *parts, size_t columns,
                      const struct render_box *stage, const struct label_size *labels)
{
    int32_t um_per_px = 50;
    int32_t before = 0;
    for (int i = 0; i < 12 && um_per_px != before; i++) {
        before = um_per_px;
        set_columns(scene, parts, columns, labels, um_per_px);
        um_per_px = fitting_scale(parts, scene->part_count, stage, labels, um_per_px, 0);
    }
    return um_per_px;
}

void layout_parts(const struct scene *scene, struct render_part *parts,
                  const struct render_box *stage, const struct label_size *labels)
{
    size_t best = 1;
    int32_t best_um = INT32_MAX;
    for (size_t columns = 1; columns <= scene->part_count; columns++) {
        int32_t um_per_px = settle(scene, parts, columns, stage, labels);
        if (um_per_px < best_um) {
            best_um = um_per_px;
            best = columns;
        }
    }
    if (scene->part_count)
        (void)settle(scene, parts, best, stage, labels);
}

/* ---- What they show -------------------------------------------------------------------------
 */

void layout_light(const struct sim *sim, const struct scene *scene, struct render_part *parts)
{
    for (size_t i = 0; i < scene->part_count; i++) {
        switch (scene->parts[i].type) {
        case PART_NEOPIXEL:
            parts[i].light = sim_pixels(sim, i, NULL);
            break;
        case PART_LED:
            parts[i].lit = sim_level(sim, i);
            break;
        case PART_BUTTON:
            parts[i].pressed = sim_pressed(sim, i);
            break;
        }
    }
}
