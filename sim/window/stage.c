/* stage.c - the parts as they are, and what they are called.         SPDX-License-Identifier: MIT
 */
#include "window/internal.h"

#include <stdio.h>

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

void stage_layout(struct window *window)
{
    int width;
    int height;
    SDL_GetRendererOutputSize(window->renderer, &window->width, &window->height);
    SDL_GetWindowSize(window->handle, &width, &height);
    int density = width > 0 ? window->width * LAYOUT_SCALE_ONE / width : LAYOUT_SCALE_ONE;
    window->scale = layout_scale(window->width, window->height, density);
    text_scale(window->text, window->scale);
    for (size_t i = 0; i < window->scene->part_count; i++)
        window->labels[i] = measure_label(window, &window->scene->parts[i]);
    int top = header_height(window);
    int bottom = key_bar_height(window) + console_height(window);
    int bench = window->height - top - bottom;
    window->bench = (SDL_Rect){0, top, window->width, bench > 1 ? bench : 1};
    struct render_box stage = {0, top, window->width, top + window->bench.h};
    layout_parts(window->scene, window->parts, &stage, window->labels);
    layout_fit(&window->view, window->parts, window->scene->part_count, &stage, window->labels,
               window->scale);
    window->view.width = window->width > 16384 ? 16384 : window->width;
    window->view.height = window->height > 16384 ? 16384 : window->height;
    window->view.background = COLOR_GROUND;
    window->view.ambient = RENDER_AMBIENT_ROOM;
    window->laid_out = true;
    window->drawn = false;
}

/* ---- Picture ------------------------------------------------------------------------------- */

static void read_parts(struct window *window)
{
    layout_light(window->sim, window->scene, window->parts);
    for (size_t i = 0; i < window->scene->part_count; i++)
        if (window->holds[i])
            window->parts[i].pressed = true;
}

static bool fit_texture(struct window *window, const struct render_picture *picture)
{
    int width = 0;
    int height = 0;
    if (window->stage)
        SDL_QueryTexture(window->stage, NULL, NULL, &width, &height);
    if (width == picture->width && height == picture->height)
        return true;
    if (window->stage)
        SDL_DestroyTexture(window->stage);
    window->stage = SDL_CreateTexture(window->renderer, SDL_PIXELFORMAT_ARGB8888,
                                      SDL_TEXTUREACCESS_STREAMING, picture->width, picture->height);
    if (!window->stage)
        return false;
    SDL_SetTextureBlendMode(window->stage, SDL_BLENDMODE_NONE);
    SDL_UpdateTexture(window->stage, NULL, picture->pixels, picture->width * 4);
    return true;
}

static bool draw_picture(struct window *window)
{
    read_parts(window);
    window->view.exposure =
        (uint16_t)(window->exposure_stops < 0 ? RENDER_EXPOSURE_NEUTRAL >> -window->exposure_stops
                                              : RENDER_EXPOSURE_NEUTRAL << window->exposure_stops);
    const struct render_picture *picture =
        render_draw(window->render, &window->view, window->parts, window->scene->part_count);
    if (!picture || !fit_texture(window, picture))
        return false;
    struct render_box changed = picture->changed;
    SDL_Rect part = {changed.left, changed.top, changed.right - changed.left,
                     changed.bottom - changed.top};
    if (part.w > 0 && part.h > 0) {
        size_t first = (size_t)part.y * (size_t)picture->width + (size_t)part.x;
        SDL_UpdateTexture(window->stage, &part, picture->pixels + first, picture->width * 4);
    }
    SDL_Rect whole = {0, 0, picture->width, picture->height};
    SDL_RenderCopy(window->renderer, window->stage, NULL, &whole);
    return true;
}

/* ---- Labels -------------------------------------------------------------------------------- */

static SDL_Point to_px(const struct render_view *view, int32_t x_um, int32_t y_um)
{
    return (SDL_Point){(int)(((int64_t)x_um - view->left_um) / view->um_per_px),
                       (int)(((int64_t)y_um - view->top_um) / view->um_per_px)};
}

static void label_ring(struct window *window, size_t index)
{
    const struct render_part *part = &window->parts[index];
    const struct scene_part *source = &window->scene->parts[index];
    int strong = text_height(window->text, TEXT_STRONG);
    int height = strong + text_height(window->text, TEXT_SMALL);
    SDL_Point at = to_px(&window->view, part->x_um, part->y_um);
    if (stands_inside(window, index))
        at.y -= height / 2;
    else
        at.y = to_px(&window->view, 0, render_bounds(part).bottom).y + scaled(window, 8);
    text_draw(window->text, TEXT_STRONG, TEXT_CENTRE, at.x, at.y, COLOR_WORDS, source->name);
    text_draw(window->text, TEXT_SMALL, TEXT_CENTRE, at.x, at.y + strong, COLOR_DIM,
              source->pin->name);
}

static void label_other(struct window *window, size_t index)
{
    const struct render_part *part = &window->parts[index];
    const struct scene_part *source = &window->scene->parts[index];
    SDL_Point at = to_px(&window->view, part->x_um, render_bounds(part).bottom);
    int body = text_height(window->text, TEXT_BODY);
    int y = at.y + scaled(window, 8);
    int x = at.x - joined_width(window, source) / 2;
    int lower = (body - text_height(window->text, TEXT_SMALL)) * 3 / 4;
    x += text_draw(window->text, TEXT_BODY, TEXT_LEFT, x, y, COLOR_WORDS, source->name);
    text_draw(window->text, TEXT_SMALL, TEXT_LEFT, x + scaled(window, 8), y + lower, COLOR_DIM,
              source->pin->name);
    const char *cap = key_cap(source);
    if (cap)
        draw_key(window, at.x - key_width(window, cap) / 2, y + body + scaled(window, 8), cap,
                 part->pressed);
}

bool stage_draw(struct window *window)
{
    if (!draw_picture(window))
        return false;
    for (size_t i = 0; i < window->scene->part_count; i++) {
        if (window->parts[i].kind == RENDER_RING)
            label_ring(window, i);
        else
            label_other(window, i);
    }
    return true;
}

size_t stage_button_at(const struct window *window, int x, int y)
{
    const struct render_view *view = &window->view;
    int64_t x_um = view->left_um + (int64_t)x * view->um_per_px + view->um_per_px / 2;
    int64_t y_um = view->top_um + (int64_t)y * view->um_per_px + view->um_per_px / 2;
    for (size_t i = window->scene->part_count; i-- > 0;)
        if (window->parts[i].kind == RENDER_BUTTON &&
            render_hit(&window->parts[i], (int32_t)x_um, (int32_t)y_um))
            return i;
    return window->scene->part_count;
}

void stage_icon(SDL_Window *handle)
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
                               .background = COLOR_GROUND,
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
