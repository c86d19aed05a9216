/* header.c - the scene's name and its board; the time, and how fast it goes.
 *                                                                  SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "window/internal.h"

#define MARGIN 20
#define TOP    12
#define GAP    24

/* So many runs that ended so are some 200 ms, which a computer with much to do may need. */
#define BUSY_TOLD 5

static void status_text(const struct window *window, char text[128])
{
    char speed[16];
    char exposure[40] = "";
    pacing_speed_text(&window->pacing, speed);
    if (window->exposure_stops)
        (void)snprintf(exposure, sizeof exposure, "  ·  %+d EV", window->exposure_stops);
    if (window->recording.film)
        (void)snprintf(exposure + strlen(exposure), sizeof exposure - strlen(exposure),
                       "  ·  filming");
    if (window->pacing.stopped)
        (void)snprintf(text, 128, "ended%s", exposure);
    else if (window->travel.busy >= BUSY_TOLD)
        (void)snprintf(text, 128, "waiting for the program");
    else if (window->pacing.paused)
        (void)snprintf(text, 128, "paused at %" PRIu64 " µs  ·  %s%s",
                       sim_now_us(window->travel.sim), speed, exposure);
    else
        (void)snprintf(text, 128, "running  ·  %s%s", speed, exposure);
}

static int right_width(struct window *window)
{
    char status[128];
    int digits = text_width(window->text, TEXT_TIME, "00:00.000");
    status_text(window, status);
    int words = text_width(window->text, TEXT_SMALL, status) + scaled(window, 16);
    return digits > words ? digits : words;
}

/* The name gets what the time leaves of the line; in a narrow window its letters are smaller. */
static int title_width(struct window *window, int width)
{
    width -= 2 * scaled(window, MARGIN) + scaled(window, GAP) + right_width(window);
    return width > 1 ? width : 1;
}

static enum text_style title_style(struct window *window, int width)
{
    return text_width(window->text, TEXT_TITLE, window->scene->name) > width ? TEXT_STRONG
                                                                             : TEXT_TITLE;
}

int header_measure(struct window *window)
{
    int width = title_width(window, window->frame.width);
    enum text_style style = title_style(window, width);
    int lines = text_wrap(window->text, style, 0, 0, width, 0, window->scene->name, true);
    int left = lines * text_height(window->text, style) + text_height(window->text, TEXT_SMALL);
    int right = text_height(window->text, TEXT_TIME) + text_height(window->text, TEXT_SMALL);
    return 2 * scaled(window, TOP) + (left > right ? left : right);
}

/* Running, paused or ended, as a sign. */
static void draw_sign(struct window *window, int x, int middle)
{
    const struct colors *colors = window->colors;
    int size = scaled(window, 8) & ~1;
    SDL_Rect box = {x, middle - size / 2, size, size};
    if (!window->pacing.paused || window->pacing.stopped) {
        uint32_t color = window->pacing.stopped ? colors->dim : colors->accent;
        color = window->recording.film ? colors->error : color;
        fill_round(&window->frame, box, size / 2, color, 255);
        return;
    }
    box.w = size * 3 / 8;
    fill_box(&window->frame, box, colors->accent, 255);
    box.x += size * 5 / 8;
    fill_box(&window->frame, box, colors->accent, 255);
}

static void draw_time(struct window *window, SDL_Rect box)
{
    char digits[48];
    char status[128];
    int right = box.w - scaled(window, MARGIN);
    int y = box.y + scaled(window, TOP) - scaled(window, 3);
    write_time(digits, now_us(window));
    status_text(window, status);
    text_draw(window->text, TEXT_TIME, TEXT_RIGHT, right, y, window->colors->words, digits);
    y += text_height(window->text, TEXT_TIME);
    bool running = !window->pacing.paused && !window->pacing.stopped;
    int width = text_draw(window->text, TEXT_SMALL, TEXT_RIGHT, right, y,
                          running ? window->colors->dim : window->colors->accent, status);
    draw_sign(window, right - width - 2 * scaled(window, 8),
              y + text_height(window->text, TEXT_SMALL) / 2);
}

SDL_Rect header_draw(struct window *window, SDL_Rect box, bool whole)
{
    int x = scaled(window, MARGIN);
    int y = box.y + scaled(window, TOP);
    int width = title_width(window, box.w);
    enum text_style style = title_style(window, width);
    SDL_Rect right = {box.w - right_width(window) - 2 * x, box.y, right_width(window) + 2 * x,
                      box.h};
    fill_box(&window->frame, whole ? box : right, window->colors->ground, 255);
    draw_time(window, box);
    if (!whole)
        return right;
    int lines = text_wrap(window->text, style, x, y, width, window->colors->words,
                          window->scene->name, false);
    y += lines * text_height(window->text, style);
    text_draw(window->text, TEXT_SMALL, TEXT_LEFT, x, y, window->colors->dim,
              window->scene->board->title);
    return box;
}
