/* open.c - another scene in the same window, or the same when its file was saved.
 *                                                                  SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "window/internal.h"

#define LOOK_MS 100u /* between looks at the file */
#define MISSING 10   /* looks: an editor may take it away, and put it back, while it saves */

/* ---- Names ---------------------------------------------------------------------------------- */

/* What a scene has, to be found in the next version of it: the one before is gone by then. */
struct names {
    uint64_t text;
    uint64_t parts[SCENE_PARTS_MAX];
    uint64_t settings[SCENE_SETTINGS_MAX];
    size_t part_count;
    size_t setting_count;
};

static uint64_t mix(uint64_t mark, const void *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        mark = (mark ^ ((const uint8_t *)bytes)[i]) * 0x100000001b3u; /* FNV-1a */
    return mark;
}

static uint64_t mix_name(const char *name, uint32_t kind)
{
    uint64_t mark = mix(0xcbf29ce484222325u, &kind, sizeof kind);
    return name ? mix(mark, name, strlen(name) + 1) : mark;
}

/* The second of a name is another one. */
static void add_name(uint64_t *list, size_t *count, uint64_t mark)
{
    for (size_t i = 0; i < *count; i++)
        if (list[i] == mark)
            mark = mix(mark, &mark, sizeof mark);
    list[(*count)++] = mark;
}

/* A setting that the file gives another value now is another one, too. */
static void list_names(const struct scene *scene, struct names *names)
{
    names->part_count = names->setting_count = 0;
    names->text = mix(mix_name(NULL, 0), scene->text, scene->text_size);
    for (size_t i = 0; i < scene->part_count; i++)
        add_name(names->parts, &names->part_count,
                 mix_name(scene->parts[i].name, scene->parts[i].type));
    for (size_t i = 0; i < scene->setting_count; i++) {
        const struct scene_setting *setting = &scene->settings[i];
        int32_t limits[] = {*setting->begins, setting->minimum, setting->maximum};
        add_name(names->settings, &names->setting_count,
                 mix(mix_name(setting->path, setting->type), limits, sizeof limits));
    }
}

static uint16_t find_name(const uint64_t *list, size_t count, uint64_t mark)
{
    for (size_t i = 0; i < count; i++)
        if (list[i] == mark)
            return (uint16_t)i;
    return TRAVEL_GONE;
}

/* ---- Opening -------------------------------------------------------------------------------- */

/* What tells one text of a file from the next; 0: it cannot be read just now. */
static uint64_t mark_of(const char *path)
{
    struct source source;
    bool found = source_read(&source, path); /* clocks of files are too coarse */
    uint64_t mark = found ? mix(mix_name(NULL, 0), source.text, source.size) | 1 : 0;
    source_free(&source);
    return mark;
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

/* Nothing of the one before is of use. */
static void begin_other(struct window *window)
{
    struct bench bench = {.chosen = SCENE_PARTS_MAX};
    memset(window->holds, 0, sizeof window->holds);
    window->bench = bench;
    window->task_chosen = SIM_NOBODY;
    window->knob_chosen = 0;
    window->knob_first = window->task_first = 0;
    window->timeline.farthest_us = 0;
    window->timeline.follows = true;
    open_begin(window);
    window->failed |= !window_restart(window);
}

/* Parts and settings may have come and gone; whatever is still there stays as it was. */
static void go_on(struct window *window, const struct names *before)
{
    struct names now;
    uint16_t parts[SCENE_PARTS_MAX];
    uint16_t settings[SCENE_SETTINGS_MAX];
    uint8_t holds[SCENE_PARTS_MAX] = {0};
    struct timeline timeline = window->timeline;
    list_names(window->scene, &now);
    for (size_t i = 0; i < before->part_count; i++) {
        parts[i] = find_name(now.parts, now.part_count, before->parts[i]);
        if (parts[i] != TRAVEL_GONE)
            holds[parts[i]] = window->holds[i];
    }
    for (size_t i = 0; i < before->setting_count; i++)
        settings[i] = find_name(now.settings, now.setting_count, before->settings[i]);
    memcpy(window->holds, holds, sizeof holds);
    if (before->text != now.text) { /* its places are those of the file */
        memset(window->bench.moved, 0, sizeof window->bench.moved);
        window->task_chosen = SIM_NOBODY;
        window->knob_chosen = 0;
    }
    open_begin(window);
    if (before->text == now.text)
        window->timeline = timeline;
    travel_renumber(&window->travel, parts, settings);
    window_catch_up(window);
}

/* Everything that was made for the scene before; `names` are of an older version of this one. */
static void take(struct window *window, const struct scene *scene, const struct names *names)
{
    char title[256];
    record_end(window);
    window->scene = scene;
    window->bench.hovers = false;
    window->console.offset = 0;
    if (!scene_has_console(scene))
        window->console.mode = CONSOLE_SHOWS;
    window->laid_out = false;
    history_free(&window->history);
    (void)snprintf(title, sizeof title, "%s - Glowloop", scene->name);
    SDL_SetWindowTitle(window->handle, title);
    window->failed |= !history_init(&window->history, scene);
    if (window->failed)
        return;
    if (names)
        go_on(window, names);
    else
        begin_other(window);
}

/* Where it is, or was to come: it may have ended too early, or not be there yet. */
static void keep_time(struct window *window)
{
    uint64_t time_us = now_us(window);
    if (window->pacing.stopped && window->kept_us > time_us)
        time_us = window->kept_us;
    if (window->seek.kind == SEEK_TIME && window->seek.time_us > time_us)
        time_us = window->seek.time_us;
    window->kept_us = time_us;
}

bool open_scene(struct window *window, const char *path)
{
    char copy[1024]; /* the path may be the scene's own, which goes */
    struct names names;
    bool same_file = strcmp(path, window->scene->path) == 0;
    if (!window->options->open || strlen(path) >= sizeof copy)
        return false;
    memcpy(copy, path, strlen(path) + 1);
    list_names(window->scene, &names);
    keep_time(window);
    *window->problem = '\0';
    const struct scene *scene = window->options->open(window->options->context, copy,
                                                      window->problem, sizeof window->problem);
    panels_stale(window);
    if (!scene) {
        window->file_mark = mark_of(window->scene->path);
        return false;
    }
    *window->problem = '\0';
    take(window, scene, same_file ? &names : NULL);
    window_say(window, false, same_file ? "%s was saved, and goes on" : "opened %s", scene->path);
    return true;
}

static void look_at_programs(struct window *window)
{
    char why[sizeof window->problem];
    const struct window_options *options = window->options;
    enum window_news news =
        options->look ? options->look(options->context, why, sizeof why) : WINDOW_SAME;
    if (news == WINDOW_WRONG) {
        memcpy(window->problem, why, sizeof why);
        panels_stale(window);
    }
    if (news == WINDOW_READY && open_scene(window, window->scene->path))
        window_say(window, false, "the programs of %s were saved, and go on", window->scene->name);
}

static void tell_missing(struct window *window)
{
    (void)snprintf(window->problem, sizeof window->problem,
                   "error: %s: cannot be read any more\n"
                   "    = note: as soon as it is there again, it is read\n",
                   window->scene->path);
    window->file_mark = 0; /* what comes back is news, even if it is what was there */
    panels_stale(window);
}

void open_look(struct window *window)
{
    look_at_programs(window);
    uint32_t ms = SDL_GetTicks();
    if (!window->options->open || ms - window->looked_ms < LOOK_MS)
        return;
    window->looked_ms = ms;
    uint64_t mark = mark_of(window->scene->path);
    window->missing = mark == 0 ? window->missing + 1 : 0;
    if (window->missing == MISSING)
        tell_missing(window);
    if (mark == 0 || mark == window->file_mark)
        return;
    (void)open_scene(window, window->scene->path);
}
