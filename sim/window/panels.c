/* panels.c - name and time above, console and messages below.        SPDX-License-Identifier: MIT
 */
#include "parts/palette.h"
#include "window/internal.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define MARGIN 24
#define TOP    16
#define GAP    24

/* ---- Header: the scene's name, its board and controls; the time and how fast it goes -------- */

static void time_text(const struct window *window, char text[48])
{
    uint64_t now_us = sim_now_us(window->sim);
    if (now_us > window->pacing.end_us)
        now_us = window->pacing.end_us;
    uint64_t seconds = now_us / 1000000;
    unsigned ms = (unsigned)(now_us / 1000 % 1000);
    unsigned second = (unsigned)(seconds % 60);
    if (seconds >= 3600)
        (void)snprintf(text, 48, "%" PRIu64 ":%02u:%02u.%03u", seconds / 3600,
                       (unsigned)(seconds / 60 % 60), second, ms);
    else
        (void)snprintf(text, 48, "%u:%02u.%03u", (unsigned)(seconds / 60), second, ms);
}

static void status_text(const struct window *window, char text[128])
{
    char speed[16];
    char exposure[16] = "";
    pacing_speed_text(&window->pacing, speed);
    if (window->exposure_stops)
        (void)snprintf(exposure, sizeof exposure, "  ·  %+d EV", window->exposure_stops);
    if (window->pacing.stopped)
        (void)snprintf(text, 128, "ended%s", exposure);
    else if (window->pacing.paused)
        (void)snprintf(text, 128, "paused at %" PRIu64 " µs  ·  %s%s", sim_now_us(window->sim),
                       speed, exposure);
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
static int title_width(struct window *window)
{
    int width = window->width - 2 * scaled(window, MARGIN) - scaled(window, GAP);
    width -= right_width(window);
    return width > 1 ? width : 1;
}

static enum text_style title_style(struct window *window)
{
    int width = text_width(window->text, TEXT_TITLE, window->scene->name);
    return width > title_width(window) ? TEXT_STRONG : TEXT_TITLE;
}

static int title_lines(struct window *window)
{
    return text_wrap(window->text, title_style(window), 0, 0, title_width(window), 0,
                     window->scene->name, true);
}

int header_height(struct window *window)
{
    int lines = title_lines(window);
    int left = lines * text_height(window->text, title_style(window)) +
               2 * (text_height(window->text, TEXT_SMALL) + scaled(window, 4));
    int right = text_height(window->text, TEXT_TIME) + text_height(window->text, TEXT_SMALL);
    return 2 * scaled(window, TOP) + (left > right ? left : right);
}

static void control_value(const struct window *window, size_t control, char text[32])
{
    int32_t value = *sim_control(window->sim, control);
    switch (window->scene->controls[control].type) {
    case PARAMETER_SWITCH:
        (void)snprintf(text, 32, "%s", value ? "true" : "false");
        break;
    case PARAMETER_TIME:
        (void)snprintf(text, 32, "%" PRId32 " ms", value);
        break;
    case PARAMETER_COLOR:
        (void)snprintf(text, 32, "#%06" PRIx32, (uint32_t)value & 0xffffffu);
        break;
    case PARAMETER_PALETTE:
        (void)snprintf(text, 32, "%s", palettes[value].name);
        break;
    default:
        (void)snprintf(text, 32, "%" PRId32, value);
    }
}

/* As many as there is room for. */
static void draw_controls(struct window *window, int x, int y, int width)
{
    int end = x + width;
    for (size_t i = 0; i < window->scene->control_count; i++) {
        char value[32];
        const char *name = window->scene->controls[i].name;
        control_value(window, i, value);
        int needed = text_width(window->text, TEXT_SMALL, name) + scaled(window, 6) +
                     text_width(window->text, TEXT_SMALL, value);
        if (x + needed > end)
            return;
        int drawn = text_draw(window->text, TEXT_SMALL, TEXT_LEFT, x, y, COLOR_DIM, name);
        text_draw(window->text, TEXT_SMALL, TEXT_LEFT, x + drawn + scaled(window, 6), y,
                  COLOR_WORDS, value);
        x += needed + scaled(window, 20);
    }
}

static void draw_time(struct window *window)
{
    char digits[48];
    char status[128];
    int right = window->width - scaled(window, MARGIN);
    int y = scaled(window, TOP) - scaled(window, 4);
    time_text(window, digits);
    status_text(window, status);
    text_draw_number(window->text, TEXT_TIME, TEXT_RIGHT, right, y, COLOR_WORDS, digits);
    y += text_height(window->text, TEXT_TIME);
    bool running = !window->pacing.paused && !window->pacing.stopped;
    int width = text_draw(window->text, TEXT_SMALL, TEXT_RIGHT, right, y,
                          running ? COLOR_DIM : COLOR_ACCENT, status);
    int dot = scaled(window, 8) & ~1;
    int middle = y + text_height(window->text, TEXT_SMALL) / 2;
    SDL_Rect box = {right - width - 2 * dot, middle - dot / 2, dot, dot};
    if (window->pacing.paused && !window->pacing.stopped) {
        fill_box(window, (SDL_Rect){box.x, box.y, dot * 3 / 8, dot}, COLOR_ACCENT, 255);
        fill_box(window, (SDL_Rect){box.x + dot * 5 / 8, box.y, dot * 3 / 8, dot}, COLOR_ACCENT,
                 255);
    } else {
        fill_round(window, box, dot / 2, running ? COLOR_ACCENT : COLOR_DIM, 255);
    }
}

void header_draw(struct window *window)
{
    int x = scaled(window, MARGIN);
    int y = scaled(window, TOP);
    int width = title_width(window);
    enum text_style style = title_style(window);
    int lines =
        text_wrap(window->text, style, x, y, width, COLOR_WORDS, window->scene->name, false);
    y += lines * text_height(window->text, style) + scaled(window, 4);
    text_draw(window->text, TEXT_SMALL, TEXT_LEFT, x, y, COLOR_DIM, window->scene->board->title);
    y += text_height(window->text, TEXT_SMALL) + scaled(window, 4);
    draw_controls(window, x, y, window->width - 2 * x);
    draw_time(window);
}

/* ---- Console -------------------------------------------------------------------------------- */

static int console_rows(const struct window *window)
{
    int most = window->height < scaled(window, 480) ? 2 : CONSOLE_LINES;
    return window->console.count < (uint64_t)most ? (int)window->console.count : most;
}

int console_height(const struct window *window)
{
    int rows = console_rows(window);
    if (rows == 0)
        return 0;
    return rows * text_height(window->text, TEXT_MONO) + scaled(window, 24);
}

void console_draw(struct window *window)
{
    int rows = console_rows(window);
    if (rows == 0)
        return;
    int margin = scaled(window, MARGIN);
    int height = console_height(window) - scaled(window, 8);
    SDL_Rect box = {margin, window->height - key_bar_height(window) - height - scaled(window, 8),
                    window->width - 2 * margin, height};
    fill_round(window, box, scaled(window, 6), COLOR_PANEL, 230);
    int y = box.y + scaled(window, 8);
    for (int row = 0; row < rows; row++, y += text_height(window->text, TEXT_MONO)) {
        size_t line = (size_t)((window->console.count - (uint64_t)(rows - row)) % CONSOLE_LINES);
        char time[32];
        uint64_t ms = window->console.times_us[line] / 1000;
        (void)snprintf(time, sizeof time, "%5" PRIu64 ".%03u", ms / 1000, (unsigned)(ms % 1000));
        int x = box.x + scaled(window, 12);
        x += text_draw(window->text, TEXT_MONO, TEXT_LEFT, x, y, COLOR_DIM, time);
        text_draw(window->text, TEXT_MONO, TEXT_LEFT, x + scaled(window, 16), y, COLOR_WORDS,
                  window->console.lines[line]);
    }
}

/* ---- Messages ------------------------------------------------------------------------------- */

/* A passing message, or for as long as the scene stands still the reason why. */
void toast_draw(struct window *window)
{
    const char *words = window->toast.words;
    bool error = window->toast.error;
    if (!window->toast.until_ms) {
        words = sim_problem(window->sim);
        error = true;
    }
    if (!*words)
        return;
    int pad = scaled(window, 16);
    int most = window->width - 4 * pad;
    int width = text_width(window->text, TEXT_BODY, words);
    width = width > most ? most : width;
    int lines = text_wrap(window->text, TEXT_BODY, 0, 0, width, 0, words, true);
    int height = lines * text_height(window->text, TEXT_BODY) + pad;
    int bottom = window->height - key_bar_height(window) - console_height(window) - pad / 2;
    SDL_Rect box = {(window->width - width) / 2 - pad, bottom - height, width + 2 * pad, height};
    uint32_t edge = error ? COLOR_ERROR : COLOR_ACCENT;
    fill_round(window, box, scaled(window, 6), edge, 255);
    SDL_Rect inner = {box.x + scaled(window, 3), box.y, box.w - scaled(window, 3), box.h};
    fill_round(window, inner, scaled(window, 6), COLOR_KEY, 255);
    text_wrap(window->text, TEXT_BODY, box.x + pad, box.y + pad / 2, width, COLOR_WORDS, words,
              false);
}
