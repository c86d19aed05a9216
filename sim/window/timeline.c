/* timeline.c - virtual time from left to right: axis, cursor, and going through it.
 *                                                                  SPDX-License-Identifier: MIT */
#include "window/timeline.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define LANE       18
#define LANE_MIN   14 /* of many */
#define NAMES      116
#define NAMES_MAX  180
#define SPAN_MIN   200u      /* us */
#define SPAN_MAX   10000000u /* what is drawn of more is not worth its time */
#define TICK_WIDTH 90

static int axis_height(const struct window *window)
{
    return text_height(window->text, TEXT_TINY) + scaled(window, 4);
}

/* The bar of the whole session, and a line of words, below the lanes. */
static int foot_height(const struct window *window)
{
    return scaled(window, 14) + text_height(window->text, TEXT_TINY);
}

int timeline_measure(struct window *window)
{
    struct lanes lanes;
    lanes_list(&window->history, &lanes);
    window->lanes_most = lanes.count > window->lanes_most ? lanes.count : window->lanes_most;
    int count = window->lanes_most < 4 ? 4 : window->lanes_most;
    return axis_height(window) + count * scaled(window, LANE) + foot_height(window);
}

/* As wide as the longest name, within limits: lanes should not begin elsewhere in each scene. */
static int names_width(const struct window *window)
{
    struct lanes lanes;
    int width = scaled(window, NAMES);
    lanes_list(&window->history, &lanes);
    for (int i = 0; i < lanes.count; i++) {
        int name = text_width(window->text, TEXT_TINY, lane_name(window, lanes.list[i])) +
                   text_width(window->text, TEXT_TINY, "■ ") + scaled(window, 6);
        width = name > width ? name : width;
    }
    return width < scaled(window, NAMES_MAX) ? width : scaled(window, NAMES_MAX);
}

/* Less than they would like, if that shows more of them. */
static int lane_height(const struct window *window, int height)
{
    int shared = window->lanes_most > 0 ? height / window->lanes_most : scaled(window, LANE);
    int least = scaled(window, LANE_MIN);
    shared = shared < least ? least : shared;
    return shared < scaled(window, LANE) ? shared : scaled(window, LANE);
}

static struct plot plot_of(const struct window *window, SDL_Rect box)
{
    const struct timeline *timeline = &window->timeline;
    int names = names_width(window);
    int top = axis_height(window);
    struct plot plot = {
        .box = {box.x + names, box.y + top, box.w - names, box.h - top - foot_height(window)},
        .span_us = timeline->span_us,
        .end_us = now_us(window),
        .lane_height = lane_height(window, box.h - top - foot_height(window)),
        .first = timeline->first};
    uint64_t right_us = timeline->follows ? now_us(window) : timeline->right_us;
    plot.left_us = right_us > plot.span_us ? right_us - plot.span_us : 0;
    plot.box.w = plot.box.w > 1 ? plot.box.w : 1;
    return plot;
}

static SDL_Rect session_bar(const struct window *window, const struct plot *plot)
{
    return (SDL_Rect){plot->box.x, plot->box.y + plot->box.h + scaled(window, 6), plot->box.w,
                      scaled(window, 6)};
}

/* ---- Axis ----------------------------------------------------------------------------------- */

/* 1, 2 or 5 and noughts, so that ticks stand far enough apart. */
static uint64_t tick_us(const struct window *window, const struct plot *plot)
{
    static const uint32_t factors[] = {2, 5, 10};
    uint64_t least_us =
        plot->span_us * (uint64_t)scaled(window, TICK_WIDTH) / (uint64_t)plot->box.w;
    uint64_t decade_us = 1;
    while (decade_us * 10 <= least_us)
        decade_us *= 10;
    for (size_t i = 0; i < 3 && decade_us < least_us; i++)
        if (decade_us * factors[i] >= least_us)
            return decade_us * factors[i];
    return decade_us;
}

static void tick_words(uint64_t time_us, uint64_t step_us, char text[32])
{
    int digits = step_us >= 1000000  ? 0
                 : step_us >= 100000 ? 1
                 : step_us >= 10000  ? 2
                 : step_us >= 1000   ? 3
                 : step_us >= 100    ? 4
                 : step_us >= 10     ? 5
                                     : 6;
    static const uint32_t units[] = {1000000, 100000, 10000, 1000, 100, 10, 1};
    if (digits == 0)
        (void)snprintf(text, 32, "%" PRIu64 " s", time_us / 1000000);
    else
        (void)snprintf(text, 32, "%" PRIu64 ".%0*u s", time_us / 1000000, digits,
                       (unsigned)(time_us % 1000000 / units[digits]));
}

static void draw_axis(struct window *window, const struct plot *plot)
{
    uint64_t step_us = tick_us(window, plot);
    uint64_t at_us = (plot->left_us + step_us - 1) / step_us * step_us;
    int y = plot->box.y - axis_height(window);
    for (; at_us <= plot->left_us + plot->span_us; at_us += step_us) {
        char text[32];
        int x = plot_x(plot, at_us);
        SDL_Rect line = {x, plot->box.y, hairline(window), plot->box.h};
        tick_words(at_us, step_us, text);
        fill_box(&window->frame, line, window->colors->line, 110);
        int width = text_width(window->text, TEXT_TINY, text);
        if (x + width < plot->box.x + plot->box.w)
            text_draw(window->text, TEXT_TINY, TEXT_LEFT, x, y, window->colors->dim, text);
    }
}

/* ---- Lanes' names, the foot -------------------------------------------------------------------
 */

static bool chosen(const struct window *window, const struct lanes *lanes, int lane)
{
    struct lane one = lanes->list[lane];
    return one.kind == window->timeline.lane.kind && one.index == window->timeline.lane.index;
}

static void draw_names(struct window *window, const struct plot *plot, const struct lanes *lanes,
                       SDL_Rect box)
{
    for (int i = plot->first; i < lanes->count; i++) {
        SDL_Rect lane = plot_lane(plot, i);
        if (lane.h == 0) {
            char more[32];
            (void)snprintf(more, sizeof more, "%d more below", lanes->count - i);
            text_draw(window->text, TEXT_TINY, TEXT_LEFT, box.x, box.y, window->colors->dim, more);
            break;
        }
        SDL_Rect row = {box.x - scaled(window, 4), lane.y, box.w + scaled(window, 8), lane.h};
        if (chosen(window, lanes, i) && window->focus == PANEL_TIMELINE)
            fill_round(&window->frame, row, scaled(window, 3), window->colors->chosen, 255);
        char name[80];
        bool stop = breaks_find(window, lanes->list[i], "") < window->breaks.count;
        (void)snprintf(name, sizeof name, "%s%s", stop ? "■ " : "",
                       lane_name(window, lanes->list[i]));
        text_draw_within(window->text, TEXT_TINY, box.x,
                         lane.y + (lane.h - text_height(window->text, TEXT_TINY)) / 2,
                         plot->box.x - box.x - scaled(window, 6),
                         stop ? window->colors->accent : window->colors->words, name);
    }
}

/* The part of the session that the lanes show, and where it is. */
static void draw_session(struct window *window, const struct plot *plot)
{
    const struct colors *colors = window->colors;
    SDL_Rect bar = session_bar(window, plot);
    uint64_t all_us = window->timeline.farthest_us ? window->timeline.farthest_us : 1;
    int left = (int)(plot->left_us * (uint64_t)bar.w / all_us);
    uint64_t end_us =
        plot->left_us + plot->span_us < all_us ? plot->left_us + plot->span_us : all_us;
    int right = (int)(end_us * (uint64_t)bar.w / all_us);
    int now = (int)(plot->end_us * (uint64_t)bar.w / all_us);
    fill_round(&window->frame, bar, bar.h / 2, colors->line, 255);
    fill_round(&window->frame,
               (SDL_Rect){bar.x + left, bar.y, right - left > bar.h ? right - left : bar.h, bar.h},
               bar.h / 2, colors->dim, 255);
    SDL_Rect knob = {bar.x + now - bar.h, bar.y - bar.h / 2, 2 * bar.h, 2 * bar.h};
    knob.x = knob.x + knob.w > bar.x + bar.w ? bar.x + bar.w - knob.w : knob.x;
    fill_round(&window->frame, knob, bar.h, colors->accent, 255);
}

static void draw_foot(struct window *window, const struct plot *plot, SDL_Rect box)
{
    char span[24];
    char words[200] = "";
    const struct timeline *timeline = &window->timeline;
    int y = box.y + box.h - text_height(window->text, TEXT_TINY);
    draw_session(window, plot);
    write_span(span, plot->span_us);
    text_draw(window->text, TEXT_TINY, TEXT_LEFT, box.x,
              session_bar(window, plot).y - scaled(window, 3), window->colors->dim, span);
    uint64_t px_us = plot->span_us / (uint64_t)plot->box.w + 1;
    if (timeline->pointed)
        lane_words(window, timeline->lane, plot_time(plot, timeline->pointed_x),
                   plot_time(plot, timeline->pointed_x) + px_us, words);
    bool found = *words;
    if (!found)
        (void)snprintf(words, sizeof words,
                       "point at a slice for its line  ·  drag the knob to go through time");
    text_draw_within(window->text, TEXT_TINY, plot->box.x, y, plot->box.w,
                     found ? window->colors->words : window->colors->dim, words);
}

/* Where time is, and what is pointed at. */
static void draw_cursors(struct window *window, const struct plot *plot)
{
    const struct timeline *timeline = &window->timeline;
    SDL_Rect line = {0, plot->box.y, hairline(window), plot->box.h};
    if (timeline->pointed) {
        line.x = timeline->pointed_x;
        fill_box(&window->frame, line, window->colors->words, 160);
    }
    if (plot->end_us < plot->left_us || plot->end_us > plot->left_us + plot->span_us)
        return;
    line.x = plot_x(plot, plot->end_us) - hairline(window);
    line.w = 2 * hairline(window);
    fill_box(&window->frame, line, window->colors->accent, 255);
}

SDL_Rect timeline_draw(struct window *window, SDL_Rect box, bool whole)
{
    struct lanes lanes;
    (void)whole;
    lanes_list(&window->history, &lanes);
    struct plot plot = plot_of(window, box);
    fill_box(&window->frame, box, window->colors->panel, 255);
    draw_names(window, &plot, &lanes, box);
    draw_axis(window, &plot);
    lanes_draw(window, &plot, &lanes);
    draw_cursors(window, &plot);
    draw_foot(window, &plot, box);
    return box;
}

/* ---- Going through it -------------------------------------------------------------------------
 */

/* Show other times: where the lanes end, and how much they show. */
static void look(struct window *window, uint64_t right_us, uint64_t span_us)
{
    struct timeline *timeline = &window->timeline;
    timeline->span_us = span_us < SPAN_MIN ? SPAN_MIN : span_us > SPAN_MAX ? SPAN_MAX : span_us;
    timeline->follows = right_us >= now_us(window);
    timeline->right_us = right_us;
    panel_stale(window, PANEL_TIMELINE);
}

/* What is at `fixed_us` stays where it is, unless the lanes follow time. */
static void zoom(struct window *window, const struct plot *plot, uint64_t fixed_us, bool nearer)
{
    uint64_t span_us = nearer ? plot->span_us * 2 / 3 : plot->span_us * 3 / 2;
    span_us = span_us < SPAN_MIN ? SPAN_MIN : span_us > SPAN_MAX ? SPAN_MAX : span_us;
    uint64_t right_us = plot->left_us + plot->span_us;
    uint64_t after_us = right_us > fixed_us ? right_us - fixed_us : 0;
    if (window->timeline.follows)
        look(window, UINT64_MAX, span_us);
    else
        look(window, fixed_us + after_us * span_us / plot->span_us, span_us);
}

static void shift(struct window *window, const struct plot *plot, int64_t by_us)
{
    int64_t right_us = (int64_t)(plot->left_us + plot->span_us) + by_us;
    uint64_t least_us = plot->span_us;
    look(window, right_us < (int64_t)least_us ? least_us : (uint64_t)right_us, plot->span_us);
}

/* Let the simulation be where the session's bar has x. */
static void scrub(struct window *window, const struct plot *plot, int x)
{
    SDL_Rect bar = session_bar(window, plot);
    int64_t part = x < bar.x ? 0 : x > bar.x + bar.w ? bar.w : x - bar.x;
    uint64_t time_us = (uint64_t)part * window->timeline.farthest_us / (uint64_t)bar.w;
    window->timeline.follows = true;
    window_go_to(window, time_us);
}

static void point_at(struct window *window, const struct plot *plot, int x, int y)
{
    struct lanes lanes;
    struct timeline *timeline = &window->timeline;
    bool before = timeline->pointed;
    lanes_list(&window->history, &lanes);
    int lane = plot->first + (y - plot->box.y) / plot->lane_height;
    timeline->pointed = inside(plot->box, x, y) && lane < lanes.count;
    if (timeline->pointed) {
        timeline->lane = lanes.list[lane];
        timeline->pointed_x = x;
    }
    if (before || timeline->pointed)
        panel_stale(window, PANEL_TIMELINE);
}

/* Other lanes at the top. */
static void scroll(struct window *window, const struct plot *plot, int first)
{
    struct lanes lanes;
    lanes_list(&window->history, &lanes);
    int most = lanes.count - plot->box.h / plot->lane_height;
    first = first > most ? most : first;
    window->timeline.first = first < 0 ? 0 : first;
    panel_stale(window, PANEL_TIMELINE);
}

static void choose(struct window *window, const struct plot *plot, int by)
{
    struct lanes lanes;
    int at = -1;
    lanes_list(&window->history, &lanes);
    for (int i = 0; i < lanes.count; i++)
        if (chosen(window, &lanes, i))
            at = i;
    at = at < 0 ? 0 : at + by;
    if (at < 0 || at >= lanes.count)
        return;
    window->timeline.lane = lanes.list[at];
    window->timeline.pointed = false;
    int rows = plot->box.h / plot->lane_height;
    scroll(window, plot,
           at < plot->first           ? at
           : at >= plot->first + rows ? at - rows + 1
                                      : plot->first);
}

static void move_in_time(struct window *window, const struct plot *plot, bool forward)
{
    uint64_t time_us = now_us(window);
    uint64_t by_us = plot->span_us / 20;
    window_go_to(window, forward ? time_us + by_us : time_us > by_us ? time_us - by_us : 0);
}

static bool key_down(struct window *window, const struct plot *plot, SDL_Keycode key)
{
    switch (key) {
    case SDLK_UP:
    case SDLK_DOWN:
        choose(window, plot, key == SDLK_DOWN ? 1 : -1);
        return true;
    case SDLK_LEFT:
    case SDLK_RIGHT:
        move_in_time(window, plot, key == SDLK_RIGHT);
        return true;
    case SDLK_PAGEUP:
    case SDLK_PAGEDOWN:
        zoom(window, plot, plot->end_us, key == SDLK_PAGEUP);
        return true;
    case SDLK_HOME:
        window_go_to(window, 0);
        return true;
    case SDLK_END:
        window_go_to(window, window->timeline.farthest_us);
        return true;
    case SDLK_RETURN:
        window_go_to_event(window, window->timeline.lane);
        return true;
    default:
        return false;
    }
}

static bool mouse_down(struct window *window, const struct plot *plot, int x, int y)
{
    SDL_Rect bar = session_bar(window, plot);
    SDL_Rect grip = {bar.x - bar.h, bar.y - bar.h, bar.w + 2 * bar.h, 3 * bar.h};
    window->timeline.scrubs = inside(grip, x, y);
    window->timeline.drag_x = x;
    window->timeline.drag_us = plot->left_us + plot->span_us;
    if (window->timeline.scrubs)
        scrub(window, plot, x);
    else
        point_at(window, plot, x, y);
    return true;
}

static bool mouse_moved(struct window *window, const struct plot *plot, int x, int y)
{
    struct timeline *timeline = &window->timeline;
    if (window->dragged != PANEL_TIMELINE) {
        point_at(window, plot, x, y);
    } else if (timeline->scrubs) {
        scrub(window, plot, x);
    } else if (x != timeline->drag_x) {
        int64_t by_us = (int64_t)(timeline->drag_x - x) * (int64_t)plot->span_us / plot->box.w;
        shift(window, plot,
              (int64_t)timeline->drag_us + by_us - (int64_t)(plot->left_us + plot->span_us));
    }
    return true;
}

bool timeline_event(struct window *window, SDL_Rect box, const SDL_Event *event)
{
    struct plot plot = plot_of(window, box);
    switch (event->type) {
    case SDL_KEYDOWN:
        return key_down(window, &plot, event->key.keysym.sym);
    case SDL_MOUSEBUTTONDOWN:
        return mouse_down(window, &plot, event->button.x, event->button.y);
    case SDL_MOUSEMOTION:
        return mouse_moved(window, &plot, event->motion.x, event->motion.y);
    case SDL_MOUSEWHEEL:
        if (window->mouse.x < plot.box.x)
            scroll(window, &plot, plot.first - event->wheel.y);
        else if (SDL_GetModState() & KMOD_SHIFT)
            shift(window, &plot, -event->wheel.y * (int64_t)plot.span_us / 8);
        else
            zoom(window, &plot, plot_time(&plot, window->mouse.x), event->wheel.y > 0);
        return true;
    default:
        return false;
    }
}
