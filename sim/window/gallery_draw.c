/* gallery_draw.c - the gallery on the screen, and how one is chosen.  SPDX-License-Identifier: MIT
 */
#include <stdio.h>
#include <string.h>

#include "window/internal.h"

#define GAP 16

struct grid {
    int left;
    int top;
    int columns;
    int rows; /* that are shown */
    int cell_width;
    int cell_height;
};

static struct grid grid_of(const struct window *window)
{
    int gap = scaled(window, GAP);
    int width = window->frame.width - 2 * gap;
    struct grid grid = {.top = scaled(window, 56),
                        .cell_width = scaled(window, GALLERY_WIDTH) + gap};
    grid.cell_height = scaled(window, GALLERY_HEIGHT) + 2 * text_height(window->text, TEXT_SMALL) +
                       gap + scaled(window, 6);
    grid.columns = width / grid.cell_width > 0 ? width / grid.cell_width : 1;
    grid.rows = (window->frame.height - grid.top) / grid.cell_height;
    grid.rows = grid.rows > 0 ? grid.rows : 1;
    grid.left = (window->frame.width - grid.columns * grid.cell_width + gap) / 2;
    return grid;
}

/* A name that needs it has the second line, too, which else is the file's. */
static void draw_name(struct window *window, const struct gallery_scene *one, int x, int y,
                      int width)
{
    const struct colors *colors = window->colors;
    const char *name = *one->name ? one->name : "…", *slash = strrchr(one->path, '/');
    uint32_t color = one->broken ? colors->error : colors->words;
    if (text_wrap(window->text, TEXT_SMALL, 0, 0, width, 0, name, true) == 2) {
        text_wrap(window->text, TEXT_SMALL, x, y, width, color, name, false);
        return;
    }
    text_draw_within(window->text, TEXT_SMALL, x, y, width, color, name);
    text_draw_within(window->text, TEXT_TINY, x, y + text_height(window->text, TEXT_SMALL), width,
                     colors->dim, slash ? slash + 1 : one->path);
}

static void draw_scene(struct window *window, const struct gallery_scene *one, SDL_Rect box,
                       bool chosen)
{
    const struct colors *colors = window->colors;
    int edge = chosen ? 3 * hairline(window) : hairline(window);
    SDL_Rect picture = {box.x, box.y, scaled(window, GALLERY_WIDTH),
                        scaled(window, GALLERY_HEIGHT)};
    SDL_Rect around = {picture.x - edge, picture.y - edge, picture.w + 2 * edge,
                       picture.h + 2 * edge};
    fill_round(&window->frame, around, scaled(window, 4), chosen ? colors->accent : colors->line,
               255);
    fill_box(&window->frame, picture, colors->ground, 255);
    if (one->pixels)
        draw_pixels(&window->frame, picture.x, picture.y, one->pixels, one->width,
                    (SDL_Rect){0, 0, one->width, one->height});
    draw_name(window, one, box.x, picture.y + picture.h + scaled(window, 6), picture.w);
}

/* What lies below the rows that are shown, and may be scrolled to. */
static void draw_rest(struct window *window, const struct grid *grid)
{
    const struct gallery *gallery = &window->gallery;
    int below = gallery->count - (gallery->first_row + grid->rows) * grid->columns;
    char words[40];
    (void)snprintf(words, sizeof words, "%d more below", below);
    if (below > 0)
        text_draw(window->text, TEXT_TINY, TEXT_RIGHT, window->frame.width - grid->left,
                  window->frame.height - text_height(window->text, TEXT_TINY) - scaled(window, 3),
                  window->colors->dim, words);
}

/* With its row among those that are shown. */
static void choose(struct window *window, int index)
{
    struct gallery *gallery = &window->gallery;
    struct grid grid = grid_of(window);
    if (index < 0 || index >= gallery->count)
        return;
    gallery->chosen = index;
    int row = index / grid.columns;
    if (row < gallery->first_row)
        gallery->first_row = row;
    if (row >= gallery->first_row + grid.rows)
        gallery->first_row = row - grid.rows + 1;
}

void gallery_draw(struct window *window)
{
    struct gallery *gallery = &window->gallery;
    const struct colors *colors = window->colors;
    struct grid grid = grid_of(window);
    SDL_Rect all = {0, 0, window->frame.width, window->frame.height};
    if (!gallery->placed)
        choose(window, gallery->chosen);
    gallery->placed = true;
    fill_box(&window->frame, all, colors->panel, 255);
    text_draw(window->text, TEXT_TITLE, TEXT_LEFT, grid.left, scaled(window, 18), colors->words,
              gallery->count ? "Scenes" : "There are no scenes here");
    text_draw(window->text, TEXT_SMALL, TEXT_RIGHT, all.w - grid.left, scaled(window, 22),
              colors->dim, "arrows choose  ·  ↵ opens  ·  Esc closes");
    for (int i = gallery->first_row * grid.columns; i < gallery->count; i++) {
        int row = i / grid.columns - gallery->first_row;
        if (row >= grid.rows)
            break;
        SDL_Rect box = {grid.left + i % grid.columns * grid.cell_width,
                        grid.top + row * grid.cell_height, grid.cell_width, grid.cell_height};
        draw_scene(window, &gallery->scenes[i], box, i == gallery->chosen);
    }
    draw_rest(window, &grid);
}

/* ---- Choosing ------------------------------------------------------------------------------- */

/* One that is not in order is told, and the gallery closed to show it. */
static void open_chosen(struct window *window)
{
    struct gallery *gallery = &window->gallery;
    char path[sizeof gallery->scenes->path];
    if (gallery->chosen >= gallery->count)
        return;
    memcpy(path, gallery->scenes[gallery->chosen].path, sizeof path);
    gallery_toggle(window);
    (void)open_scene(window, path);
}

static void key_down(struct window *window, SDL_Keycode key)
{
    int chosen = window->gallery.chosen;
    int columns = grid_of(window).columns;
    switch (key) {
    case SDLK_LEFT:
        choose(window, chosen - 1);
        return;
    case SDLK_RIGHT:
        choose(window, chosen + 1);
        return;
    case SDLK_UP:
        choose(window, chosen - columns);
        return;
    case SDLK_DOWN:
        choose(window, chosen + columns);
        return;
    case SDLK_RETURN:
    case SDLK_KP_ENTER:
        open_chosen(window);
        return;
    case SDLK_ESCAPE:
    case SDLK_o:
        gallery_toggle(window);
        return;
    default:
        return;
    }
}

static void mouse_down(struct window *window, int x, int y)
{
    struct grid grid = grid_of(window);
    int column = (x - grid.left) / grid.cell_width;
    int row = (y - grid.top) / grid.cell_height;
    if (x < grid.left || y < grid.top || column >= grid.columns)
        return;
    int index = (window->gallery.first_row + row) * grid.columns + column;
    if (index >= window->gallery.count)
        return;
    choose(window, index);
    open_chosen(window);
}

void gallery_event(struct window *window, const SDL_Event *event)
{
    struct gallery *gallery = &window->gallery;
    struct grid grid = grid_of(window);
    int rows = (gallery->count + grid.columns - 1) / grid.columns;
    if (event->type == SDL_KEYDOWN) {
        key_down(window, event->key.keysym.sym);
    } else if (event->type == SDL_MOUSEBUTTONDOWN) {
        mouse_down(window, event->button.x, event->button.y);
    } else if (event->type == SDL_MOUSEWHEEL) {
        int first = gallery->first_row - event->wheel.y;
        first = first > rows - grid.rows ? rows - grid.rows : first;
        gallery->first_row = first < 0 ? 0 : first;
    }
    panels_stale(window);
}
