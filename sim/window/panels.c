/* panels.c - the table of panels, their heads, and when they are drawn.
 *                                                                  SPDX-License-Identifier: MIT */
#include "window/panels.h"

#include <stdio.h>

#include "window/internal.h"

const struct panel panels[PANELS] = {
    [PANEL_HEADER] = {NULL, header_measure, header_draw, NULL, true, NULL},
    [PANEL_BENCH] = {NULL, NULL, bench_draw, bench_event, true, NULL},
    [PANEL_TIMELINE] = {"Timeline", timeline_measure, timeline_draw, timeline_event, true, NULL},
    [PANEL_TASKS] = {"Tasks", tasks_measure, tasks_draw, tasks_event, true, NULL},
    [PANEL_CONTROLS] = {"Controls", controls_measure, controls_draw, controls_event, true,
                        controls_below},
    [PANEL_CONSOLE] = {"Console", console_measure, console_draw, console_event, false, NULL},
    [PANEL_KEYS] = {NULL, key_bar_measure, key_bar_draw, NULL, false, NULL},
};

bool panel_shown(const struct window *window, enum panel_id id)
{
    return window->places[id].box.h > 0;
}

void panel_stale(struct window *window, enum panel_id id)
{
    window->places[id].stale = true;
    window->drawn = false;
}

void panels_stale(struct window *window)
{
    for (int i = 0; i < PANELS; i++)
        panel_stale(window, (enum panel_id)i);
}

void panel_toggle(struct window *window, enum panel_id id)
{
    window->places[id].wanted = !window->places[id].wanted;
    window->laid_out = false;
    window->drawn = false;
}

enum panel_id panel_at(const struct window *window, int x, int y)
{
    for (int i = 0; i < PANELS; i++)
        if (inside(window->places[i].box, x, y))
            return (enum panel_id)i;
    return PANELS;
}

static bool can_focus(const struct window *window, int id)
{
    return id < PANELS && panels[id].event && panel_shown(window, (enum panel_id)id);
}

void panels_focus_next(struct window *window, int by)
{
    int id = (int)window->focus;
    for (int i = 0; i <= PANELS; i++) {
        id = (id + by + PANELS + 1) % (PANELS + 1);
        if (id == PANELS || can_focus(window, id))
            break;
    }
    window->focus = (enum panel_id)id;
    panels_stale(window);
}

/* ---- Places --------------------------------------------------------------------------------- */

#define MARGIN 16
#define GAP    10
#define PAD    12

static int head_height(const struct window *window)
{
    return text_height(window->text, TEXT_STRONG) + scaled(window, 14);
}

static int wanted_height(struct window *window, enum panel_id id)
{
    if (!window->places[id].wanted || !panels[id].measure)
        return 0;
    int height = panels[id].measure(window);
    return height ? height + head_height(window) + scaled(window, PAD) : 0;
}

static void put(struct window *window, enum panel_id id, SDL_Rect box)
{
    struct place *place = &window->places[id];
    place->box = place->inner = box;
    if (!panels[id].name)
        return;
    int pad = scaled(window, PAD);
    int head = head_height(window);
    place->inner = (SDL_Rect){box.x + pad, box.y + head, box.w - 2 * pad, box.h - head - pad};
    if (place->inner.w < 1 || place->inner.h < 1)
        place->box = place->inner = (SDL_Rect){0, 0, 0, 0};
}

/* The least that a panel is of use with: its head, and some rows; or one line of words. */
static int least_height(struct window *window, enum panel_id id)
{
    int rows = (id == PANEL_TASKS ? 4 : 2) * scaled(window, 36);
    if (id == PANEL_CONSOLE)
        rows = scene_has_console(window->scene) ? 2 * text_height(window->text, TEXT_MONO)
                                                : text_height(window->text, TEXT_SMALL);
    return head_height(window) + scaled(window, PAD) + rows;
}

/* Take what is too much from the last first, for tasks are what the window is there to show. */
static void share_heights(struct window *window, const enum panel_id ids[3], int heights[3],
                          int excess)
{
    for (int i = 2; i >= 0 && excess > 0; i--) {
        int spare = heights[i] ? heights[i] - least_height(window, ids[i]) : 0;
        spare = spare > excess ? excess : spare;
        heights[i] -= spare > 0 ? spare : 0;
        excess -= spare > 0 ? spare : 0;
    }
    for (int i = 0; i < 3 && excess > 0; i++) {
        int part = heights[i] < excess ? heights[i] : excess;
        heights[2 - i] -= part < heights[2 - i] ? part : heights[2 - i];
        excess -= part;
    }
}

/* A list of tasks that is cut ends with a whole row; the next panel has the rest. */
static void round_tasks(struct window *window, int heights[3])
{
    int inner = heights[0] - head_height(window) - scaled(window, PAD);
    int left_over = heights[0] < wanted_height(window, PANEL_TASKS) && heights[1]
                        ? tasks_left_over(window, inner)
                        : 0;
    heights[0] -= left_over;
    heights[1] += left_over;
}

/* Panels one below the other, each as high as it likes, the last one to the end; if that is too
 * much, the lower ones have less. */
static void put_column(struct window *window, SDL_Rect column)
{
    static const enum panel_id ids[] = {PANEL_TASKS, PANEL_CONTROLS, PANEL_CONSOLE};
    int heights[3];
    int gap = scaled(window, GAP);
    int sum = -gap;
    int last = -1;
    for (int i = 0; i < 3; i++) {
        heights[i] = wanted_height(window, ids[i]);
        sum += heights[i] ? heights[i] + gap : 0;
        last = heights[i] ? i : last;
    }
    share_heights(window, ids, heights, sum - column.h);
    round_tasks(window, heights);
    int y = column.y;
    int end = column.y + column.h;
    for (int i = 0; i <= last; i++) {
        int height = i == last ? end - y : heights[i];
        if (heights[i])
            put(window, ids[i], (SDL_Rect){column.x, y, column.w, height});
        y += heights[i] ? height + gap : 0;
    }
}

static bool column_wanted(struct window *window)
{
    return wanted_height(window, PANEL_TASKS) || wanted_height(window, PANEL_CONTROLS) ||
           wanted_height(window, PANEL_CONSOLE);
}

/* The bench, and what stands beside and below it if there is room. */
static void put_middle(struct window *window, SDL_Rect box)
{
    int margin = scaled(window, MARGIN);
    int gap = scaled(window, GAP);
    bool wide = box.w >= scaled(window, 880) && box.h >= scaled(window, 300);
    SDL_Rect bench = box;
    if (wide && column_wanted(window)) {
        int width = box.w * 35 / 100;
        bench.w -= width + margin;
        put_column(window, (SDL_Rect){box.x + bench.w, box.y, width, box.h - gap});
    } else if (!wide && window->places[PANEL_CONSOLE].wanted &&
               (window->history.line_count || scene_has_console(window->scene))) {
        int height = head_height(window) + 3 * text_height(window->text, TEXT_MONO) + 2 * margin +
                     console_field_height(window);
        bench.h -= height < box.h / 3 ? height : 0;
        if (height < box.h / 3)
            put(window, PANEL_CONSOLE,
                (SDL_Rect){margin, bench.y + bench.h, box.w - 2 * margin, height - gap});
    }
    int height = wanted_height(window, PANEL_TIMELINE);
    height = height > box.h / 2 ? box.h / 2 : height;
    if (wide && height) {
        bench.h -= height + gap;
        put(window, PANEL_TIMELINE,
            (SDL_Rect){margin, bench.y + bench.h, bench.w - margin - gap, height});
    }
    put(window, PANEL_BENCH, bench);
}

void panels_arrange(struct window *window)
{
    int width = 0;
    int height = 0;
    SDL_GetWindowSize(window->handle, &width, &height);
    int density = width > 0 ? window->frame.width * LAYOUT_SCALE_ONE / width : LAYOUT_SCALE_ONE;
    width = window->frame.width;
    height = window->frame.height;
    window->scale = layout_scale(width, height, density);
    text_scale(window->text, window->scale);
    for (int i = 0; i < PANELS; i++)
        window->places[i].box = window->places[i].inner = (SDL_Rect){0, 0, 0, 0};
    put(window, PANEL_HEADER, (SDL_Rect){0, 0, width, 1});
    put(window, PANEL_KEYS, (SDL_Rect){0, 0, width, 1});
    int top = header_measure(window);
    int bottom = key_bar_measure(window);
    int middle = height - top - bottom > 1 ? height - top - bottom : 1;
    put(window, PANEL_HEADER, (SDL_Rect){0, 0, width, top});
    put(window, PANEL_KEYS, (SDL_Rect){0, height - bottom, width, bottom});
    put_middle(window, (SDL_Rect){0, top, width, middle});
    bench_arrange(window);
    window->laid_out = true;
    SDL_Rect all = {0, 0, width, height};
    frame_clip(&window->frame, all);
    fill_box(&window->frame, all, window->colors->ground, 255);
    frame_changed(&window->frame, all);
    panels_stale(window);
}

/* ---- Drawing -------------------------------------------------------------------------------- */

/* A sheet with a head; the focus is an edge around it, and a sign in the head. */
static void draw_sheet(struct window *window, enum panel_id id)
{
    const struct colors *colors = window->colors;
    struct place *place = &window->places[id];
    struct frame *frame = &window->frame;
    SDL_Rect box = place->box;
    bool focused = window->focus == id;
    int edge = hairline(window) * (focused ? 2 : 1);
    int radius = scaled(window, 8);
    fill_box(frame, box, colors->ground, 255);
    fill_round(frame, box, radius, focused ? colors->accent : colors->line, 255);
    SDL_Rect inner = {box.x + edge, box.y + edge, box.w - 2 * edge, box.h - 2 * edge};
    fill_round(frame, inner, radius - edge, colors->panel, 255);
    int y = box.y + scaled(window, 8);
    text_draw(window->text, TEXT_STRONG, TEXT_LEFT, place->inner.x, y, colors->words,
              panels[id].name);
    int below = panels[id].below ? panels[id].below(window) : 0;
    char words[32];
    (void)snprintf(words, sizeof words, "%d more below", below);
    if (below > 0)
        text_draw(window->text, TEXT_TINY, TEXT_RIGHT, place->inner.x + place->inner.w,
                  y + scaled(window, 3), colors->dim, words);
}

static void draw_panel(struct window *window, enum panel_id id, bool whole)
{
    struct place *place = &window->places[id];
    bool all = whole || place->stale;
    bool moves = panels[id].lively && !window->pacing.paused && !window->pacing.stopped;
    if (!all && !moves)
        return;
    frame_clip(&window->frame, place->box);
    text_bounds(window->text, place->box);
    if (all && panels[id].name)
        draw_sheet(window, id);
    frame_clip(&window->frame, place->inner);
    text_bounds(window->text, place->inner);
    SDL_Rect drawn = panels[id].draw(window, place->inner, all);
    frame_changed(&window->frame, all ? place->box : drawn);
    place->stale = false;
    costs_add(window, WINDOW_COST_PANELS + (int)id);
}

static void draw_gallery(struct window *window)
{
    SDL_Rect all = {0, 0, window->frame.width, window->frame.height};
    frame_clip(&window->frame, all);
    text_bounds(window->text, all);
    gallery_draw(window);
    frame_changed(&window->frame, all);
    window->laid_out = false; /* all is to be drawn when it goes */
}

/* What lies over the panels stays whole only if all of them are drawn anew below it. */
void panels_draw(struct window *window)
{
    if (window->gallery.visible) {
        draw_gallery(window);
        return;
    }
    bool covered =
        window->help_visible || window->toast_shown || toast_words(window) || *window->problem;
    SDL_Rect all = {0, 0, window->frame.width, window->frame.height};
    if (covered) {
        frame_clip(&window->frame, all);
        fill_box(&window->frame, all, window->colors->ground, 255);
    }
    for (int i = 0; i < PANELS; i++)
        if (panel_shown(window, (enum panel_id)i))
            draw_panel(window, (enum panel_id)i, covered);
    frame_clip(&window->frame, all);
    text_bounds(window->text, all);
    if (covered)
        frame_changed(&window->frame, all);
    toast_draw(window);
    problem_draw(window);
    if (window->help_visible)
        help_draw(window);
}
