/* bench_words.c - what is said about the bench: a pixel, the current. SPDX-License-Identifier: MIT
 */
#include <inttypes.h>
#include <stdio.h>

#include "engine/scene_parts.h"
#include "window/internal.h"

/* "0c 00 27", and its order: as on the wire. */
static void sent_words(const struct scene_part *part, const uint8_t *codes, char text[32])
{
    const char *order = order_words[part->order];
    int size = 0;
    for (const char *c = order; *c; c++) {
        uint8_t code = codes[*c == 'R' ? 0 : *c == 'G' ? 1 : *c == 'B' ? 2 : 3];
        size += snprintf(text + size, 32 - (size_t)size, "%02x ", code);
    }
    (void)snprintf(text + size, 32 - (size_t)size, "(%s)", order);
}

static void hover_words(const struct window *window, char lines[3][64], uint32_t *color)
{
    const struct bench *bench = &window->bench;
    const struct scene_part *part = &window->scene->parts[bench->hovered];
    const uint8_t *light = sim_pixels(window->travel.sim, bench->hovered, NULL);
    (void)snprintf(lines[0], 64, "%s[%" PRIu32 "]", part->name, bench->hovered_pixel);
    *color = 0;
    if (!light) {
        (void)snprintf(lines[1], 64, "never sent");
        (void)snprintf(lines[2], 64, "dark");
        return;
    }
    char sent[32];
    const uint8_t *codes =
        light + bench->hovered_pixel * (size_t)sim_channels(window->travel.sim, bench->hovered);
    *color = window_pixel_color(window, codes);
    sent_words(part, codes, sent);
    (void)snprintf(lines[1], 64, "sent %s", sent);
    (void)snprintf(lines[2], 64, "on screen #%06" PRIx32, *color);
}

void bench_draw_hover(struct window *window, SDL_Rect bench)
{
    const struct colors *colors = window->colors;
    char lines[3][64];
    uint32_t color;
    hover_words(window, lines, &color);
    int pad = scaled(window, 8);
    int line = text_height(window->text, TEXT_SMALL);
    int width = 0;
    for (int i = 0; i < 3; i++) {
        int words = text_width(window->text, i ? TEXT_MONO : TEXT_STRONG, lines[i]);
        width = words > width ? words : width;
    }
    SDL_Rect box = {window->mouse.x + 2 * pad, window->mouse.y + 2 * pad, width + 5 * pad,
                    3 * line + 2 * pad};
    if (box.x + box.w > bench.x + bench.w)
        box.x = window->mouse.x - pad - box.w;
    if (box.y + box.h > bench.y + bench.h)
        box.y = window->mouse.y - pad - box.h;
    fill_round(&window->frame, box, scaled(window, 6), colors->key_edge, 255);
    SDL_Rect inner = {box.x + 1, box.y + 1, box.w - 2, box.h - 2};
    fill_round(&window->frame, inner, scaled(window, 6) - 1, colors->key, 255);
    SDL_Rect swatch = {box.x + box.w - 3 * pad, box.y + pad, 2 * pad, 2 * pad};
    fill_round(&window->frame, swatch, scaled(window, 3), colors->key_edge, 255);
    swatch = (SDL_Rect){swatch.x + 1, swatch.y + 1, swatch.w - 2, swatch.h - 2};
    fill_round(&window->frame, swatch, scaled(window, 3), color, 255);
    for (int i = 0; i < 3; i++)
        text_draw(window->text, i ? TEXT_MONO : TEXT_STRONG, TEXT_LEFT, box.x + pad,
                  box.y + pad + i * line, i ? colors->dim : colors->words, lines[i]);
}

/* The view, and what the NeoPixels draw. */
static void foot_words(const struct window *window, char text[160])
{
    static const char *const styles[] = {"photo", "flat", "raw"};
    const struct history *history = &window->history;
    int size = snprintf(text, 160, "%s", styles[window->view.style]);
    uint64_t now_ua = 0;
    bool any = false;
    for (size_t i = 0; i < window->scene->part_count; i++) {
        now_ua += history->shows[i].current_ua;
        any |= window->scene->parts[i].type == PART_NEOPIXEL;
    }
    if (any)
        size += snprintf(text + size, 160 - (size_t)size,
                         "  ·  NeoPixels draw %" PRIu64 " mA, at most %" PRIu64 " mA",
                         (now_ua + 500) / 1000, (history->peak_ua + 500) / 1000);
    if (window->focus == PANEL_BENCH)
        (void)snprintf(text + size, 160 - (size_t)size, "  ·  ↵ chooses a part, arrows move");
}

SDL_Rect bench_foot(const struct window *window)
{
    SDL_Rect bench = window->places[PANEL_BENCH].box;
    int height = text_height(window->text, TEXT_TINY) + scaled(window, 4);
    return (SDL_Rect){bench.x, bench.y + bench.h - height, bench.w, height};
}

void bench_draw_foot(struct window *window)
{
    char text[160];
    SDL_Rect foot = bench_foot(window);
    foot_words(window, text);
    text_draw_within(window->text, TEXT_TINY, foot.x + scaled(window, 20), foot.y,
                     foot.w - scaled(window, 40), window->colors->dim, text);
}

/* Around the part that keys move. */
void bench_draw_choice(struct window *window, SDL_Rect box)
{
    int width = 2 * hairline(window);
    uint32_t color = window->colors->accent;
    struct frame *frame = &window->frame;
    fill_box(frame, (SDL_Rect){box.x, box.y, box.w, width}, color, 255);
    fill_box(frame, (SDL_Rect){box.x, box.y + box.h - width, box.w, width}, color, 255);
    fill_box(frame, (SDL_Rect){box.x, box.y, width, box.h}, color, 255);
    fill_box(frame, (SDL_Rect){box.x + box.w - width, box.y, width, box.h}, color, 255);
}
