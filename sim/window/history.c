/* history.c - what has happened, as the timeline and the list of tasks show it.
 *                                                                  SPDX-License-Identifier: MIT */
#include "window/history.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/utf8.h"
#include "engine/wire.h"

bool history_init(struct history *history, const struct scene *scene)
{
    memset(history, 0, sizeof *history);
    history->scene = scene;
    history->moments = calloc(HISTORY_MOMENTS, sizeof *history->moments);
    history->lines = calloc(HISTORY_LINES, sizeof *history->lines);
    history_clear(history);
    return history->moments && history->lines;
}

void history_free(struct history *history)
{
    free(history->moments);
    free(history->lines);
    for (size_t i = 0; i < SCENE_PARTS_MAX; i++)
        free(history->shows[i].shows);
    memset(history, 0, sizeof *history);
}

/* Buttons are open, and pull their pins; nothing else does before it is written. */
static int8_t level_at_rest(const struct scene *scene, size_t part)
{
    if (part >= scene->part_count || scene->parts[part].type != PART_BUTTON)
        return -1;
    return !scene->parts[part].pressed_level;
}

/* The next one, before anything was heard of it: it may begin much later, or never. */
static void add_task(struct history *history)
{
    const struct scene *scene = history->scene;
    size_t index = history->task_count++;
    struct task_view task = {.name = "main", .parent = SIM_NOBODY};
    if (index < scene->task_count)
        task.name = scene->tasks[index].name;
    if (index < scene->root_count)
        task.parent = scene->task_count;
    for (size_t i = 0; i < scene->task_count; i++)
        if (index - scene->tasks[i].child_first < scene->tasks[i].child_count)
            task.parent = i;
    history->tasks[index] = task;
}

void history_clear(struct history *history)
{
    memset(history->tasks, 0, sizeof history->tasks);
    history->task_count = 0;
    history->moment_count = history->line_count = history->heard = 0;
    history->peak_ua = 0;
    while (history->task_count <= history->scene->task_count)
        add_task(history);
    for (size_t i = 0; i < SCENE_PARTS_MAX; i++) {
        history->shows[i].count = 0;
        history->shows[i].current_ua = 0;
        history->levels[i] = level_at_rest(history->scene, i);
        history->happened[i] = 0;
    }
}

/* ---- Tasks ---------------------------------------------------------------------------------- */

static struct task_view *task_of(struct history *history, const struct sim_event *event)
{
    if (event->task >= HISTORY_TASKS)
        return NULL;
    struct task_view *task = &history->tasks[event->task];
    while (history->task_count <= event->task)
        add_task(history);
    task->name = event->text;
    task->file = event->file;
    task->line = event->line;
    return task;
}

/* Which task held the CPU, in one step, for most of the time since then. */
static size_t holder(const struct history *history, const struct task_view *late)
{
    size_t found = SIM_NOBODY;
    uint64_t most_us = HISTORY_HOG_US;
    for (size_t i = 0; i < history->task_count; i++) {
        const struct task_view *task = &history->tasks[i];
        uint64_t step_us = task->ended_us - task->began_us;
        if (task != late && task->turns && task->ended_us > late->due_us && step_us >= most_us) {
            found = i;
            most_us = step_us;
        }
    }
    return found;
}

/* One has its turn later than it should: whose fault is that? */
static void blame(struct history *history, struct task_view *task)
{
    size_t index = task->latest_us >= HISTORY_HOG_US ? holder(history, task) : SIM_NOBODY;
    if (index == SIM_NOBODY)
        return;
    struct task_view *hog = &history->tasks[index];
    if (task->latest_us > hog->held_us) {
        hog->held_us = task->latest_us;
        hog->held = (size_t)(task - history->tasks);
    }
    hog->hogged_us = task->began_us;
}

static void begin_step(struct history *history, struct task_view *task, uint64_t now_us)
{
    if (task->state == TASK_WAITING && task->wait.due_us != UINT64_MAX)
        task->due_us = task->wait.due_us;
    task->latest_us = task->turns && now_us > task->due_us ? now_us - task->due_us : 0;
    if (task->latest_us > task->late_us)
        task->late_us = task->latest_us;
    task->state = TASK_RUNNING;
    task->turns++;
    task->began_us = now_us;
    blame(history, task);
}

static void end_step(struct task_view *task, const struct sim_event *event)
{
    uint64_t step_us = event->time_us - task->began_us;
    task->used_us += step_us;
    task->ended_us = event->time_us;
    if (step_us > task->longest_us) {
        task->longest_us = step_us;
        task->longest_line = task->line;
    }
    task->wait = event->wait;
    task->state = event->type == SIM_EVENT_END ? TASK_ENDED : TASK_WAITING;
    task->result = event->result;
}

static void wake(struct task_view *task, const struct sim_event *event)
{
    if (task->turns == 0 || task->state == TASK_ENDED) /* it is started, perhaps once more */
        task->parent = event->by;
    task->state = TASK_READY;
    task->due_us = event->time_us;
}

static void hear_task(struct history *history, struct task_view *task,
                      const struct sim_event *event)
{
    if (event->type == SIM_EVENT_TASK)
        begin_step(history, task, event->time_us);
    else if (event->type == SIM_EVENT_WAKE)
        wake(task, event);
    else
        end_step(task, event);
}

/* ---- Parts and the console ------------------------------------------------------------------ */

static size_t part_at(const struct scene *scene, const struct board_pin *pin)
{
    size_t part = 0;
    while (part < scene->part_count && scene->parts[part].pin != pin)
        part++;
    return part;
}

/* Some of its colors, as they are on the wire: the scene's order puts them right. */
static void keep_show(struct history *history, const struct sim_event *event)
{
    struct show_list *list = &history->shows[event->part];
    const struct scene_part *part = &history->scene->parts[event->part];
    if (!list->shows)
        list->shows = calloc(HISTORY_SHOWS, sizeof *list->shows);
    if (!list->shows)
        return;
    struct show *show = &list->shows[list->count++ % HISTORY_SHOWS];
    size_t channels = wire_channels(part->order);
    show->time_us = event->time_us;
    for (size_t row = 0; row < HISTORY_ROWS; row++) {
        const uint8_t *bytes =
            event->bytes + event->byte_count / channels * row / HISTORY_ROWS * channels;
        uint8_t light[4] = {0};
        wire_light(light, bytes, channels, part->order);
        for (size_t i = 0; i < 3; i++) {
            uint32_t code = (uint32_t)light[i] + light[3];
            show->colors[row][i] = (uint8_t)(code > 255 ? 255 : code);
        }
    }
}

static void keep_line(struct history *history, const struct sim_event *event)
{
    struct history_line *line = &history->lines[history->line_count++ % HISTORY_LINES];
    size_t size = 0;
    while (event->text[size]) {
        size_t next = utf8_length(event->text + size, strlen(event->text + size));
        if (size + next >= HISTORY_WORDS)
            break;
        size += next;
    }
    line->time_us = event->time_us;
    line->kind = event->type == SIM_EVENT_FAIL   ? LINE_FAILED
                 : event->type == SIM_EVENT_TYPE ? LINE_TYPED
                                                 : LINE_PRINTED;
    memcpy(line->words, event->text, size);
    line->words[size] = '\0';
}

/* ---- Moments -------------------------------------------------------------------------------- */

static void add_moment(struct history *history, struct moment moment)
{
    history->moments[history->moment_count++ % HISTORY_MOMENTS] = moment;
}

static void add_task_moment(struct history *history, const struct sim_event *event)
{
    static const uint8_t types[] = {[SIM_EVENT_TASK] = MOMENT_BEGIN,
                                    [SIM_EVENT_WAKE] = MOMENT_WAKE,
                                    [SIM_EVENT_WAIT] = MOMENT_WAIT,
                                    [SIM_EVENT_END] = MOMENT_END};
    size_t by =
        event->type == SIM_EVENT_WAKE && event->by < HISTORY_TASKS ? event->by : HISTORY_TASKS;
    add_moment(history, (struct moment){.time_us = event->time_us,
                                        .type = types[event->type],
                                        .task = (uint16_t)event->task,
                                        .by = (uint16_t)by,
                                        .line = event->line});
}

/* Writing the level that a pin has already changes nothing. */
static void add_pin_moment(struct history *history, const struct sim_event *event,
                           enum moment_type type)
{
    size_t part = part_at(history->scene, event->pin);
    if (part == history->scene->part_count ||
        (type == MOMENT_PIN && history->levels[part] == event->level))
        return;
    history->happened[part]++;
    add_moment(history, (struct moment){.time_us = event->time_us,
                                        .type = (uint8_t)type,
                                        .level = (int8_t)event->level,
                                        .before = history->levels[part],
                                        .task = (uint16_t)part});
    if (type == MOMENT_PIN)
        history->levels[part] = (int8_t)event->level;
}

static void add_current(struct history *history, const struct sim_event *event)
{
    uint64_t sum_ua = 0;
    history->shows[event->part].current_ua = pixels_current_ua(
        event->bytes, (uint16_t)event->byte_count, history->scene->parts[event->part].pixels);
    for (size_t i = 0; i < history->scene->part_count; i++)
        sum_ua += history->shows[i].current_ua;
    history->peak_ua = sum_ua > history->peak_ua ? sum_ua : history->peak_ua;
}

static void add_show(struct history *history, const struct sim_event *event)
{
    add_current(history, event);
    history->happened[event->part]++;
    keep_show(history, event);
}

static void add_line(struct history *history, const struct sim_event *event)
{
    add_moment(history, (struct moment){.time_us = event->time_us,
                                        .type = MOMENT_PRINT,
                                        .line = (uint16_t)history->line_count});
    keep_line(history, event);
}

void history_hear(void *context, const struct sim_event *event)
{
    struct history *history = context;
    struct task_view *task;
    history->heard++;
    switch (event->type) {
    case SIM_EVENT_TASK:
    case SIM_EVENT_WAKE:
    case SIM_EVENT_WAIT:
    case SIM_EVENT_END:
        task = task_of(history, event);
        if (!task)
            return;
        hear_task(history, task, event);
        add_task_moment(history, event);
        return;
    case SIM_EVENT_SHOW:
        add_show(history, event);
        return;
    case SIM_EVENT_PIN:
    case SIM_EVENT_INPUT:
        add_pin_moment(history, event, MOMENT_PIN);
        return;
    case SIM_EVENT_KEY:
        add_pin_moment(history, event, MOMENT_KEY);
        return;
    case SIM_EVENT_FAIL:
    case SIM_EVENT_PRINT:
    case SIM_EVENT_TYPE:
        add_line(history, event);
        return;
    default:
        return;
    }
}

/* ---- Order of tasks ------------------------------------------------------------------------- */

static void add_children(const struct history *history, struct task_order *order, size_t parent,
                         uint8_t depth);

/* Those that have ended, or the others. */
static void add_some(const struct history *history, struct task_order *order, size_t parent,
                     uint8_t depth, bool ended)
{
    for (size_t i = 0; i < history->task_count && order->count < HISTORY_TASKS; i++) {
        size_t of = history->tasks[i].parent;
        if (of != parent && !(parent == SIM_NOBODY && of >= history->task_count))
            continue;
        if ((history->tasks[i].state == TASK_ENDED) != ended)
            continue;
        order->tasks[order->count] = (uint8_t)i;
        order->depths[order->count++] = depth;
        if (of != i && depth < 8)
            add_children(history, order, i, (uint8_t)(depth + 1));
    }
}

/* What is over should not hide what is not. */
static void add_children(const struct history *history, struct task_order *order, size_t parent,
                         uint8_t depth)
{
    add_some(history, order, parent, depth, false);
    add_some(history, order, parent, depth, true);
}

void task_order(const struct history *history, struct task_order *order)
{
    order->count = 0;
    add_children(history, order, SIM_NOBODY, 0);
}

/* ---- Looking back --------------------------------------------------------------------------- */

uint64_t history_first(const struct history *history)
{
    return history->moment_count > HISTORY_MOMENTS ? history->moment_count - HISTORY_MOMENTS : 0;
}

const struct moment *history_moment(const struct history *history, uint64_t number)
{
    return &history->moments[number % HISTORY_MOMENTS];
}

uint64_t history_find(const struct history *history, uint64_t time_us)
{
    uint64_t low = history_first(history);
    uint64_t high = history->moment_count;
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        if (history_moment(history, middle)->time_us < time_us)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint64_t history_first_show(const struct show_list *list)
{
    return list->count > HISTORY_SHOWS ? list->count - HISTORY_SHOWS : 0;
}

uint64_t history_find_show(const struct show_list *list, uint64_t time_us)
{
    uint64_t first = history_first_show(list);
    uint64_t low = first;
    uint64_t high = list->count;
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        if (history_show(list, middle)->time_us <= time_us)
            low = middle + 1;
        else
            high = middle;
    }
    return low > first ? low - 1 : first;
}

/* The next change tells what was before it; without one, it is as it is now. */
int history_level(const struct history *history, size_t part, uint64_t time_us)
{
    for (uint64_t i = history_find(history, time_us); i < history->moment_count; i++) {
        const struct moment *moment = history_moment(history, i);
        if (moment->type == MOMENT_PIN && moment->task == part)
            return moment->before;
    }
    return history->levels[part];
}

const struct show *history_show(const struct show_list *list, uint64_t number)
{
    return &list->shows[number % HISTORY_SHOWS];
}

const struct history_line *history_line(const struct history *history, uint64_t number)
{
    return &history->lines[number % HISTORY_LINES];
}

enum task_state history_state(const struct task_view *task, uint64_t now_us)
{
    if (task->state == TASK_WAITING && task->wait.due_us <= now_us)
        return TASK_READY;
    return task->state;
}

uint64_t history_used_us(const struct task_view *task, uint64_t now_us)
{
    return task->used_us + (task->state == TASK_RUNNING ? now_us - task->began_us : 0);
}

bool history_hogs(const struct task_view *task, uint64_t now_us)
{
    uint64_t step_us = task->state == TASK_RUNNING ? now_us - task->began_us : 0;
    return task->held_us > 0 || step_us >= HISTORY_HOG_US;
}
