/* tasks.c - every task: what it does or waits for, where, and what it cost.
 *                                                                  SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "window/internal.h"

#define SIGN   20
#define INDENT 14

/* The columns at the right, from left to right. */
static const struct {
    const char *title;
    int right; /* px of the design, from the right edge to its own */
} columns[] = {{"turns", 182}, {"CPU", 116}, {"longest", 58}, {"late", 0}};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* A sign and a word for each state; colors only help. */
static const struct {
    const char *sign;
    const char *words;
} states[] = {
    [TASK_NEW] = {"·", "not begun"}, [TASK_READY] = {"◆", "ready"}, [TASK_RUNNING] = {"▶", "runs"},
    [TASK_WAITING] = {"○", "waits"}, [TASK_ENDED] = {"✓", "ended"},
};

static int row_height(const struct window *window)
{
    return text_height(window->text, TEXT_STRONG) + text_height(window->text, TEXT_TINY) +
           scaled(window, 8);
}

static int titles_height(const struct window *window)
{
    return text_height(window->text, TEXT_TINY) + scaled(window, 2);
}

int tasks_measure(struct window *window)
{
    size_t now = window->history.task_count;
    window->task_most = now > window->task_most ? now : window->task_most;
    int count = (int)(window->task_most ? window->task_most : 1);
    return titles_height(window) + count * row_height(window);
}

int tasks_left_over(const struct window *window, int height)
{
    int rows = height - titles_height(window);
    return rows > 0 ? rows % row_height(window) : 0;
}

/* ---- A row ---------------------------------------------------------------------------------- */

static const char *file_name(const struct task_view *task)
{
    const char *slash = task->file ? strrchr(task->file, '/') : NULL;
    return slash ? slash + 1 : task->file ? task->file : "";
}

static void wait_words(const struct history *history, const struct task_view *task, char text[96])
{
    const struct sim_wait *wait = &task->wait;
    char time[48];
    if (wait->due_us != UINT64_MAX) {
        write_time(time, wait->due_us);
        (void)snprintf(text, 96, "%s until %s", wait->kind, time);
    } else if (wait->task < history->task_count) {
        (void)snprintf(text, 96, "waits for %s%s%s", strcmp(wait->kind, "task") ? wait->kind : "",
                       strcmp(wait->kind, "task") ? " of " : "", history->tasks[wait->task].name);
    } else if (wait->object) {
        (void)snprintf(text, 96, "waits for %s #%zu", wait->kind, wait->object);
    } else {
        (void)snprintf(text, 96, "waits for %s", wait->kind ? wait->kind : "its turn");
    }
}

/* What it does, in words, and where. */
static void state_words(const struct history *history, const struct task_view *task,
                        uint64_t time_us, char text[160])
{
    enum task_state state = history_state(task, time_us);
    char what[96];
    (void)snprintf(what, sizeof what, "%s", states[state].words);
    if (state == TASK_ENDED && task->result == COOP_ERR_CANCELLED)
        (void)snprintf(what, sizeof what, "was cancelled");
    else if (state == TASK_ENDED && task->result < 0)
        (void)snprintf(what, sizeof what, "failed with %" PRId32, task->result);
    else if (state == TASK_ENDED && task->result > 0)
        (void)snprintf(what, sizeof what, "ended: %" PRId32, task->result);
    else if (state == TASK_WAITING)
        wait_words(history, task, what);
    if (task->line)
        (void)snprintf(text, 160, "%s  ·  %s:%u", what, file_name(task), task->line);
    else
        (void)snprintf(text, 160, "%s", what);
}

/* Who keeps others from their turns is told at once. */
static void hog_words(const struct history *history, const struct task_view *task, uint64_t time_us,
                      char text[160])
{
    char span[24];
    uint64_t step_us = task->state == TASK_RUNNING ? time_us - task->began_us : 0;
    if (step_us >= HISTORY_HOG_US) {
        write_span(span, step_us);
        (void)snprintf(text, 160, "⚠ holds the CPU for %s, since %s:%u", span, file_name(task),
                       task->line);
        return;
    }
    write_span(span, task->held_us);
    (void)snprintf(text, 160, "⚠ kept %s waiting for %s  ·  %s:%u",
                   task->held < history->task_count ? history->tasks[task->held].name : "others",
                   span, file_name(task), task->longest_line);
}

static void column_words(const struct window *window, const struct task_view *task, int column,
                         char text[24])
{
    uint64_t time_us = now_us(window);
    uint64_t passed_us = time_us - window->scene->cost.boot_us;
    uint64_t used_us = history_used_us(task, time_us);
    switch (column) {
    case 0:
        (void)snprintf(text, 24, "%" PRIu64, task->turns);
        break;
    case 1:
        (void)snprintf(text, 24, "%" PRIu64 ".%" PRIu64 " %%",
                       passed_us ? used_us * 100 / passed_us : 0,
                       passed_us ? used_us * 1000 / passed_us % 10 : 0);
        break;
    case 2:
        write_span(text, task->longest_us);
        break;
    default:
        write_span(text, task->late_us);
    }
}

static uint32_t state_color(const struct colors *colors, enum task_state state, bool failed)
{
    if (failed)
        return colors->error;
    if (state == TASK_RUNNING)
        return colors->run;
    return state == TASK_READY ? colors->wake : colors->dim;
}

static void draw_row(struct window *window, const struct task_view *task, int depth, SDL_Rect row)
{
    const struct colors *colors = window->colors;
    uint64_t time_us = now_us(window);
    enum task_state state = history_state(task, time_us);
    bool cancelled = state == TASK_ENDED && task->result == COOP_ERR_CANCELLED;
    bool failed = state == TASK_ENDED && task->result < 0 && !cancelled;
    bool hogs = history_hogs(task, time_us);
    int y = row.y + scaled(window, 3);
    int x = row.x + depth * scaled(window, INDENT);
    char turns[24];
    column_words(window, task, 0, turns);
    int words_width = row.w - scaled(window, columns[0].right + 10) - (x - row.x) -
                      text_width(window->text, TEXT_SMALL, turns) - scaled(window, SIGN);
    char words[160];
    text_draw(window->text, TEXT_STRONG, TEXT_LEFT, x, y, state_color(colors, state, failed),
              failed      ? "✗"
              : cancelled ? "–"
                          : states[state].sign);
    x += scaled(window, SIGN);
    text_draw_within(window->text, TEXT_STRONG, x, y, words_width,
                     state == TASK_ENDED ? colors->dim : colors->words, task->name);
    for (int i = 0; i < COLUMNS; i++) {
        char text[24];
        bool dim = i == 0 || state == TASK_ENDED;
        column_words(window, task, i, text);
        text_draw(window->text, TEXT_SMALL, TEXT_RIGHT,
                  row.x + row.w - scaled(window, columns[i].right), y,
                  dim ? colors->dim : colors->words, text);
    }
    if (hogs)
        hog_words(&window->history, task, time_us, words);
    else
        state_words(&window->history, task, time_us, words);
    text_draw_within(window->text, TEXT_TINY, x, y + text_height(window->text, TEXT_STRONG),
                     row.x + row.w - x, hogs ? colors->error : colors->dim, words);
}

static void draw_titles(struct window *window, SDL_Rect box)
{
    for (int i = 0; i < COLUMNS; i++)
        text_draw(window->text, TEXT_TINY, TEXT_RIGHT,
                  box.x + box.w - scaled(window, columns[i].right), box.y, window->colors->dim,
                  columns[i].title);
}

static int rows_shown(const struct window *window, SDL_Rect box)
{
    int rows = (box.h - titles_height(window)) / row_height(window);
    return rows > 0 ? rows : 0;
}

SDL_Rect tasks_draw(struct window *window, SDL_Rect box, bool whole)
{
    const struct history *history = &window->history;
    struct task_order order;
    (void)whole;
    task_order(history, &order);
    fill_box(&window->frame, box, window->colors->panel, 255);
    draw_titles(window, box);
    SDL_Rect row = {box.x, box.y + titles_height(window), box.w, row_height(window)};
    int rows = rows_shown(window, box);
    for (int i = window->task_first; i < (int)order.count && i < window->task_first + rows; i++) {
        if (order.tasks[i] == window->task_chosen)
            fill_round(&window->frame, row, scaled(window, 4), window->colors->chosen, 255);
        draw_row(window, &history->tasks[order.tasks[i]], order.depths[i], row);
        row.y += row.h;
    }
    if ((int)order.count > window->task_first + rows) {
        char more[32];
        (void)snprintf(more, sizeof more, "%d more below",
                       (int)order.count - window->task_first - rows);
        text_draw(window->text, TEXT_TINY, TEXT_LEFT, box.x, box.y, window->colors->dim, more);
    }
    return box;
}

/* ---- Choosing one --------------------------------------------------------------------------- */

static void choose(struct window *window, SDL_Rect box, const struct task_order *order, int row)
{
    int last = (int)order->count - 1;
    int rows = rows_shown(window, box);
    row = row < 0 ? 0 : row > last ? last : row;
    if (row < 0)
        return;
    window->task_chosen = order->tasks[row];
    if (row < window->task_first)
        window->task_first = row;
    if (rows > 0 && row >= window->task_first + rows)
        window->task_first = row - rows + 1;
    panel_stale(window, PANEL_TASKS);
    panel_stale(window, PANEL_TIMELINE);
}

static int chosen_row(const struct window *window, const struct task_order *order)
{
    for (size_t i = 0; i < order->count; i++)
        if (order->tasks[i] == window->task_chosen)
            return (int)i;
    return -1;
}

static void scroll(struct window *window, SDL_Rect box, const struct task_order *order, int by)
{
    int most = (int)order->count - rows_shown(window, box);
    int first = window->task_first + by;
    window->task_first = first > most ? most : first;
    window->task_first = window->task_first < 0 ? 0 : window->task_first;
    panel_stale(window, PANEL_TASKS);
}

bool tasks_event(struct window *window, SDL_Rect box, const SDL_Event *event)
{
    struct task_order order;
    task_order(&window->history, &order);
    if (event->type == SDL_MOUSEWHEEL) {
        scroll(window, box, &order, -event->wheel.y);
        return true;
    }
    if (event->type == SDL_MOUSEBUTTONDOWN && event->button.y >= box.y + titles_height(window)) {
        int row = (event->button.y - box.y - titles_height(window)) / row_height(window);
        choose(window, box, &order, window->task_first + row);
        return true;
    }
    if (event->type != SDL_KEYDOWN)
        return false;
    SDL_Keycode key = event->key.keysym.sym;
    if (key != SDLK_UP && key != SDLK_DOWN)
        return false;
    choose(window, box, &order, chosen_row(window, &order) + (key == SDLK_DOWN ? 1 : -1));
    return true;
}
