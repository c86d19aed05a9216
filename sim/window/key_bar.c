/* key_bar.c - what can be pressed, as far as there is room.          SPDX-License-Identifier: MIT
 */
#include "window/internal.h"

#include <stdio.h>
#include <string.h>

#define ITEMS_MAX (SCENE_PARTS_MAX + 16)
#define IMPORTANT 7 /* of key_helps, behind its first: to the screenshot */

struct item {
    char cap[48];
    const char *label;
    bool held;
    bool accented; /* the scene's own */
};

struct bar {
    struct item items[ITEMS_MAX];
    int count;
};

static void add_scene_keys(const struct window *window, struct bar *bar)
{
    for (size_t i = 0; i < window->scene->part_count; i++) {
        const char *cap = key_cap(&window->scene->parts[i]);
        if (!cap)
            continue;
        struct item *item = &bar->items[bar->count++];
        *item = (struct item){.label = window->scene->parts[i].name,
                              .held = window->parts[i].pressed,
                              .accented = true};
        (void)snprintf(item->cap, sizeof item->cap, "%s", cap);
    }
}

/* Pairs of keys share the second one's word. */
static const char *label_of(const struct window *window, const struct key_help *help)
{
    switch (help->command) {
    case COMMAND_PAUSE:
        return window->pacing.paused ? "go on" : "pause";
    case COMMAND_STEP_BACK:
    case COMMAND_SLOWER:
    case COMMAND_DARKER:
        return "";
    case COMMAND_FASTER:
        return "speed";
    case COMMAND_BRIGHTER:
        return "exposure";
    default:
        return help->label;
    }
}

static void add_help(const struct window *window, struct bar *bar, const struct key_help *help)
{
    struct item *item = &bar->items[bar->count++];
    *item = (struct item){.label = label_of(window, help)};
    const char *cap = help->cap;
    if (help->command == COMMAND_PAUSE && !key_taken(window->scene, SDLK_SPACE))
        cap = "Space";
    else if (key_taken(window->scene, help->key))
        (void)snprintf(item->cap, sizeof item->cap, "Ctrl %s", cap);
    if (!*item->cap)
        (void)snprintf(item->cap, sizeof item->cap, "%s", cap);
}

/* While the console's field has the keys, they do nothing else. */
static void fill_writing_bar(const struct window *window, struct bar *bar)
{
    bool types = window->console.mode == CONSOLE_TYPES;
    const struct item items[] = {
        {.cap = "↵", .label = types ? "type the line" : "pause at lines that have this"},
        {.cap = "Esc", .label = "leave the field"},
        {.cap = "Ctrl V", .label = "paste"},
        {.cap = "↑ ↓", .label = "lines typed before"},
    };
    bar->count = types ? 4 : 3;
    memcpy(bar->items, items, sizeof items);
}

/* The scene's keys, the `count` most important others, and at the end the one that tells all. */
static void fill_bar(const struct window *window, struct bar *bar, int count)
{
    bar->count = 0;
    if (console_writes(window)) {
        fill_writing_bar(window, bar);
        return;
    }
    add_scene_keys(window, bar);
    for (int i = 1; i <= count; i++)
        add_help(window, bar, &key_helps[i]);
    if (count > 0 && !*bar->items[bar->count - 1].label)
        bar->count--;
    add_help(window, bar, &key_helps[0]);
}

static int item_width(struct window *window, const struct item *item)
{
    int width = key_width(window, item->cap) + scaled(window, *item->label ? 8 : 4);
    if (*item->label)
        width += text_width(window->text, TEXT_SMALL, item->label) + scaled(window, 20);
    return width;
}

/* Draw it, or only count its rows. */
static int lay_bar(struct window *window, const struct bar *bar, int y, bool draw)
{
    int margin = scaled(window, 20);
    int x = margin;
    int rows = 1;
    int row_height = key_height(window) + scaled(window, 8);
    for (int i = 0; i < bar->count; i++) {
        const struct item *item = &bar->items[i];
        int width = item_width(window, item);
        if (x > margin && x + width - scaled(window, 20) > window->frame.width - margin) {
            x = margin;
            rows++;
        }
        int top = y + (rows - 1) * row_height;
        int words = top + (key_height(window) - text_height(window->text, TEXT_SMALL)) / 2;
        if (draw) {
            int cap = draw_key(window, x, top, item->cap, item->held);
            text_draw(window->text, TEXT_SMALL, TEXT_LEFT, x + cap + scaled(window, 8), words,
                      item->accented ? window->colors->accent : window->colors->dim, item->label);
        }
        x += width;
    }
    return rows;
}

/* As many as `most` rows can hold. Returns the number of them. */
static int fill_rows(struct window *window, struct bar *bar, int most)
{
    int count = 0;
    while (key_helps[count + 1].command)
        count++;
    while (fill_bar(window, bar, count), lay_bar(window, bar, 0, false) > most && count > 0)
        count--;
    return count;
}

/* One row, unless that would leave out what is important and there is room for another. */
static int choose_bar(struct window *window, struct bar *bar)
{
    if (fill_rows(window, bar, 1) >= IMPORTANT || window->frame.height < scaled(window, 400))
        return lay_bar(window, bar, 0, false);
    (void)fill_rows(window, bar, 2);
    return lay_bar(window, bar, 0, false);
}

int key_bar_measure(struct window *window)
{
    struct bar bar;
    int rows = choose_bar(window, &bar);
    return rows * (key_height(window) + scaled(window, 8)) + scaled(window, 10);
}

SDL_Rect key_bar_draw(struct window *window, SDL_Rect box, bool whole)
{
    struct bar bar;
    (void)whole;
    (void)choose_bar(window, &bar);
    fill_box(&window->frame, box, window->colors->ground, 255);
    (void)lay_bar(window, &bar, box.y + scaled(window, 6), true);
    return box;
}
