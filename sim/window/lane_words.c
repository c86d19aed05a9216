/* lane_words.c - what happened in a lane, as a line for people.      SPDX-License-Identifier: MIT
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "window/timeline.h"

static const char *file_name(const char *path)
{
    const char *slash = path ? strrchr(path, '/') : NULL;
    return slash ? slash + 1 : path ? path : "";
}

static void exact_time(char text[40], uint64_t time_us)
{
    (void)snprintf(text, 40, "%" PRIu64 ".%06u s", time_us / 1000000,
                   (unsigned)(time_us % 1000000));
}

/* The step that covers the time, or begins before `to_us`: from its beginning to its await. */
static void step_words(const struct history *history, size_t task, uint64_t from_us, uint64_t to_us,
                       char text[200])
{
    uint64_t began_us = UINT64_MAX;
    uint64_t first = history_first(history);
    uint64_t number = history_find(history, from_us);
    while (number > first && began_us == UINT64_MAX) { /* back to a beginning of this task's */
        const struct moment *moment = history_moment(history, --number);
        if (moment->task == task && moment->type == MOMENT_BEGIN)
            began_us = moment->time_us;
    }
    for (; number < history->moment_count; number++) {
        const struct moment *moment = history_moment(history, number);
        if (moment->task != task || moment->type > MOMENT_END)
            continue;
        if (moment->type == MOMENT_BEGIN && moment->time_us >= to_us)
            return;
        if (moment->type == MOMENT_BEGIN) {
            began_us = moment->time_us;
        } else if (moment->time_us > from_us) {
            char span[24];
            char time[40];
            write_span(span, moment->time_us - began_us);
            exact_time(time, began_us);
            (void)snprintf(text, 200, "%s ran %s from %s, to %s:%u", history->tasks[task].name,
                           span, time, file_name(history->tasks[task].file), moment->line);
            return;
        }
    }
}

static void level_words(const struct window *window, size_t part, uint64_t from_us, uint64_t to_us,
                        char text[200])
{
    const struct history *history = &window->history;
    const struct scene_part *source = &window->scene->parts[part];
    for (uint64_t i = history_find(history, from_us); i < history->moment_count; i++) {
        const struct moment *moment = history_moment(history, i);
        if (moment->time_us >= to_us)
            break;
        if (moment->type == MOMENT_PIN && moment->task == part) {
            char time[40];
            exact_time(time, moment->time_us);
            (void)snprintf(text, 200, "%s at %s became %d at %s", source->name, source->pin->name,
                           moment->level, time);
            return;
        }
    }
    int level = history_level(history, part, from_us);
    (void)snprintf(text, 200, "%s at %s: %s", source->name, source->pin->name,
                   level < 0 ? "let go"
                   : level   ? "1"
                             : "0");
}

static void show_words(const struct window *window, size_t part, uint64_t from_us, char text[200])
{
    const struct show_list *list = &window->history.shows[part];
    char time[40];
    if (!list->count)
        return;
    uint64_t number = history_find_show(list, from_us);
    const struct show *show = history_show(list, number);
    exact_time(time, show->time_us);
    (void)snprintf(text, 200, "%s was sent at %s, for the %" PRIu64 ". time: first pixel %d %d %d",
                   window->scene->parts[part].name, time, number + 1, show->colors[0][0],
                   show->colors[0][1], show->colors[0][2]);
}

void lane_words(const struct window *window, struct lane lane, uint64_t from_us, uint64_t to_us,
                char text[200])
{
    *text = '\0';
    if (lane.kind == LANE_TASK)
        step_words(&window->history, lane.index, from_us, to_us, text);
    else if (lane.kind == LANE_PART && window->scene->parts[lane.index].type == PART_NEOPIXEL)
        show_words(window, lane.index, from_us, text);
    else if (lane.kind == LANE_PART)
        level_words(window, lane.index, from_us, to_us, text);
}
