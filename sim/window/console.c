/* console.c - what programs print and what is typed, with the time when that was.
 *                                                                  SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>

#include "window/internal.h"

static const struct lane console_lane = {LANE_CONSOLE, 0};

static int line_height(const struct window *window)
{
    return text_height(window->text, TEXT_MONO) + scaled(window, 2);
}

static bool breaks_at_text(const struct window *window)
{
    for (size_t i = 0; i < window->breaks.count; i++)
        if (*window->breaks.list[i].text)
            return true;
    return false;
}

static int chips_height(const struct window *window)
{
    return breaks_at_text(window) ? key_height(window) + scaled(window, 6) : 0;
}

static int foot_height(const struct window *window)
{
    return chips_height(window) + console_field_height(window);
}

int console_measure(struct window *window)
{
    return 3 * line_height(window) + foot_height(window);
}

static int rows_of(const struct window *window, SDL_Rect box)
{
    int rows = (box.h - foot_height(window)) / line_height(window);
    return rows > 0 ? rows : 0;
}

static uint64_t kept_lines(const struct window *window)
{
    uint64_t count = window->history.line_count;
    return count > HISTORY_LINES ? HISTORY_LINES : count;
}

/* ---- Lines ---------------------------------------------------------------------------------- */

/* A sign for each kind, and ■ before what time pauses at. */
static void draw_line_of(struct window *window, const struct history_line *line, bool waits,
                         SDL_Rect box, int y)
{
    const struct colors *colors = window->colors;
    uint32_t color = line->kind == LINE_FAILED  ? colors->error
                     : line->kind == LINE_TYPED ? colors->accent
                                                : colors->words;
    char time[32];
    char words[HISTORY_WORDS + 8];
    uint64_t ms = line->time_us / 1000;
    if (breaks_in_line(window, line->words))
        text_draw(window->text, TEXT_MONO, TEXT_LEFT, box.x, y, colors->accent, "■");
    (void)snprintf(time, sizeof time, "%5" PRIu64 ".%03u", ms / 1000, (unsigned)(ms % 1000));
    (void)snprintf(words, sizeof words, "%s%s", line_mark(line->kind), line->words);
    int x = box.x + text_draw(window->text, TEXT_MONO, TEXT_LEFT, box.x, y, colors->dim,
                              waits ? "    waits" : time);
    x += scaled(window, 14);
    text_draw_within(window->text, TEXT_MONO, x, y, box.x + box.w - x, waits ? colors->dim : color,
                     words);
}

/* What has been typed while time stands still, below all others: the programs do not know yet. */
static int draw_waiting(struct window *window, SDL_Rect box, int rows)
{
    const struct travel *travel = &window->travel;
    int drawn = 0;
    for (size_t i = travel->next; i-- > 0 && drawn < rows;) {
        const struct deed *deed = &travel->deeds[i];
        if (!travel_waits(travel, deed))
            break;
        if (deed->kind != DEED_TYPE)
            continue;
        struct history_line line = {.kind = LINE_TYPED};
        (void)snprintf(line.words, sizeof line.words, "%s", deed->line);
        drawn++;
        draw_line_of(window, &line, true, box, box.y + (rows - drawn) * line_height(window));
    }
    return drawn;
}

static int waiting_lines(const struct window *window)
{
    const struct travel *travel = &window->travel;
    int count = 0;
    for (size_t i = travel->next; i-- > 0 && travel_waits(travel, &travel->deeds[i]);)
        count += travel->deeds[i].kind == DEED_TYPE;
    return count;
}

/* The first line that is shown, of those that are kept, and how many follow it. */
static uint64_t first_shown(const struct window *window, SDL_Rect box, uint64_t *count)
{
    uint64_t kept = kept_lines(window);
    uint64_t rows = (uint64_t)rows_of(window, box);
    uint64_t offset = (uint64_t)window->console.offset;
    uint64_t waiting = offset ? 0 : (uint64_t)waiting_lines(window);
    offset = offset < kept ? offset : 0;
    rows = rows > waiting ? rows - waiting : 0;
    *count = kept - offset < rows ? kept - offset : rows;
    return window->history.line_count - offset - *count;
}

static void draw_lines(struct window *window, SDL_Rect box)
{
    uint64_t count;
    uint64_t first = first_shown(window, box, &count);
    int waiting = window->console.offset ? 0 : waiting_lines(window);
    int rows = rows_of(window, box);
    for (uint64_t i = 0; i < count; i++)
        draw_line_of(window, history_line(&window->history, first + i), false, box,
                     box.y + (int)i * line_height(window));
    if (waiting)
        (void)draw_waiting(window, box, (int)count + waiting < rows ? (int)count + waiting : rows);
    if (count == 0 && !waiting)
        text_draw(window->text, TEXT_SMALL, TEXT_LEFT, box.x, box.y, window->colors->dim,
                  scene_has_console(window->scene) ? "nothing printed yet"
                                                   : "no program of this scene has the console");
}

/* ---- Texts to pause at ---------------------------------------------------------------------- */

/* Each in a box of its own, as far as there is room. Draws them, or tells which one is at x; its
 * number is breaks.count if there is none. */
static size_t lay_chips(struct window *window, SDL_Rect box, int at_x, bool draw)
{
    const struct colors *colors = window->colors;
    int gap = scaled(window, 6);
    int x = box.x;
    int y = box.y + box.h - foot_height(window) + scaled(window, 3);
    for (size_t i = 0; i < window->breaks.count; i++) {
        char words[FIELD_SIZE + 16];
        const char *text = window->breaks.list[i].text;
        if (!*text)
            continue;
        (void)snprintf(words, sizeof words, "■ %s ×", text);
        int width = text_width(window->text, TEXT_SMALL, words) + 2 * gap;
        int most = box.x + box.w - x;
        SDL_Rect chip = {x, y, width < most ? width : most, key_height(window)};
        if (chip.w < 4 * gap)
            break;
        if (draw) {
            fill_round(&window->frame, chip, scaled(window, 5), colors->chosen, 255);
            text_draw_within(window->text, TEXT_SMALL, x + gap,
                             y + (chip.h - text_height(window->text, TEXT_SMALL)) / 2,
                             chip.w - 2 * gap, colors->accent, words);
        } else if (at_x >= chip.x && at_x < chip.x + chip.w) {
            return i;
        }
        x += chip.w + gap;
    }
    return window->breaks.count;
}

static void clear_texts(struct window *window)
{
    if (breaks_at_text(window))
        window_say(window, false, "pauses at no text any more");
    for (size_t i = window->breaks.count; i-- > 0;)
        if (*window->breaks.list[i].text)
            breaks_remove(window, i);
    panels_stale(window);
}

SDL_Rect console_draw(struct window *window, SDL_Rect box, bool whole)
{
    (void)whole;
    fill_box(&window->frame, box, window->colors->panel, 255);
    draw_lines(window, box);
    (void)lay_chips(window, box, 0, true);
    console_field_draw(window, box);
    return box;
}

/* ---- Events --------------------------------------------------------------------------------- */

/* Back and forth in what was printed. */
static bool scroll(struct window *window, int lines)
{
    int most = (int)kept_lines(window);
    int offset = window->console.offset + lines;
    window->console.offset = offset < 0 || most == 0 ? 0 : offset > most - 1 ? most - 1 : offset;
    panel_stale(window, PANEL_CONSOLE);
    return true;
}

/* A line is a breakpoint for all lines like it; a breakpoint goes. */
static bool mouse_down(struct window *window, SDL_Rect box, int x, int y)
{
    uint64_t count;
    uint64_t first = first_shown(window, box, &count);
    int foot = box.y + box.h - foot_height(window);
    uint64_t row = y < box.y ? UINT64_MAX : (uint64_t)((y - box.y) / line_height(window));
    if (y >= foot) {
        size_t chip = lay_chips(window, box, x, false);
        if (chip < window->breaks.count)
            breaks_toggle(window, console_lane, window->breaks.list[chip].text);
    } else if (row < count && *history_line(&window->history, first + row)->words) {
        breaks_toggle(window, console_lane, history_line(&window->history, first + row)->words);
    }
    return true;
}

static bool key_down(struct window *window, SDL_Rect box, SDL_Keycode key)
{
    int page = rows_of(window, box);
    switch (key) {
    case SDLK_UP:
        return scroll(window, 1);
    case SDLK_DOWN:
        return scroll(window, -1);
    case SDLK_PAGEUP:
        return scroll(window, page);
    case SDLK_PAGEDOWN:
        return scroll(window, -page);
    case SDLK_END:
        return scroll(window, -window->console.offset);
    case SDLK_DELETE:
        clear_texts(window);
        return true;
    default:
        return false;
    }
}

bool console_event(struct window *window, SDL_Rect box, const SDL_Event *event)
{
    if (event->type == SDL_MOUSEWHEEL)
        return scroll(window, 3 * event->wheel.y);
    if (console_field_event(window, box, event))
        return true;
    if (event->type == SDL_MOUSEBUTTONDOWN)
        return mouse_down(window, box, event->button.x, event->button.y);
    if (event->type == SDL_KEYDOWN && !console_writes(window))
        return key_down(window, box, event->key.keysym.sym);
    return false;
}
