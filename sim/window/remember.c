/* remember.c - how the window was when it was closed, for the next time.
 *                                                                  SPDX-License-Identifier: MIT
 * A line for each: a name and a number. What is not known, or out of range, is passed over.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "window/internal.h"

#define PATH_SIZE 1024

/* The file, as the XDG Base Directory Specification 0.8 has it. False if there is no home. */
static bool find_path(char path[PATH_SIZE], bool make)
{
    const char *config = getenv("XDG_CONFIG_HOME");
    const char *home = getenv("HOME");
    int size = 0;
    if (config && *config == '/')
        size = snprintf(path, PATH_SIZE, "%s", config);
    else if (home && *home == '/')
        size = snprintf(path, PATH_SIZE, "%s/.config", home);
    if (size <= 0 || size > PATH_SIZE - 32)
        return false;
    if (make)
        (void)mkdir(path, 0700);
    memcpy(path + size, "/glowloop", sizeof "/glowloop");
    if (make)
        (void)mkdir(path, 0700);
    memcpy(path + size + 9, "/window", sizeof "/window");
    return true;
}

enum item {
    ITEM_WIDTH,
    ITEM_HEIGHT,
    ITEM_LIGHT,
    ITEM_TASKS,
    ITEM_TIMELINE,
    ITEM_CONTROLS,
    ITEM_CONSOLE,
    ITEM_SPAN_MS,
    ITEMS
};

static const struct {
    const char *name;
    int minimum;
    int maximum;
} items[ITEMS] = {
    [ITEM_WIDTH] = {"width", 320, 16384}, [ITEM_HEIGHT] = {"height", 200, 16384},
    [ITEM_LIGHT] = {"light", 0, 1},       [ITEM_TASKS] = {"tasks", 0, 1},
    [ITEM_TIMELINE] = {"timeline", 0, 1}, [ITEM_CONTROLS] = {"controls", 0, 1},
    [ITEM_CONSOLE] = {"console", 0, 1},   [ITEM_SPAN_MS] = {"span_ms", 1, 10000},
};

static void collect(const struct window *window, int values[ITEMS])
{
    SDL_GetWindowSize(window->handle, &values[ITEM_WIDTH], &values[ITEM_HEIGHT]);
    values[ITEM_LIGHT] = window->colors == &colors_light;
    values[ITEM_TASKS] = window->places[PANEL_TASKS].wanted;
    values[ITEM_TIMELINE] = window->places[PANEL_TIMELINE].wanted;
    values[ITEM_CONTROLS] = window->places[PANEL_CONTROLS].wanted;
    values[ITEM_CONSOLE] = window->places[PANEL_CONSOLE].wanted;
    values[ITEM_SPAN_MS] = (int)((window->timeline.span_us + 999) / 1000);
}

static void apply(struct window *window, const int values[ITEMS])
{
    SDL_Rect usable = {0, 0, values[ITEM_WIDTH], values[ITEM_HEIGHT]};
    (void)SDL_GetDisplayUsableBounds(0, &usable);
    bool own = window->options->width > 0 || window->options->height > 0;
    if (!own && values[ITEM_WIDTH] <= usable.w && values[ITEM_HEIGHT] <= usable.h)
        SDL_SetWindowSize(window->handle, values[ITEM_WIDTH], values[ITEM_HEIGHT]);
    window->colors = values[ITEM_LIGHT] ? &colors_light : &colors_dark;
    window->places[PANEL_TASKS].wanted = values[ITEM_TASKS];
    window->places[PANEL_TIMELINE].wanted = values[ITEM_TIMELINE];
    window->places[PANEL_CONTROLS].wanted = values[ITEM_CONTROLS];
    window->places[PANEL_CONSOLE].wanted = values[ITEM_CONSOLE];
    window->timeline.span_us = (uint64_t)values[ITEM_SPAN_MS] * 1000;
}

static void take_line(int values[ITEMS], const char *name, int value)
{
    for (int i = 0; i < ITEMS; i++)
        if (strcmp(items[i].name, name) == 0 && value >= items[i].minimum &&
            value <= items[i].maximum)
            values[i] = value;
}

/* What nobody saw is not remembered. */
static bool remembers(const struct window *window)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    return window->options->remembers && strcmp(driver, "dummy") != 0 &&
           strcmp(driver, "offscreen") != 0;
}

void remember_restore(struct window *window)
{
    char path[PATH_SIZE];
    char name[32];
    int value;
    int values[ITEMS];
    FILE *file = remembers(window) && find_path(path, false) ? fopen(path, "r") : NULL;
    if (!file)
        return;
    collect(window, values);
    while (fscanf(file, "%31s %d", name, &value) == 2)
        take_line(values, name, value);
    (void)fclose(file);
    apply(window, values);
}

/* A window that cannot be remembered is no reason to complain. */
void remember_keep(const struct window *window)
{
    char path[PATH_SIZE];
    int values[ITEMS];
    bool whole = !window->fullscreen && window->handle;
    FILE *file = whole && remembers(window) && find_path(path, true) ? fopen(path, "w") : NULL;
    if (!file)
        return;
    collect(window, values);
    for (int i = 0; i < ITEMS; i++)
        fprintf(file, "%s %d\n", items[i].name, values[i]);
    (void)fclose(file);
}
