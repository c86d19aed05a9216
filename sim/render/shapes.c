/* shapes.c - anti-aliased shapes by their distance, in integers.     SPDX-License-Identifier: MIT
 */
#include "render/internal.h"

/* A brush ready for use: linear light, and how distance becomes coverage. */
struct paint {
    int32_t upper[3];
    int32_t lower[3];
    int32_t edge_um;
    int32_t opacity;
    bool soft;
};

struct shape shape_disc(struct point at, int32_t radius)
{
    return (struct shape){.kind = SHAPE_DISC, .at = at, .radius = radius};
}

struct shape shape_annulus(struct point at, int32_t radius, int32_t half)
{
    return (struct shape){.kind = SHAPE_ANNULUS, .at = at, .radius = radius, .half = half};
}

struct shape shape_box(const struct place *place, int32_t half_width, int32_t half_height,
                       int32_t radius)
{
    return (struct shape){.kind = SHAPE_BOX,
                          .at = place->at,
                          .radius = radius,
                          .half_width = half_width,
                          .half_height = half_height,
                          .cosine = place->cosine,
                          .sine = place->sine};
}

/* From the shape's centre to its outermost points along x and y. */
static struct point extent(const struct shape *shape)
{
    int32_t radius = shape->radius + shape->half;
    if (shape->kind != SHAPE_BOX)
        return (struct point){radius, radius};
    int64_t cosine = shape->cosine < 0 ? -shape->cosine : shape->cosine;
    int64_t sine = shape->sine < 0 ? -shape->sine : shape->sine;
    int64_t x = shape->half_width * cosine + shape->half_height * sine;
    int64_t y = shape->half_width * sine + shape->half_height * cosine;
    return (struct point){(int32_t)(x / RENDER_ONE) + 1, (int32_t)(y / RENDER_ONE) + 1};
}

static int32_t length(int64_t x, int64_t y)
{
    return (int32_t)square_root((uint64_t)(x * x + y * y));
}

/* Farther than `margin` from the edge its sign alone matters, so no root is drawn. */
static int32_t circle_distance(int64_t x, int64_t y, int32_t radius, int32_t margin)
{
    int64_t r2 = x * x + y * y;
    int64_t near = maximum(radius - margin, 0);
    int64_t far = (int64_t)radius + margin;
    if (r2 >= far * far)
        return margin;
    if (r2 < near * near)
        return -margin;
    return length(x, y) - radius;
}

static int32_t box_distance(const struct shape *shape, int32_t x, int32_t y)
{
    int64_t along = ((int64_t)x * shape->cosine + (int64_t)y * shape->sine) / RENDER_ONE;
    int64_t across = ((int64_t)y * shape->cosine - (int64_t)x * shape->sine) / RENDER_ONE;
    int32_t right = (int32_t)(along < 0 ? -along : along) - shape->half_width + shape->radius;
    int32_t below = (int32_t)(across < 0 ? -across : across) - shape->half_height + shape->radius;
    int32_t result = right <= 0 || below <= 0 ? maximum(right, below) : length(right, below);
    int64_t corner = along + across - shape->half_width - shape->half_height + shape->cut;
    if (!shape->cut)
        return result - shape->radius;
    return maximum(result - shape->radius, (int32_t)(corner * 181 / 256));
}

/* Below zero inside; x and y are from the shape's centre. Exact up to `margin` from its edge. */
static int32_t distance(const struct shape *shape, int32_t x, int32_t y, int32_t margin)
{
    int32_t inner;
    int32_t outer;
    switch (shape->kind) {
    case SHAPE_DISC:
        return circle_distance(x, y, shape->radius, margin);
    case SHAPE_ANNULUS:
        inner = circle_distance(x, y, maximum(shape->radius - shape->half, 0), margin);
        outer = circle_distance(x, y, shape->radius + shape->half, margin);
        return maximum(outer, -inner);
    default:
        return box_distance(shape, x, y);
    }
}

static void linear_color(int32_t linear[3], uint32_t color, uint16_t ambient)
{
    for (int i = 0; i < 3; i++) {
        uint32_t light = decode_byte((uint8_t)(color >> (16 - 8 * i)));
        linear[i] = (int32_t)(light * ambient / RENDER_AMBIENT_ROOM);
        linear[i] = minimum(linear[i], 65535);
    }
}

static int32_t coverage(const struct paint *paint, int32_t distance_um)
{
    int64_t inside = (int64_t)paint->edge_um / 2 - distance_um;
    if (inside <= 0)
        return 0;
    if (inside >= paint->edge_um)
        return paint->opacity;
    int32_t part = (int32_t)(inside * 256 / paint->edge_um);
    if (paint->soft)
        part = part * part * (768 - 2 * part) / 65536;
    return part * paint->opacity / 256;
}

static void blend(uint16_t *pixel, size_t plane, const struct paint *paint, int32_t covered,
                  int32_t height)
{
    for (int i = 0; i < 3; i++, pixel += plane) {
        int32_t color = paint->upper[i] + (paint->lower[i] - paint->upper[i]) * height / 256;
        *pixel = (uint16_t)(*pixel + (color - *pixel) * covered / 256);
    }
}

/* Half of what a circle of that radius has at a distance of `y`; -1: nothing. */
static int32_t half_chord(int64_t radius, int64_t y)
{
    int64_t rest = radius * radius - y * y;
    return radius < 0 || rest < 0 ? -1 : (int32_t)square_root((uint64_t)rest);
}

/* Where round shapes can have ink in a row: columns from `left` on, up to `right`, but for those
 * from `hole` on, up to `hole_end`. */
struct stretch {
    int32_t left, hole, hole_end, right;
};

static struct stretch round_stretch(const struct render_view *view, const struct shape *shape,
                                    int32_t edge_um, struct render_box box, int32_t y)
{
    struct stretch all = {box.left, box.right, box.right, box.right};
    if (shape->kind == SHAPE_BOX)
        return all;
    int64_t um = view->um_per_px, middle = (int64_t)shape->at.x_um - view->left_um;
    int32_t outer = half_chord((int64_t)shape->radius + shape->half + edge_um, y);
    if (outer < 0)
        return (struct stretch){box.left, box.left, box.left, box.left};
    all.left = clamp((int32_t)((middle - outer) / um) - 1, box.left, box.right);
    all.right = clamp((int32_t)((middle + outer) / um) + 2, box.left, box.right);
    int32_t inner = shape->kind == SHAPE_DISC
                        ? -1
                        : half_chord((int64_t)shape->radius - shape->half - edge_um, y);
    all.hole = all.hole_end = all.right;
    if (inner > 2 * um) {
        all.hole = clamp((int32_t)((middle - inner) / um) + 2, all.left, all.right);
        all.hole_end = clamp((int32_t)((middle + inner) / um) - 2, all.hole, all.right);
    }
    return all;
}

static void paint_row(const struct canvas *canvas, const struct shape *shape,
                      const struct paint *paint, struct render_box box, int32_t row)
{
    const struct render_view *view = canvas->view;
    int32_t reach = maximum(extent(shape).y_um, 1);
    int32_t y = view->top_um + row * view->um_per_px + view->um_per_px / 2 - shape->at.y_um;
    int32_t height = clamp(128 + (int32_t)((int64_t)y * 128 / reach), 0, 256);
    struct stretch stretch = round_stretch(view, shape, paint->edge_um, box, y);
    uint16_t *line = canvas->base + (size_t)row * (size_t)view->width;
    for (int32_t column = stretch.left; column < stretch.right; column++) {
        column = column == stretch.hole ? stretch.hole_end : column;
        if (column == stretch.right)
            break;
        int32_t x = view->left_um + column * view->um_per_px + view->um_per_px / 2 - shape->at.x_um;
        int32_t covered = coverage(paint, distance(shape, x, y, paint->edge_um));
        if (covered)
            blend(line + column, canvas->plane, paint, covered, height);
    }
}

void canvas_paint(const struct canvas *canvas, const struct shape *shape, const struct brush *brush)
{
    int32_t um_per_px = canvas->view->um_per_px;
    struct paint paint = {.edge_um = maximum(brush->feather_um, um_per_px),
                          .opacity = brush->opacity,
                          .soft = brush->feather_um > um_per_px};
    struct point reach = extent(shape);
    reach.x_um += paint.edge_um;
    reach.y_um += paint.edge_um;
    struct render_box um = {shape->at.x_um - reach.x_um, shape->at.y_um - reach.y_um,
                            shape->at.x_um + reach.x_um, shape->at.y_um + reach.y_um};
    struct render_box box = box_intersection(box_to_px(canvas->view, um), canvas->clip);
    linear_color(paint.upper, brush->color, canvas->view->ambient);
    linear_color(paint.lower, brush->lower_color, canvas->view->ambient);
    for (int32_t row = box.top; row < box.bottom; row++)
        paint_row(canvas, shape, &paint, box, row);
}

void canvas_fill(const struct canvas *canvas, struct shape shape, uint32_t color)
{
    canvas_paint(canvas, &shape, &(struct brush){color, color, 0, 256});
}

void canvas_shadow(const struct canvas *canvas, struct shape shape, int32_t depth_um)
{
    /* The lamp is up left: what is higher throws its shadow farther, and softer. */
    shape.at.x_um += depth_um / 4;
    shape.at.y_um += depth_um / 2;
    canvas_paint(canvas, &shape, &(struct brush){0, 0, 2 * depth_um, 200});
}

void canvas_clear(const struct canvas *canvas, uint32_t color)
{
    int32_t linear[3];
    linear_color(linear, color, canvas->view->ambient);
    for (int i = 0; i < 3; i++)
        for (int32_t row = canvas->clip.top; row < canvas->clip.bottom; row++) {
            uint16_t *line = canvas->base + (size_t)i * canvas->plane +
                             (size_t)row * (size_t)canvas->view->width;
            for (int32_t column = canvas->clip.left; column < canvas->clip.right; column++)
                line[column] = (uint16_t)linear[i];
        }
}
