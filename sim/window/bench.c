/* bench.c - the parts as they are, and what they are called.         SPDX-License-Identifier: MIT
 */
#include "window/internal.h"

#include <stdio.h>
#include <string.h>

#define EDGE 36 /* px of the design, in which light fades */

static bool stands_inside(const struct window *window, size_t part)
{
    return layout_label_inside(&window->parts[part], window->labels[part], window->view.um_per_px);
}

/* ---- Layout -------------------------------------------------------------------------------- */

static int joined_width(struct window *window, const struct scene_part *part)
{
    return text_width(window->text, TEXT_BODY, part->name) + scaled(window, 8) +
           text_width(window->text, TEXT_SMALL, part->pin->name);
}

/* A ring's name stands above its pin; others have both on one line, and below it their key. */
static struct label_size measure_label(struct window *window, const struct scene_part *part)
{
    struct label_size size = {0, scaled(window, 8) + text_height(window->text, TEXT_BODY)};
    if (part->type == PART_NEOPIXEL && part->shape == SHAPE_RING) {
        int pin = text_width(window->text, TEXT_SMALL, part->pin->name);
        size.width = text_width(window->text, TEXT_STRONG, part->name);
        size.width = pin > size.width ? pin : size.width;
        size.height += text_height(window->text, TEXT_SMALL);
        return size;
    }
    const char *cap = key_cap(part);
    size.width = joined_width(window, part);
    if (!cap)
        return size;
    int key = key_width(window, cap);
    size.width = key > size.width ? key : size.width;
    size.height += scaled(window, 8) + key_height(window);
    return size;
}

/* What the user chose stays: places of parts, the scale, and what is in the middle. */
static void keep_view(struct window *window, struct render_view before)
{
    struct render_view *view = &window->view;
    view->um_per_px = before.um_per_px;
    view->left_um = before.left_um + (before.width - view->width) / 2 * view->um_per_px;
    view->top_um = before.top_um + (before.height - view->height) / 2 * view->um_per_px;
}

void bench_arrange(struct window *window)
{
    const SDL_Rect box = window->places[PANEL_BENCH].box;
    const struct render_box stage = {0, 0, box.w,
                                     box.h - bench_foot(window).h - bench_board_height(window)};
    struct render_view before = window->view;
    struct render_part parts[SCENE_PARTS_MAX];
    memcpy(parts, window->parts, sizeof parts);
    for (size_t i = 0; i < window->scene->part_count; i++)
        window->labels[i] = measure_label(window, &window->scene->parts[i]);
    layout_parts(window->scene, window->parts, &stage, window->labels);
    for (size_t i = 0; i < window->scene->part_count; i++)
        if (window->bench.moved[i]) {
            window->parts[i].x_um = parts[i].x_um;
            window->parts[i].y_um = parts[i].y_um;
        }
    layout_fit(&window->view, window->parts, window->scene->part_count, &stage, window->labels,
               window->scale);
    window->view.width = box.w > 16384 ? 16384 : box.w;
    window->view.height = box.h > 16384 ? 16384 : box.h;
    window->view.background = window->colors->ground;
    window->view.ambient = window->colors->ambient;
    if (window->bench.own_view)
        keep_view(window, before);
}

/* ---- Picture ------------------------------------------------------------------------------- */

static void read_parts(struct window *window)
{
    layout_light(window->travel.sim, window->scene, window->parts);
    for (size_t i = 0; i < window->scene->part_count; i++)
        if (window->holds[i])
            window->parts[i].pressed = true;
}

uint32_t window_pixel_color(const struct window *window, const uint8_t *codes)
{
    return (uint32_t)window->encoded[codes[0]] << 16 | (uint32_t)window->encoded[codes[1]] << 8 |
           window->encoded[codes[2]];
}

static void set_exposure(struct window *window)
{
    int stops = window->exposure_stops;
    uint32_t exposure = stops < 0 ? 256u >> -stops : 256u << stops;
    if (window->view.exposure == exposure)
        return;
    window->view.exposure = (uint16_t)exposure;
    for (uint32_t code = 0; code < 256; code++)
        window->encoded[code] =
            render_encode(code * 32768 / 255 * exposure / RENDER_EXPOSURE_NEUTRAL);
}

static const struct render_picture *draw_picture(struct window *window)
{
    read_parts(window);
    set_exposure(window);
    return render_draw(window->render, &window->view, window->parts, window->scene->part_count);
}

/* ---- Labels -------------------------------------------------------------------------------- */

/* Where a place of the bench is in the frame. */
SDL_Point bench_to_px(const struct window *window, int32_t x_um, int32_t y_um)
{
    const struct render_view *view = &window->view;
    SDL_Rect box = window->places[PANEL_BENCH].box;
    return (SDL_Point){box.x + (int)(((int64_t)x_um - view->left_um) / view->um_per_px),
                       box.y + (int)(((int64_t)y_um - view->top_um) / view->um_per_px)};
}

static void label_ring(struct window *window, size_t index)
{
    const struct render_part *part = &window->parts[index];
    const struct scene_part *source = &window->scene->parts[index];
    int strong = text_height(window->text, TEXT_STRONG);
    int height = strong + text_height(window->text, TEXT_SMALL);
    SDL_Point at = bench_to_px(window, part->x_um, part->y_um);
    if (stands_inside(window, index))
        at.y -= height / 2;
    else
        at.y = bench_to_px(window, 0, render_bounds(part).bottom).y + scaled(window, 8);
    text_draw(window->text, TEXT_STRONG, TEXT_CENTRE, at.x, at.y, window->colors->words,
              source->name);
    text_draw(window->text, TEXT_SMALL, TEXT_CENTRE, at.x, at.y + strong, window->colors->dim,
              source->pin->name);
}

static void label_other(struct window *window, size_t index)
{
    const struct render_part *part = &window->parts[index];
    const struct scene_part *source = &window->scene->parts[index];
    SDL_Point at = bench_to_px(window, part->x_um, render_bounds(part).bottom);
    int body = text_height(window->text, TEXT_BODY);
    int y = at.y + scaled(window, 8);
    int x = at.x - joined_width(window, source) / 2;
    int lower = (body - text_height(window->text, TEXT_SMALL)) * 3 / 4;
    x += text_draw(window->text, TEXT_BODY, TEXT_LEFT, x, y, window->colors->words, source->name);
    text_draw(window->text, TEXT_SMALL, TEXT_LEFT, x + scaled(window, 8), y + lower,
              window->colors->dim, source->pin->name);
    const char *cap = key_cap(source);
    if (cap)
        draw_key(window, at.x - key_width(window, cap) / 2, y + body + scaled(window, 8), cap,
                 part->pressed);
}

static void label_nothing(struct window *window)
{
    SDL_Rect box = window->places[PANEL_BENCH].box;
    text_draw(window->text, TEXT_SMALL, TEXT_CENTRE, box.x + box.w / 2, box.y + box.h / 2,
              window->colors->dim, "nothing is wired to this board");
}

static void draw_labels(struct window *window)
{
    if (window->scene->part_count == 0)
        label_nothing(window);
    for (size_t i = 0; i < window->scene->part_count; i++) {
        if (window->parts[i].kind == RENDER_RING)
            label_ring(window, i);
        else
            label_other(window, i);
    }
}

static void draw_choice(struct window *window)
{
    size_t part = window->bench.chosen;
    if (part >= window->scene->part_count || window->focus != PANEL_BENCH)
        return;
    struct render_box um = render_bounds(&window->parts[part]);
    SDL_Point corner = bench_to_px(window, um.left, um.top);
    SDL_Point end = bench_to_px(window, um.right, um.bottom);
    int pad = scaled(window, 4);
    bench_draw_choice(window, (SDL_Rect){corner.x - pad, corner.y - pad, end.x - corner.x + 2 * pad,
                                         end.y - corner.y + 2 * pad});
}

/* A box of the picture, in its own px, with what lies over it. */
static SDL_Rect draw_box(struct window *window, const struct render_picture *picture, SDL_Rect from)
{
    SDL_Rect box = window->places[PANEL_BENCH].box;
    SDL_Rect drawn = {box.x + from.x, box.y + from.y, from.w, from.h};
    frame_clip(&window->frame, drawn);
    draw_pixels(&window->frame, drawn.x, drawn.y, picture->pixels, picture->width, from);
    SDL_Rect stage = {box.x, box.y, box.w, box.h - bench_foot(window).h};
    fade_edges(&window->frame, stage, scaled(window, EDGE), window->colors->ground);
    bench_draw_wires(window);
    draw_labels(window);
    draw_choice(window);
    bench_draw_foot(window);
    if (window->bench.hovers)
        bench_draw_hover(window, box);
    return drawn;
}

SDL_Rect bench_draw(struct window *window, SDL_Rect box, bool whole)
{
    const struct render_picture *picture = draw_picture(window);
    const SDL_Rect none = {0, 0, 0, 0};
    if (!picture) {
        window->failed = true;
        return none;
    }
    record_picture(window, picture);
    if (whole)
        return draw_box(window, picture, (SDL_Rect){0, 0, picture->width, picture->height});
    struct render_box changed = picture->changed;
    SDL_Rect from = {changed.left, changed.top, changed.right - changed.left,
                     changed.bottom - changed.top};
    SDL_Rect foot = bench_foot(window);
    foot.x -= box.x;
    foot.y -= box.y;
    frame_changed(&window->frame, draw_box(window, picture, foot));
    return from.w > 0 && from.h > 0 ? draw_box(window, picture, from) : none;
}

/* ---- The icon ------------------------------------------------------------------------------- */

void bench_icon(SDL_Window *handle)
{
    enum { SIZE = 128, COUNT = 12 };
    uint8_t light[3 * COUNT];
    for (int i = 0; i < COUNT; i++) {
        uint32_t color = (uint32_t)colorwheel((uint8_t)(i * 256 / COUNT));
        for (int j = 0; j < 3; j++)
            light[3 * i + j] = (uint8_t)(color >> (16 - 8 * j));
    }
    struct render_part ring = {.kind = RENDER_RING, .count = COUNT, .channels = 3, .light = light};
    struct render_view view = {.width = SIZE,
                               .height = SIZE,
                               .um_per_px = 340,
                               .left_um = -SIZE * 170,
                               .top_um = -SIZE * 170,
                               .background = colors_dark.ground,
                               .exposure = RENDER_EXPOSURE_NEUTRAL,
                               .ambient = RENDER_AMBIENT_ROOM};
    struct render *render = render_new();
    const struct render_picture *picture = render ? render_draw(render, &view, &ring, 1) : NULL;
    SDL_Surface *surface = NULL;
    if (picture)
        surface = SDL_CreateRGBSurfaceWithFormat(0, SIZE, SIZE, 32, SDL_PIXELFORMAT_ARGB8888);
    if (surface) {
        for (int row = 0; row < SIZE; row++)
            SDL_memcpy((uint8_t *)surface->pixels + row * surface->pitch,
                       picture->pixels + (size_t)row * SIZE, SIZE * 4);
        SDL_SetWindowIcon(handle, surface);
        SDL_FreeSurface(surface);
    }
    render_free(render);
}
