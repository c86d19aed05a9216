/* console.c - what programs print, with the time when they did.      SPDX-License-Identifier: MIT
 */
#include <inttypes.h>
#include <stdio.h>

#include "window/internal.h"

static int line_height(const struct window *window)
{
    return text_height(window->text, TEXT_MONO) + scaled(window, 2);
}

int console_measure(struct window *window)
{
    return 4 * line_height(window);
}

static void draw_line_of(struct window *window, const struct history_line *line, SDL_Rect box,
                         int y)
{
    char time[32];
    uint64_t ms = line->time_us / 1000;
    (void)snprintf(time, sizeof time, "%4" PRIu64 ".%03u", ms / 1000, (unsigned)(ms % 1000));
    int x =
        box.x + text_draw(window->text, TEXT_MONO, TEXT_LEFT, box.x, y, window->colors->dim, time);
    x += scaled(window, 14);
    text_draw_within(window->text, TEXT_MONO, x, y, box.x + box.w - x,
                     line->failure ? window->colors->error : window->colors->words, line->words);
}

SDL_Rect console_draw(struct window *window, SDL_Rect box, bool whole)
{
    const struct history *history = &window->history;
    uint64_t rows = (uint64_t)(box.h / line_height(window));
    uint64_t kept = history->line_count > HISTORY_LINES ? HISTORY_LINES : history->line_count;
    uint64_t offset =
        (uint64_t)window->console_offset < kept ? (uint64_t)window->console_offset : 0;
    (void)whole;
    fill_box(&window->frame, box, window->colors->panel, 255);
    if (kept == 0)
        text_draw(window->text, TEXT_SMALL, TEXT_LEFT, box.x, box.y, window->colors->dim,
                  "nothing printed yet");
    uint64_t count = kept - offset < rows ? kept - offset : rows;
    for (uint64_t row = 0; row < count; row++)
        draw_line_of(window, history_line(history, history->line_count - offset - count + row), box,
                     box.y + (int)row * line_height(window));
    return box;
}

/* Back and forth in what was printed. */
static bool scroll(struct window *window, int lines)
{
    int most = (int)(window->history.line_count > HISTORY_LINES ? HISTORY_LINES
                                                                : window->history.line_count);
    int offset = window->console_offset + lines;
    window->console_offset = offset < 0 || most == 0 ? 0 : offset > most - 1 ? most - 1 : offset;
    panel_stale(window, PANEL_CONSOLE);
    return true;
}

bool console_event(struct window *window, SDL_Rect box, const SDL_Event *event)
{
    int page = box.h / line_height(window);
    if (event->type == SDL_MOUSEWHEEL)
        return scroll(window, 3 * event->wheel.y);
    if (event->type != SDL_KEYDOWN)
        return false;
    switch (event->key.keysym.sym) {
    case SDLK_UP:
        return scroll(window, 1);
    case SDLK_DOWN:
        return scroll(window, -1);
    case SDLK_PAGEUP:
        return scroll(window, page);
    case SDLK_PAGEDOWN:
        return scroll(window, -page);
    case SDLK_END:
        return scroll(window, -window->console_offset);
    default:
        return false;
    }
}
