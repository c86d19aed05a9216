/* help.c - all keys, over everything else.                           SPDX-License-Identifier: MIT
 */
#include "window/internal.h"

#include <stdio.h>
#include <string.h>

#define ROWS_MAX (SCENE_PARTS_MAX + 40)

struct row {
    char cap[48];
    char words[100];
    bool accented;
};

struct table {
    struct row rows[ROWS_MAX];
    int count;
    int cap_width;
    int words_width;
};

static void add_row(struct window *window, struct table *table, const char *cap, const char *words,
                    bool accented)
{
    if (table->count == ROWS_MAX)
        return;
    struct row *row = &table->rows[table->count++];
    (void)snprintf(row->cap, sizeof row->cap, "%s", cap);
    (void)snprintf(row->words, sizeof row->words, "%s", words);
    row->accented = accented;
    int cap_width = key_width(window, row->cap);
    int words_width = text_width(window->text, TEXT_BODY, row->words);
    table->cap_width = cap_width > table->cap_width ? cap_width : table->cap_width;
    table->words_width = words_width > table->words_width ? words_width : table->words_width;
}

static void add_own_keys(struct window *window, struct table *table, bool brief)
{
    for (const struct key_help *help = key_helps; help->command; help++) {
        char cap[48];
        const char *first = key_taken(window->scene, help->key) ? "Ctrl " : "";
        bool space = help->command == COMMAND_PAUSE && !key_taken(window->scene, SDLK_SPACE);
        (void)snprintf(cap, sizeof cap, "%s%s", first, space ? "Space" : help->cap);
        add_row(window, table, cap, brief ? help->label : help->text, false);
    }
}

static void fill_table(struct window *window, struct table *table, bool brief)
{
    *table = (struct table){0};
    for (size_t i = 0; i < window->scene->part_count; i++) {
        const char *cap = key_cap(&window->scene->parts[i]);
        char words[100];
        (void)snprintf(words, sizeof words, brief ? "%s" : "press %s, for as long as it is held",
                       window->scene->parts[i].name);
        if (cap)
            add_row(window, table, cap, words, true);
    }
    add_own_keys(window, table, brief);
    add_row(window, table, "Click", brief ? "press" : "press a button of the scene", false);
    add_row(window, table, "Ctrl click", brief ? "hold" : "hold it until the next click", false);
    add_row(window, table, "Drag", brief ? "move" : "move a part, the bench, the timeline", false);
    add_row(window, table, "Wheel", brief ? "nearer" : "look nearer, or scroll a list", false);
    add_row(window, table, "← ↑ → ↓", brief ? "choose" : "move and choose within the chosen panel",
            false);
    add_row(window, table, "Delete",
            brief ? "take back" : "bring back a value; pause at no text any more", false);
    add_row(window, table, "↵", brief ? "change" : "write a value; choose a part; next event",
            false);
}

static int column_width(struct window *window, const struct table *table)
{
    return table->cap_width + scaled(window, 16) + table->words_width;
}

static int row_height(const struct window *window)
{
    return key_height(window) + scaled(window, 6);
}

/* In one column if it fits, else in two, with fewer words. */
static int choose_columns(struct window *window, struct table *table)
{
    int room = window->frame.height - scaled(window, 112);
    fill_table(window, table, false);
    int width = column_width(window, table);
    if (table->count * row_height(window) <= room)
        return 1;
    if (2 * width + scaled(window, 144) <= window->frame.width)
        return 2;
    fill_table(window, table, true);
    return 2;
}

static void draw_row(struct window *window, const struct table *table, const struct row *row, int x,
                     int y)
{
    int lower = (key_height(window) - text_height(window->text, TEXT_BODY)) / 2;
    draw_key(window, x + table->cap_width - key_width(window, row->cap), y, row->cap, false);
    text_draw(window->text, TEXT_BODY, TEXT_LEFT, x + table->cap_width + scaled(window, 16),
              y + lower, row->accented ? window->colors->accent : window->colors->words,
              row->words);
}

void help_draw(struct window *window)
{
    struct table table;
    int columns = choose_columns(window, &table);
    int lines = (table.count + columns - 1) / columns;
    int pad = scaled(window, 24);
    int width = columns * column_width(window, &table) + (columns - 1) * 2 * pad + 2 * pad;
    int title = text_height(window->text, TEXT_TITLE) + scaled(window, 12);
    int height = title + lines * row_height(window) + 2 * pad - scaled(window, 8);
    SDL_Rect box = {(window->frame.width - width) / 2, (window->frame.height - height) / 2, width,
                    height};
    fill_box(&window->frame, (SDL_Rect){0, 0, window->frame.width, window->frame.height}, 0x000000,
             150);
    fill_round(&window->frame, box, scaled(window, 10), window->colors->line, 255);
    SDL_Rect inner = {box.x + 1, box.y + 1, box.w - 2, box.h - 2};
    fill_round(&window->frame, inner, scaled(window, 10) - 1, window->colors->panel, 255);
    text_draw(window->text, TEXT_TITLE, TEXT_LEFT, box.x + pad, box.y + pad - scaled(window, 6),
              window->colors->words, "Keys");
    text_draw(window->text, TEXT_SMALL, TEXT_RIGHT, box.x + width - pad, box.y + pad,
              window->colors->dim, "Esc closes");
    for (int i = 0; i < table.count; i++)
        draw_row(window, &table, &table.rows[i],
                 box.x + pad + i / lines * (column_width(window, &table) + 2 * pad),
                 box.y + pad + title + i % lines * row_height(window));
}
