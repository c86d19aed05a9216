/* lanes.c - what happened, a lane for each task, part and the console.
 *                                                                  SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "window/timeline.h"

#define ARROW_GAP 7 /* px of the design between arrows, or there would be nothing else */

void lanes_list(const struct history *history, struct lanes *lanes)
{
    struct task_order order;
    lanes->count = 0;
    task_order(history, &order);
    for (size_t i = 0; i < order.count; i++)
        lanes->list[lanes->count++] = (struct lane){LANE_TASK, order.tasks[i]};
    for (size_t i = 0; i < history->scene->part_count; i++)
        lanes->list[lanes->count++] = (struct lane){LANE_PART, i};
    if (history->line_count)
        lanes->list[lanes->count++] = (struct lane){LANE_CONSOLE, 0};
}

const char *lane_name(const struct window *window, struct lane lane)
{
    if (lane.kind == LANE_TASK)
        return window->history.tasks[lane.index].name;
    return lane.kind == LANE_PART ? window->scene->parts[lane.index].name : "console";
}

uint64_t lane_count(const struct history *history, struct lane lane)
{
    if (lane.kind == LANE_TASK)
        return history->tasks[lane.index].turns;
    return lane.kind == LANE_PART ? history->happened[lane.index] : history->line_count;
}

/* ---- Places --------------------------------------------------------------------------------- */

int plot_x(const struct plot *plot, uint64_t time_us)
{
    if (time_us <= plot->left_us)
        return plot->box.x;
    uint64_t after_us = time_us - plot->left_us;
    after_us = after_us > plot->span_us ? plot->span_us : after_us;
    return plot->box.x + (int)(after_us * (uint64_t)plot->box.w / plot->span_us);
}

uint64_t plot_time(const struct plot *plot, int x)
{
    int64_t px = x - plot->box.x;
    int64_t time_us = (int64_t)plot->left_us + px * (int64_t)plot->span_us / plot->box.w;
    return time_us > 0 ? (uint64_t)time_us : 0;
}

SDL_Rect plot_lane(const struct plot *plot, int lane)
{
    SDL_Rect box = {plot->box.x, plot->box.y + (lane - plot->first) * plot->lane_height,
                    plot->box.w, plot->lane_height};
    if (lane < plot->first || box.y + box.h > plot->box.y + plot->box.h)
        box.h = 0;
    return box;
}

/* ---- Drawing -------------------------------------------------------------------------------- */

struct drawing {
    struct window *window;
    const struct plot *plot;
    int task_lanes[HISTORY_TASKS]; /* -1: not shown */
    int part_lanes[SCENE_PARTS_MAX];
    int console_lane;
    uint64_t began_us[HISTORY_TASKS]; /* the step under way; UINT64_MAX: none */
    uint64_t woken_us[HISTORY_TASKS];
    int drawn_x[HISTORY_TASKS]; /* up to where its lane is full */
    int arrow_x[HISTORY_TASKS];
    int level_x[SCENE_PARTS_MAX]; /* from where a pin has its level */
    int levels[SCENE_PARTS_MAX];  /* -2: not known yet */
};

static SDL_Rect lane_box(const struct drawing *drawing, int lane)
{
    SDL_Rect box = lane < 0 ? (SDL_Rect){0, 0, 0, 0} : plot_lane(drawing->plot, lane);
    int inset = drawing->plot->lane_height / 6;
    box.y += inset;
    box.h -= box.h ? 2 * inset : 0;
    return box;
}

static void span(struct drawing *drawing, SDL_Rect box, int from, int to, uint32_t color)
{
    SDL_Rect bar = {from, box.y, to > from ? to - from : 1, box.h};
    fill_box(&drawing->window->frame, bar, color, 255);
}

/* A step of a task; the chosen one's stand out, and those that hold up others. */
static void draw_step(struct drawing *drawing, size_t task, uint64_t from_us, uint64_t to_us)
{
    const struct colors *colors = drawing->window->colors;
    SDL_Rect box = lane_box(drawing, drawing->task_lanes[task]);
    int from = plot_x(drawing->plot, from_us);
    int to = plot_x(drawing->plot, to_us);
    bool hogs = to_us - from_us >= HISTORY_HOG_US;
    if (box.h == 0 || (to <= drawing->drawn_x[task] && !hogs))
        return;
    span(drawing, box, from, to, hogs ? colors->error : colors->run);
    drawing->drawn_x[task] = to > from ? to : from + 1;
}

/* From when it was woken to when it had its turn. */
static void draw_delay(struct drawing *drawing, size_t task, uint64_t from_us, uint64_t to_us)
{
    SDL_Rect box = lane_box(drawing, drawing->task_lanes[task]);
    int from = plot_x(drawing->plot, from_us);
    int to = plot_x(drawing->plot, to_us);
    if (box.h == 0 || to - from < 2)
        return;
    box.y += box.h / 3;
    box.h -= box.h / 3 * 2;
    span(drawing, box, from, to, drawing->window->colors->wake);
}

static void draw_arrow(struct drawing *drawing, const struct moment *moment)
{
    SDL_Rect to = lane_box(drawing, drawing->task_lanes[moment->task]);
    SDL_Rect from = {0, 0, 0, 0};
    if (moment->by < HISTORY_TASKS)
        from = lane_box(drawing, drawing->task_lanes[moment->by]);
    int x = plot_x(drawing->plot, moment->time_us);
    if (to.h == 0 || from.h == 0 || x < drawing->arrow_x[moment->task])
        return;
    drawing->arrow_x[moment->task] = x + scaled(drawing->window, ARROW_GAP);
    bool down = to.y > from.y;
    int head = scaled(drawing->window, 3);
    int end = down ? to.y : to.y + to.h;
    int begin = down ? from.y + from.h : from.y;
    struct frame *frame = &drawing->window->frame;
    uint32_t color = drawing->window->colors->wake;
    draw_line(frame, (SDL_Point){x, begin}, (SDL_Point){x, end}, hairline(drawing->window), color);
    for (int i = 0; i <= head; i++)
        fill_box(frame, (SDL_Rect){x - i, down ? end - i : end + i, 2 * i + 1, 1}, color, 255);
}

static uint32_t part_color(const struct drawing *drawing, size_t part)
{
    const struct scene_part *source = &drawing->window->scene->parts[part];
    return source->type == PART_LED ? source->color : drawing->window->colors->accent;
}

/* A pin's level up to x: on is a bar, off a line at the bottom. */
static void draw_level(struct drawing *drawing, size_t part, int level, int to)
{
    const struct scene_part *source = &drawing->window->scene->parts[part];
    SDL_Rect box = lane_box(drawing, drawing->part_lanes[part]);
    bool on = source->type == PART_BUTTON ? (level > 0) == source->pressed_level : level > 0;
    if (box.h == 0 || level == -1)
        return;
    if (!on) {
        box.y += box.h - hairline(drawing->window);
        box.h = hairline(drawing->window);
    }
    span(drawing, box, drawing->level_x[part], to,
         on ? part_color(drawing, part) : drawing->window->colors->dim);
}

static void change_level(struct drawing *drawing, const struct moment *moment)
{
    size_t part = moment->task;
    int x = plot_x(drawing->plot, moment->time_us);
    draw_level(drawing, part, moment->before, x);
    drawing->levels[part] = moment->level;
    drawing->level_x[part] = x;
}

/* Words of a line as far as there is room. */
static void draw_print(struct drawing *drawing, const struct moment *moment, int end)
{
    const struct history *history = &drawing->window->history;
    SDL_Rect box = lane_box(drawing, drawing->console_lane);
    uint64_t number = history->line_count - (uint16_t)(history->line_count - moment->line);
    int x = plot_x(drawing->plot, moment->time_us);
    if (box.h == 0)
        return;
    if (history->line_count - number > HISTORY_LINES) {
        span(drawing, box, x, x + hairline(drawing->window) * 2, drawing->window->colors->words);
        return;
    }
    const struct history_line *line = history_line(history, number);
    const struct colors *colors = drawing->window->colors;
    uint32_t color = line->kind == LINE_TYPED ? colors->accent : colors->words;
    char words[HISTORY_WORDS + 8];
    (void)snprintf(words, sizeof words, "%s%s", line_mark(line->kind), line->words);
    span(drawing, box, x, x + hairline(drawing->window) * 2, color);
    text_draw_beginning(drawing->window->text, TEXT_TINY, x + scaled(drawing->window, 5),
                        box.y - scaled(drawing->window, 1), end - x - scaled(drawing->window, 8),
                        color, words);
}

/* A line's words end where the next line begins. */
static int next_print_x(const struct drawing *drawing, uint64_t number)
{
    const struct history *history = &drawing->window->history;
    for (; number < history->moment_count; number++) {
        const struct moment *moment = history_moment(history, number);
        if (moment->time_us > drawing->plot->left_us + drawing->plot->span_us)
            break;
        if (moment->type == MOMENT_PRINT)
            return plot_x(drawing->plot, moment->time_us);
    }
    return drawing->plot->box.x + drawing->plot->box.w;
}

static void draw_moment(struct drawing *drawing, uint64_t number)
{
    const struct moment *moment = history_moment(&drawing->window->history, number);
    size_t task = moment->task;
    switch (moment->type) {
    case MOMENT_BEGIN:
        if (drawing->woken_us[task] != UINT64_MAX)
            draw_delay(drawing, task, drawing->woken_us[task], moment->time_us);
        drawing->woken_us[task] = UINT64_MAX;
        drawing->began_us[task] = moment->time_us;
        return;
    case MOMENT_WAIT:
    case MOMENT_END:
        draw_step(drawing, task,
                  drawing->began_us[task] == UINT64_MAX ? drawing->plot->left_us
                                                        : drawing->began_us[task],
                  moment->time_us);
        drawing->began_us[task] = UINT64_MAX;
        return;
    case MOMENT_WAKE:
        drawing->woken_us[task] = moment->time_us;
        draw_arrow(drawing, moment);
        return;
    case MOMENT_PIN:
        change_level(drawing, moment);
        return;
    case MOMENT_PRINT:
        draw_print(drawing, moment, next_print_x(drawing, number + 1));
        return;
    default:
        return;
    }
}

/* Steps that have not ended, and levels that hold. */
static void draw_open_ends(struct drawing *drawing)
{
    const struct history *history = &drawing->window->history;
    const struct plot *plot = drawing->plot;
    uint64_t end_us = plot->left_us + plot->span_us;
    end_us = end_us < plot->end_us ? end_us : plot->end_us;
    for (size_t i = 0; i < history->task_count; i++)
        if (history->tasks[i].state == TASK_RUNNING && history->tasks[i].began_us < end_us)
            draw_step(drawing, i, history->tasks[i].began_us, end_us);
    for (size_t i = 0; i < history->scene->part_count; i++)
        if (history->scene->parts[i].type != PART_NEOPIXEL)
            draw_level(drawing, i,
                       drawing->levels[i] == -2 ? history_level(history, i, end_us)
                                                : drawing->levels[i],
                       plot_x(plot, end_us));
}

static void draw_colors(struct drawing *drawing, SDL_Rect box, const struct show *show, int from,
                        int to)
{
    for (int row = 0; row < HISTORY_ROWS; row++) {
        const uint8_t *codes = show->colors[row];
        uint32_t color = window_pixel_color(drawing->window, codes);
        SDL_Rect bar = {from, box.y + box.h * row / HISTORY_ROWS, to - from,
                        box.h * (row + 1) / HISTORY_ROWS - box.h * row / HISTORY_ROWS};
        fill_box(&drawing->window->frame, bar, color, 255);
    }
}

/* A column for each px: what the part showed then. */
static void draw_shows(struct drawing *drawing, size_t part)
{
    const struct show_list *list = &drawing->window->history.shows[part];
    const struct plot *plot = drawing->plot;
    SDL_Rect box = lane_box(drawing, drawing->part_lanes[part]);
    uint64_t number = history_find_show(list, plot->left_us);
    uint64_t end_us = plot->left_us + plot->span_us;
    end_us = end_us < plot->end_us ? end_us : plot->end_us;
    if (box.h == 0 || !list->shows)
        return;
    for (; number < list->count && history_show(list, number)->time_us < end_us; number++) {
        uint64_t next_us =
            number + 1 < list->count ? history_show(list, number + 1)->time_us : end_us;
        int from = plot_x(plot, history_show(list, number)->time_us);
        int to = plot_x(plot, next_us < end_us ? next_us : end_us);
        if (to > from)
            draw_colors(drawing, box, history_show(list, number), from, to);
    }
}

static void begin_drawing(struct drawing *drawing, const struct lanes *lanes)
{
    drawing->console_lane = -1;
    for (size_t i = 0; i < HISTORY_TASKS; i++) {
        drawing->task_lanes[i] = -1;
        drawing->began_us[i] = drawing->woken_us[i] = UINT64_MAX;
        drawing->drawn_x[i] = drawing->arrow_x[i] = drawing->plot->box.x - 1;
    }
    for (size_t i = 0; i < SCENE_PARTS_MAX; i++) {
        drawing->part_lanes[i] = -1;
        drawing->levels[i] = -2;
        drawing->level_x[i] = drawing->plot->box.x;
    }
    for (int i = 0; i < lanes->count; i++) {
        struct lane lane = lanes->list[i];
        if (lane.kind == LANE_TASK)
            drawing->task_lanes[lane.index] = i;
        else if (lane.kind == LANE_PART)
            drawing->part_lanes[lane.index] = i;
        else
            drawing->console_lane = i;
    }
}

/* A thin line for as long as a task waits. */
static void draw_ground(struct drawing *drawing, const struct lanes *lanes)
{
    for (int i = 0; i < lanes->count; i++) {
        SDL_Rect box = lane_box(drawing, i);
        box.y += box.h / 2;
        box.h = box.h ? hairline(drawing->window) : 0;
        fill_box(&drawing->window->frame, box, drawing->window->colors->line, 255);
    }
}

void lanes_draw(struct window *window, const struct plot *plot, const struct lanes *lanes)
{
    struct drawing drawing;
    const struct history *history = &window->history;
    drawing.window = window;
    drawing.plot = plot;
    begin_drawing(&drawing, lanes);
    draw_ground(&drawing, lanes);
    uint64_t end_us = plot->left_us + plot->span_us;
    for (uint64_t i = history_find(history, plot->left_us); i < history->moment_count; i++) {
        if (history_moment(history, i)->time_us >= end_us)
            break;
        draw_moment(&drawing, i);
    }
    for (size_t i = 0; i < window->scene->part_count; i++)
        if (window->scene->parts[i].type == PART_NEOPIXEL)
            draw_shows(&drawing, i);
    draw_open_ends(&drawing);
}
