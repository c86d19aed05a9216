/* observe.c - what is kept of events.                              SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/list.h"
#include "scenario/play.h"

/* ---- Tasks ----------------------------------------------------------------------------------- */

const struct task_view *player_task(const struct player *player, const char *name)
{
    for (size_t i = player->task_count; i-- > 0;)
        if (player->tasks[i].name && strcmp(player->tasks[i].name, name) == 0)
            return &player->tasks[i];
    return NULL;
}

static struct task_view *view_of(struct player *player, size_t index)
{
    if (index == SIM_NOBODY)
        return NULL;
    struct task_view *tasks =
        list_room(player->tasks, index + 1, &player->task_capacity, sizeof *tasks);
    if (!tasks) {
        player->memory_out = true;
        return NULL;
    }
    player->tasks = tasks;
    if (index >= player->task_count)
        player->task_count = index + 1;
    return &tasks[index];
}

/* What was due when it began has been running since: it is not known before its first wake-up. */
static void begin_turn(struct task_view *task, uint64_t now_us)
{
    if (task->state && task->due_us < now_us && now_us - task->due_us > task->starved_us) {
        task->starved_us = now_us - task->due_us;
        task->starved_at_us = task->due_us;
    }
    task->state = "running";
    task->began_us = now_us;
}

static void end_turn(struct task_view *task, const struct sim_event *event)
{
    uint64_t took_us = event->time_us - task->began_us;
    if (took_us > task->longest_us) {
        task->longest_us = took_us;
        task->longest_at_us = task->began_us;
    }
    task->state = event->type == SIM_EVENT_END ? "finished" : event->wait.kind;
    task->due_us = event->type == SIM_EVENT_END ? UINT64_MAX : event->wait.due_us;
    task->result = event->result;
}

static void observe_task(struct player *player, const struct sim_event *event)
{
    struct task_view *task = view_of(player, event->task);
    if (!task)
        return;
    task->name = event->text;
    task->file = event->file;
    task->line = event->line;
    if (event->type == SIM_EVENT_TASK) {
        begin_turn(task, event->time_us);
    } else if (event->type == SIM_EVENT_WAKE) {
        task->state = event->wait.kind;
        task->due_us = event->time_us;
    } else {
        end_turn(task, event);
    }
}

/* ---- Console --------------------------------------------------------------------------------- */

static void observe_print(struct player *player, const char *line)
{
    struct console_log *console = &player->console;
    char **lines = list_room(console->lines, console->count + 1, &console->capacity, sizeof *lines);
    if (lines)
        console->lines = lines;
    char *copy = lines ? strdup(line) : NULL;
    if (copy)
        lines[console->count++] = copy;
    else
        player->memory_out = true;
}

/* ---- The last events ------------------------------------------------------------------------- */

static struct past_event *past_at(struct player *player, size_t back)
{
    return &player->past[(player->past_count - 1 - back) % LAST_EVENTS];
}

/* Where to keep it. Of a part that shows frame after frame only the last few are kept: all else
 * would be forgotten over them. */
static struct past_event *place_for(struct player *player, const struct sim_event *event)
{
    bool run = event->type == SIM_EVENT_SHOW && player->past_count >= LAST_FRAMES;
    for (size_t back = 0; run && back < LAST_FRAMES; back++)
        run = past_at(player, back)->type == SIM_EVENT_SHOW &&
              past_at(player, back)->part == event->part;
    if (!run)
        player->past_count++;
    for (size_t back = LAST_FRAMES - 1; run && back > 0; back--)
        *past_at(player, back) = *past_at(player, back - 1);
    return past_at(player, 0);
}

static void remember(struct player *player, const struct sim_event *event)
{
    struct past_event *past = place_for(player, event);
    *past = (struct past_event){.time_us = event->time_us,
                                .type = event->type,
                                .part = event->part,
                                .pin = event->pin,
                                .level = event->level,
                                .byte_count = event->byte_count};
    if (event->type == SIM_EVENT_SHOW) {
        size_t pixels = (size_t)EVENT_BYTES / sim_channels(player->sim, event->part);
        size_t size = pixels * sim_channels(player->sim, event->part);
        memcpy(past->bytes, sim_pixels(player->sim, event->part, NULL),
               event->byte_count < size ? event->byte_count : size);
    }
    if (event->text)
        (void)snprintf(past->text, sizeof past->text, "%s", event->text);
}

void observe_event(struct player *player, const struct sim_event *event)
{
    switch (event->type) {
    case SIM_EVENT_TASK:
    case SIM_EVENT_WAKE:
    case SIM_EVENT_WAIT:
    case SIM_EVENT_END:
        observe_task(player, event);
        return;
    case SIM_EVENT_PRINT:
        observe_print(player, event->text);
        break;
    case SIM_EVENT_FAIL:
        (void)snprintf(player->fail_text, sizeof player->fail_text, "%s", event->text);
        player->fail_us = event->time_us;
        break;
    default:
        break;
    }
    remember(player, event);
}

void observe_free_all(struct player *player)
{
    for (size_t i = 0; i < player->console.count; i++)
        free(player->console.lines[i]);
    free(player->console.lines);
    free(player->tasks);
}
