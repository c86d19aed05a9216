/* open.c - another scene in the same window, or the same when its file was saved.
 *                                                                  SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "window/internal.h"

#define LOOK_MS 300u /* between looks at the file */

/* What tells one text of a file from the next; 0: it cannot be read just now. */
static uint64_t mark_of(const char *path)
{
    struct source source;
    uint64_t mark = 0xcbf29ce484222325u; /* FNV-1a: clocks of files are too coarse */
    bool found = source_read(&source, path);
    for (size_t i = 0; found && i < source.size; i++)
        mark = (mark ^ (uint8_t)source.text[i]) * 0x100000001b3u;
    source_free(&source);
    return found ? mark | 1 : 0;
}

void open_saved(struct window *window)
{
    window->file_mark = mark_of(window->scene->path);
}

/* Lanes are others now; texts are what they were. */
static void drop_lane_breaks(struct window *window)
{
    for (size_t i = window->breaks.count; i-- > 0;)
        if (!*window->breaks.list[i].text)
            breaks_remove(window, i);
}

void open_begin(struct window *window)
{
    open_saved(window);
    window->timeline.lane = (struct lane){LANE_TASK, window->scene->task_count};
    drop_lane_breaks(window);
    /* Panels have the size from the start that they will need. */
    window->task_most = window->scene->task_count + 1;
    window->lanes_most = (int)(window->task_most + window->scene->part_count);
}

/* Everything that was made for the scene before. */
static void take(struct window *window, const struct scene *scene, bool same_file)
{
    char title[256];
    struct bench bench = {.chosen = SCENE_PARTS_MAX};
    record_end(window);
    window->scene = scene;
    memset(window->holds, 0, sizeof window->holds);
    if (!same_file)
        window->bench = bench;
    memset(window->bench.moved, 0, sizeof window->bench.moved);
    window->bench.hovers = false;
    window->task_chosen = SIM_NOBODY;
    window->knob_chosen = 0;
    window->knob_first = window->task_first = window->console.offset = 0;
    if (!scene_has_console(scene))
        window->console.mode = CONSOLE_SHOWS;
    window->timeline.farthest_us = 0;
    window->timeline.follows = true;
    history_free(&window->history);
    (void)snprintf(title, sizeof title, "%s - Glowloop", scene->name);
    SDL_SetWindowTitle(window->handle, title);
    open_begin(window);
    window->failed |= !history_init(&window->history, scene) || !window_restart(window);
}

bool open_scene(struct window *window, const char *path)
{
    char copy[1024]; /* the path may be the scene's own, which goes */
    bool same_file = strcmp(path, window->scene->path) == 0;
    if (!window->options->open || strlen(path) >= sizeof copy)
        return false;
    memcpy(copy, path, strlen(path) + 1);
    *window->problem = '\0';
    const struct scene *scene = window->options->open(window->options->context, copy,
                                                      window->problem, sizeof window->problem);
    panels_stale(window);
    if (!scene) {
        window->file_mark = mark_of(window->scene->path);
        return false;
    }
    *window->problem = '\0';
    take(window, scene, same_file);
    window_say(window, false, same_file ? "%s was saved, and begins again" : "opened %s",
               scene->path);
    return true;
}

void open_look(struct window *window)
{
    uint32_t ms = SDL_GetTicks();
    if (!window->options->open || ms - window->looked_ms < LOOK_MS)
        return;
    window->looked_ms = ms;
    uint64_t mark = mark_of(window->scene->path);
    if (mark == 0 || mark == window->file_mark)
        return;
    (void)open_scene(window, window->scene->path);
}
