/* words.c - times and keys, as several panels show them.             SPDX-License-Identifier: MIT
 */
#include <inttypes.h>
#include <stdio.h>

#include "window/internal.h"

#define KEY_PAD 8

void write_time(char text[48], uint64_t time_us)
{
    uint64_t seconds = time_us / 1000000;
    unsigned ms = (unsigned)(time_us / 1000 % 1000);
    unsigned second = (unsigned)(seconds % 60);
    if (seconds >= 3600)
        (void)snprintf(text, 48, "%" PRIu64 ":%02u:%02u.%03u", seconds / 3600,
                       (unsigned)(seconds / 60 % 60), second, ms);
    else
        (void)snprintf(text, 48, "%u:%02u.%03u", (unsigned)(seconds / 60), second, ms);
}

void write_span(char text[24], uint64_t span_us)
{
    uint64_t tenths = (span_us + 50) / 100;
    if (span_us < 1000)
        (void)snprintf(text, 24, "%" PRIu64 " µs", span_us);
    else if (span_us < 9950)
        (void)snprintf(text, 24, "%" PRIu64 ".%" PRIu64 " ms", tenths / 10, tenths % 10);
    else if (span_us < 999500)
        (void)snprintf(text, 24, "%" PRIu64 " ms", (span_us + 500) / 1000);
    else if (span_us < 60000000)
        (void)snprintf(text, 24, "%" PRIu64 ".%02" PRIu64 " s", span_us / 1000000,
                       span_us / 10000 % 100);
    else
        (void)snprintf(text, 24, "%" PRIu64 " min", span_us / 60000000);
}

const char *line_mark(enum line_kind kind)
{
    return kind == LINE_TYPED ? "› " : kind == LINE_FAILED ? "✗ " : "";
}

int key_height(const struct window *window)
{
    return text_height(window->text, TEXT_SMALL) + scaled(window, KEY_PAD);
}

int key_width(struct window *window, const char *cap)
{
    int width = text_width(window->text, TEXT_SMALL, cap) + 2 * scaled(window, KEY_PAD);
    int height = key_height(window);
    return width > height ? width : height;
}

int draw_key(struct window *window, int x, int y, const char *cap, bool held)
{
    const struct colors *colors = window->colors;
    SDL_Rect box = {x, y, key_width(window, cap), key_height(window)};
    int radius = scaled(window, 5);
    int edge = hairline(window);
    int down = held ? edge : 0;
    fill_round(&window->frame, box, radius, held ? colors->accent : colors->key_edge, 255);
    SDL_Rect top = {box.x + edge, box.y + edge, box.w - 2 * edge, box.h - 3 * edge + down};
    fill_round(&window->frame, top, radius - edge, held ? colors->accent : colors->key, 255);
    text_draw(window->text, TEXT_SMALL, TEXT_CENTRE, x + box.w / 2,
              y + (box.h - text_height(window->text, TEXT_SMALL)) / 2,
              held ? colors->on_accent : colors->words, cap);
    return box.w;
}
