/* toast.c - a passing message, or for as long as the scene stands still the reason why.
 *                                                                  SPDX-License-Identifier: MIT */
#include <string.h>

#include "window/internal.h"

const char *toast_words(const struct window *window)
{
    if (window->toast.until_ms)
        return window->toast.words;
    const char *problem = sim_problem(window->travel.sim);
    return *problem ? problem : NULL;
}

void toast_draw(struct window *window)
{
    const struct colors *colors = window->colors;
    const char *words = toast_words(window);
    bool error = window->toast.until_ms ? window->toast.error : true;
    window->toast_shown = words != NULL;
    if (!words)
        return;
    SDL_Rect bench = window->places[PANEL_BENCH].box;
    int pad = scaled(window, 14);
    int most = bench.w - 4 * pad;
    int width = text_width(window->text, TEXT_BODY, words);
    width = width > most ? most : width;
    int lines = text_wrap(window->text, TEXT_BODY, 0, 0, width, 0, words, true);
    int height = lines * text_height(window->text, TEXT_BODY) + pad;
    int bottom = bench_foot(window).y - pad / 2;
    SDL_Rect box = {bench.x + (bench.w - width) / 2 - pad, bottom - height, width + 2 * pad,
                    height};
    int strip = scaled(window, 4);
    fill_round(&window->frame, box, scaled(window, 6), error ? colors->error : colors->accent, 255);
    SDL_Rect inner = {box.x + strip, box.y, box.w - strip, box.h};
    fill_round(&window->frame, inner, scaled(window, 6), colors->key, 255);
    text_wrap(window->text, TEXT_BODY, box.x + pad, box.y + pad / 2, width, colors->words, words,
              false);
}

/* Lines as a compiler has them, for as long as the file is as it is. */
void problem_draw(struct window *window)
{
    const struct colors *colors = window->colors;
    SDL_Rect bench = window->places[PANEL_BENCH].box;
    int pad = scaled(window, 14);
    int height = text_height(window->text, TEXT_MONO);
    int lines = 1;
    if (!*window->problem)
        return;
    for (const char *c = window->problem; *c; c++)
        lines += *c == '\n' && c[1];
    SDL_Rect box = {bench.x + pad, bench.y + pad, window->frame.width - 2 * pad,
                    lines * height + 3 * height / 2 + 2 * pad};
    fill_round(&window->frame, box, scaled(window, 6), colors->error, 255);
    SDL_Rect inner = {box.x + 2, box.y + 2, box.w - 4, box.h - 4};
    fill_round(&window->frame, inner, scaled(window, 6), colors->key, 255);
    text_draw(window->text, TEXT_STRONG, TEXT_LEFT, box.x + pad, box.y + pad - scaled(window, 3),
              colors->error,
              "⚠ What was saved is not in order; the one before plays on. Esc hides this.");
    int y = box.y + pad + 3 * height / 2;
    const char *line = window->problem;
    for (int i = 0; i < lines; i++, y += height) {
        char words[200];
        size_t size = strcspn(line, "\n");
        size_t kept = size < sizeof words ? size : sizeof words - 1;
        memcpy(words, line, kept);
        words[kept] = '\0';
        text_draw_within(window->text, TEXT_MONO, box.x + pad, y, box.w - 2 * pad, colors->words,
                         words);
        line += line[size] ? size + 1 : size;
    }
}
