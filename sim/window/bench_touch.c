/* bench_touch.c - what mouse and keys do on the bench: press, move, look nearer.
 *                                                                  SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "window/internal.h"

#define NEAREST_UM  8
#define FARTHEST_UM 100000
#define PAN_PX      40
#define STEP_UM     1000 /* of a part by an arrow key; ten times that with Shift */

/* ---- Places --------------------------------------------------------------------------------- */

static int32_t x_um(const struct window *window, int x)
{
    const struct render_view *view = &window->view;
    return view->left_um + (x - window->places[PANEL_BENCH].box.x) * view->um_per_px +
           view->um_per_px / 2;
}

static int32_t y_um(const struct window *window, int y)
{
    const struct render_view *view = &window->view;
    return view->top_um + (y - window->places[PANEL_BENCH].box.y) * view->um_per_px +
           view->um_per_px / 2;
}

/* The part at a place in the frame, px; part_count if there is none. */
static size_t part_at(const struct window *window, int x, int y)
{
    for (size_t i = window->scene->part_count; i-- > 0;)
        if (render_hit(&window->parts[i], x_um(window, x), y_um(window, y)))
            return i;
    return window->scene->part_count;
}

static void move_part(struct window *window, size_t part, int32_t to_x_um, int32_t to_y_um)
{
    struct bench *bench = &window->bench;
    bench->own_view = true;
    bench->moved[part] = true;
    window->parts[part].x_um = to_x_um;
    window->parts[part].y_um = to_y_um;
    panel_stale(window, PANEL_BENCH);
}

static void pan(struct window *window, int px, int py)
{
    window->bench.own_view = true;
    window->view.left_um += px * window->view.um_per_px;
    window->view.top_um += py * window->view.um_per_px;
    panel_stale(window, PANEL_BENCH);
}

/* What is at x, y stays there. */
static void zoom(struct window *window, int x, int y, bool nearer)
{
    struct render_view *view = &window->view;
    SDL_Rect box = window->places[PANEL_BENCH].box;
    int32_t at_x_um = x_um(window, x);
    int32_t at_y_um = y_um(window, y);
    int32_t um = nearer ? view->um_per_px * 5 / 6 : view->um_per_px * 6 / 5 + 1;
    view->um_per_px = um < NEAREST_UM ? NEAREST_UM : um > FARTHEST_UM ? FARTHEST_UM : um;
    view->left_um = at_x_um - (x - box.x) * view->um_per_px - view->um_per_px / 2;
    view->top_um = at_y_um - (y - box.y) * view->um_per_px - view->um_per_px / 2;
    window->bench.own_view = true;
    panel_stale(window, PANEL_BENCH);
}

/* ---- Mouse ---------------------------------------------------------------------------------- */

static bool press(struct window *window, size_t part)
{
    if (window->parts[part].kind != RENDER_BUTTON)
        return false;
    if (window->holds[part] & HOLD_STICKY)
        input_hold(window, part, HOLD_STICKY, false);
    else
        input_hold(window, part, SDL_GetModState() & KMOD_CTRL ? HOLD_STICKY : HOLD_MOUSE, true);
    return true;
}

/* The left button presses a button and moves what is none; the right one moves either. */
static bool mouse_down(struct window *window, const SDL_MouseButtonEvent *event)
{
    struct bench *bench = &window->bench;
    size_t part = part_at(window, event->x, event->y);
    bool on_part = part < window->scene->part_count;
    bench->drag = BENCH_DRAGS_NOTHING;
    if (event->button == SDL_BUTTON_LEFT && on_part && press(window, part))
        return true;
    bench->drag = on_part ? BENCH_DRAGS_PART : BENCH_DRAGS_GROUND;
    bench->chosen = part;
    bench->from = (SDL_Point){event->x, event->y};
    bench->from_x_um = on_part ? window->parts[part].x_um : window->view.left_um;
    bench->from_y_um = on_part ? window->parts[part].y_um : window->view.top_um;
    panel_stale(window, PANEL_BENCH);
    return true;
}

static bool mouse_up(struct window *window)
{
    window->bench.drag = BENCH_DRAGS_NOTHING;
    for (size_t i = 0; i < window->scene->part_count; i++)
        if (window->holds[i] & HOLD_MOUSE)
            input_hold(window, i, HOLD_MOUSE, false);
    return true;
}

static void drag(struct window *window, int x, int y)
{
    struct bench *bench = &window->bench;
    int32_t right_um = (x - bench->from.x) * window->view.um_per_px;
    int32_t down_um = (y - bench->from.y) * window->view.um_per_px;
    if (bench->drag == BENCH_DRAGS_PART) {
        move_part(window, bench->chosen, bench->from_x_um + right_um, bench->from_y_um + down_um);
    } else {
        window->view.left_um = bench->from_x_um - right_um;
        window->view.top_um = bench->from_y_um - down_um;
        pan(window, 0, 0);
    }
}

/* Which pixel the mouse is over. */
static void hover(struct window *window, int x, int y)
{
    struct bench *bench = &window->bench;
    bool before = bench->hovers;
    bench->hovers = false;
    for (size_t i = window->scene->part_count; i-- > 0 && !bench->hovers;) {
        bench->hovered = i;
        bench->hovers = render_pixel_hit(&window->parts[i], x_um(window, x), y_um(window, y),
                                         &bench->hovered_pixel);
    }
    if (before || bench->hovers)
        panel_stale(window, PANEL_BENCH);
}

static bool mouse_moved(struct window *window, int x, int y)
{
    if (window->dragged == PANEL_BENCH && window->bench.drag != BENCH_DRAGS_NOTHING)
        drag(window, x, y);
    else
        hover(window, x, y);
    return true;
}

/* ---- Keys ----------------------------------------------------------------------------------- */

static void arrow(struct window *window, int right, int down)
{
    size_t part = window->bench.chosen;
    int32_t step_um = SDL_GetModState() & KMOD_SHIFT ? 10 * STEP_UM : STEP_UM;
    if (part >= window->scene->part_count)
        pan(window, right * PAN_PX, down * PAN_PX);
    else
        move_part(window, part, window->parts[part].x_um + right * step_um,
                  window->parts[part].y_um + down * step_um);
}

static bool key_down(struct window *window, SDL_Rect box, SDL_Keycode key)
{
    struct bench *bench = &window->bench;
    size_t count = window->scene->part_count;
    if (key == SDLK_LEFT || key == SDLK_RIGHT)
        arrow(window, key == SDLK_RIGHT ? 1 : -1, 0);
    else if (key == SDLK_UP || key == SDLK_DOWN)
        arrow(window, 0, key == SDLK_DOWN ? 1 : -1);
    else if (key == SDLK_PAGEUP || key == SDLK_PAGEDOWN)
        zoom(window, box.x + box.w / 2, box.y + box.h / 2, key == SDLK_PAGEUP);
    else if (key == SDLK_RETURN)
        bench->chosen = bench->chosen >= count ? 0 : bench->chosen + 1;
    else
        return false;
    panel_stale(window, PANEL_BENCH);
    return true;
}

bool bench_event(struct window *window, SDL_Rect box, const SDL_Event *event)
{
    switch (event->type) {
    case SDL_MOUSEBUTTONDOWN:
        return mouse_down(window, &event->button);
    case SDL_MOUSEBUTTONUP:
        return mouse_up(window);
    case SDL_MOUSEMOTION:
        return mouse_moved(window, event->motion.x, event->motion.y);
    case SDL_MOUSEWHEEL:
        zoom(window, window->mouse.x, window->mouse.y, event->wheel.y > 0);
        return true;
    case SDL_KEYDOWN:
        return key_down(window, box, event->key.keysym.sym);
    default:
        return false;
    }
}

/* ---- Commands ------------------------------------------------------------------------------- */

void bench_fit(struct window *window)
{
    window->bench.own_view = false;
    window->laid_out = false;
    window->drawn = false;
}

void bench_next_style(struct window *window)
{
    window->view.style = (uint8_t)((window->view.style + 1) % (RENDER_RAW + 1));
    panel_stale(window, PANEL_BENCH);
}
