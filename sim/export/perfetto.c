/* perfetto.c - what happens as Trace Event JSON.                   SPDX-License-Identifier: MIT
 *
 * Three processes: the tasks, one track each; the parts, one track each; the console. Slices are
 * complete events, written when they end; arrows are written when they arrive, so that none is
 * without its other end.
 *
 * Source: "Trace Event Format", Google, 2016.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "engine/json_write.h"
#include "engine/list.h"
#include "engine/task_states.h"
#include "engine/wire.h"
#include "export/internal.h"

enum process { PROCESS_TASKS = 1, PROCESS_PARTS, PROCESS_CONSOLE };

/* Who made a task due; its next step is where the arrow arrives. */
struct wake {
    size_t by; /* SIM_NOBODY: nobody, or it has arrived */
    uint64_t time_us;
    bool started; /* rather than woken */
};

struct perfetto {
    struct export *export;
    struct task_states tasks;
    struct wake *wakes; /* by task */
    size_t wake_count;
    uint64_t arrows;
    uint64_t on_since_us[SCENE_PARTS_MAX]; /* lit or pressed; UINT64_MAX: not */
    uint8_t *light;
};

/* ---- Pieces of JSON --------------------------------------------------------------------------
 */

static void begin_event(const struct perfetto *perfetto, const char *phase, enum process process,
                        size_t track, uint64_t time_us)
{
    fprintf(perfetto->export->out,
            ",\n{\"ph\":\"%s\",\"pid\":%d,\"tid\":%zu,\"ts\":%" PRIu64 ",\"name\":", phase,
            (int)process, track + 1, time_us);
}

static void put(const struct perfetto *perfetto, const char *text)
{
    fputs(text, perfetto->export->out);
}

static void quote(const struct perfetto *perfetto, const char *text)
{
    json_quote(perfetto->export->out, text);
}

static void write_slice(const struct perfetto *perfetto, enum process process, size_t track,
                        const char *name, uint64_t from_us, uint64_t to_us)
{
    begin_event(perfetto, "X", process, track, from_us);
    quote(perfetto, name);
    fprintf(perfetto->export->out, ",\"dur\":%" PRIu64 "}", to_us - from_us);
}

static void write_counter(const struct perfetto *perfetto, enum process process, const char *name,
                          uint64_t time_us, double value)
{
    begin_event(perfetto, "C", process, 0, time_us);
    quote(perfetto, name);
    fprintf(perfetto->export->out, ",\"args\":{\"value\":%.15g}}", value);
}

static void write_instant(const struct perfetto *perfetto, enum process process, size_t track,
                          const char *name, uint64_t time_us)
{
    begin_event(perfetto, "i", process, track, time_us);
    quote(perfetto, name);
    put(perfetto, ",\"s\":\"t\"}");
}

/* What a process or track is called, and where it stands. */
static void write_name(const struct perfetto *perfetto, const char *of, enum process process,
                       size_t track, const char *name)
{
    FILE *out = perfetto->export->out;
    begin_event(perfetto, "M", process, track, 0);
    fprintf(out, "\"%s_name\",\"args\":{\"name\":", of);
    json_quote(out, name);
    put(perfetto, "}}");
    begin_event(perfetto, "M", process, track, 0);
    fprintf(out, "\"%s_sort_index\",\"args\":{\"sort_index\":%zu}}", of,
            *of == 'p' ? (size_t)process : track + 1);
}

/* ---- Tasks -----------------------------------------------------------------------------------
 */

static struct wake *wake_of(struct perfetto *perfetto, size_t task)
{
    size_t before = perfetto->wake_count;
    struct wake *wakes = list_room(perfetto->wakes, task + 1, &perfetto->wake_count, sizeof *wakes);
    if (wakes == NULL) {
        export_fail(perfetto->export, ENOMEM);
        return NULL;
    }
    for (size_t i = before; i < perfetto->wake_count; i++)
        wakes[i].by = SIM_NOBODY;
    perfetto->wakes = wakes;
    return &wakes[task];
}

static void write_arrow_end(const struct perfetto *perfetto, const char *phase, size_t track,
                            uint64_t time_us, const char *name)
{
    begin_event(perfetto, phase, PROCESS_TASKS, track, time_us);
    fprintf(perfetto->export->out, "\"%s\",\"cat\":\"wake\",\"id\":%" PRIu64 "%s}", name,
            perfetto->arrows, *phase == 'f' ? ",\"bp\":\"e\"" : "");
}

static void write_arrow(struct perfetto *perfetto, size_t task, uint64_t time_us)
{
    struct wake *wake = wake_of(perfetto, task);
    if (wake == NULL || wake->by == SIM_NOBODY)
        return;
    perfetto->arrows++;
    write_arrow_end(perfetto, "s", wake->by, wake->time_us, wake->started ? "start" : "wake");
    write_arrow_end(perfetto, "f", task, time_us, wake->started ? "start" : "wake");
    wake->by = SIM_NOBODY;
}

static void name_wait(const struct perfetto *perfetto, const struct sim_wait *wait, char *name,
                      size_t size)
{
    const struct task_states *tasks = &perfetto->tasks;
    if (wait->task < tasks->count && tasks->list[wait->task].name != NULL)
        (void)snprintf(name, size, "%s %s", wait->kind, tasks->list[wait->task].title);
    else if (wait->object != 0)
        (void)snprintf(name, size, "%s %zu", wait->kind, wait->object);
    else
        (void)snprintf(name, size, "%s", wait->kind);
}

/* What the task did until now. */
static void write_past(const struct perfetto *perfetto, const struct task_change *change)
{
    char name[128];
    const struct task_track *track = change->track;
    bool step = track->state == TASK_RUNNING;
    if (track->state == TASK_NEW || track->state == TASK_ENDED)
        return;
    if (!step && change->time_us == track->since_us)
        return; /* it is none */
    if (step && track->line != 0)
        (void)snprintf(name, sizeof name, "%s:%u", base_name(track->file), track->line);
    else if (step)
        (void)snprintf(name, sizeof name, "begin");
    else if (track->state == TASK_DUE)
        (void)snprintf(name, sizeof name, "due");
    else
        name_wait(perfetto, &track->wait, name, sizeof name);
    write_slice(perfetto, PROCESS_TASKS, change->task, name, track->since_us, change->time_us);
}

static void hear_task(void *context, const struct task_change *change)
{
    struct perfetto *perfetto = context;
    const struct sim_event *event = change->event;
    if (change->track->state == TASK_NEW)
        write_name(perfetto, "thread", PROCESS_TASKS, change->task, change->track->title);
    write_past(perfetto, change);
    if ((change->to == TASK_DUE) != (change->track->state == TASK_DUE))
        write_counter(perfetto, PROCESS_TASKS, "tasks due", change->time_us,
                      (double)change->due_count);
    if (change->to == TASK_RUNNING)
        write_arrow(perfetto, change->task, change->time_us);
    if (event != NULL && event->type == SIM_EVENT_WAKE) {
        struct wake *wake = wake_of(perfetto, change->task);
        if (wake != NULL)
            *wake = (struct wake){event->by, event->time_us, strcmp(event->wait.kind, "new") == 0};
    }
    if (change->to == TASK_ENDED) {
        char name[32];
        (void)snprintf(name, sizeof name, "ended: %" PRId32, event->result);
        write_instant(perfetto, PROCESS_TASKS, change->task, name, change->time_us);
    }
}

/* ---- Parts and console ----------------------------------------------------------------------- */

static void write_current(const struct perfetto *perfetto, size_t part, const uint8_t *light,
                          size_t size, uint64_t time_us)
{
    char name[SCENE_NAME_MAX + 8];
    const struct scene_part *own = &perfetto->export->scene->parts[part];
    uint32_t ua = pixels_current_ua(light, (uint16_t)size, own->pixels);
    (void)snprintf(name, sizeof name, "%s mA", own->name);
    write_counter(perfetto, PROCESS_PARTS, name, time_us, (ua / 100) / 10.0);
}

static void write_show(struct perfetto *perfetto, const struct sim_event *event)
{
    const struct scene *scene = perfetto->export->scene;
    enum pixels_order order = scene->parts[event->part].order;
    uint64_t busy_us = (uint64_t)wire_pixel_us(&scene->cost, wire_channels(order)) *
                           scene->parts[event->part].pixels +
                       scene->cost.reset_us;
    wire_light(perfetto->light, event->bytes, event->byte_count, order);
    write_slice(perfetto, PROCESS_PARTS, event->part, "send", event->time_us,
                event->time_us + busy_us);
    write_current(perfetto, event->part, perfetto->light, event->byte_count, event->time_us);
}

static void switch_part(struct perfetto *perfetto, size_t part, bool on, uint64_t time_us)
{
    uint64_t *since_us = &perfetto->on_since_us[part];
    bool button = perfetto->export->scene->parts[part].type == PART_BUTTON;
    if (on == (*since_us != UINT64_MAX))
        return;
    if (!on)
        write_slice(perfetto, PROCESS_PARTS, part, button ? "pressed" : "lit", *since_us, time_us);
    *since_us = on ? time_us : UINT64_MAX;
}

static void write_level(struct perfetto *perfetto, const struct sim_event *event)
{
    const struct scene *scene = perfetto->export->scene;
    for (size_t i = 0; i < scene->part_count; i++) {
        const struct scene_part *part = &scene->parts[i];
        bool active = part->type == PART_LED || part->pressed_level;
        if (part->pin == event->pin && part->type != PART_NEOPIXEL)
            switch_part(perfetto, i, event->level >= 0 && active == (event->level > 0),
                        event->time_us);
    }
}

/* On the track of what is printed, so a sign tells them apart. */
static void write_typed(const struct perfetto *perfetto, const struct sim_event *event)
{
    char text[SIM_TYPED_MAX + 4];
    (void)snprintf(text, sizeof text, "> %s", event->text);
    write_instant(perfetto, PROCESS_CONSOLE, 0, text, event->time_us);
}

static void name_tracks(const struct perfetto *perfetto)
{
    const struct scene *scene = perfetto->export->scene;
    char name[2 * SCENE_NAME_MAX];
    fprintf(perfetto->export->out, "{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n{\"ph\":\"M\","
                                   "\"pid\":1,\"tid\":1,\"ts\":0,\"name\":\"process_labels\","
                                   "\"args\":{\"labels\":");
    quote(perfetto, scene->name);
    put(perfetto, "}}");
    write_name(perfetto, "process", PROCESS_TASKS, 0, "tasks");
    write_name(perfetto, "process", PROCESS_PARTS, 0, "parts");
    write_name(perfetto, "process", PROCESS_CONSOLE, 0, "console");
    write_name(perfetto, "thread", PROCESS_CONSOLE, 0, "lines");
    for (size_t i = 0; i < scene->part_count; i++) {
        (void)snprintf(name, sizeof name, "%s (%s)", scene->parts[i].name,
                       scene->parts[i].pin->name);
        write_name(perfetto, "thread", PROCESS_PARTS, i, name);
    }
}

/* ---- The file --------------------------------------------------------------------------------
 */

static bool begin(struct export *export)
{
    const struct scene *scene = export->scene;
    struct perfetto *perfetto = calloc(1, sizeof *perfetto);
    export->state = perfetto;
    if (perfetto == NULL)
        return false;
    perfetto->export = export;
    perfetto->tasks = (struct task_states){.listener = hear_task, .context = perfetto};
    perfetto->light = calloc(SCENE_PIXELS_MAX, 4);
    if (perfetto->light == NULL)
        return false;
    name_tracks(perfetto);
    for (size_t i = 0; i < scene->part_count; i++) {
        perfetto->on_since_us[i] = UINT64_MAX;
        if (scene->parts[i].type == PART_NEOPIXEL)
            write_current(perfetto, i, perfetto->light,
                          (size_t)scene->parts[i].pixels * wire_channels(scene->parts[i].order),
                          scene->cost.boot_us);
    }
    return true;
}

static void write_event(struct export *export, const struct sim_event *event)
{
    struct perfetto *perfetto = export->state;
    task_states_event(&perfetto->tasks, event);
    if (perfetto->tasks.memory_out)
        export_fail(export, ENOMEM);
    if (event->type == SIM_EVENT_SHOW)
        write_show(perfetto, event);
    else if (event->type == SIM_EVENT_PIN || event->type == SIM_EVENT_INPUT)
        write_level(perfetto, event);
    else if (event->type == SIM_EVENT_PRINT || event->type == SIM_EVENT_FAIL)
        write_instant(perfetto, PROCESS_CONSOLE, 0, event->text, event->time_us);
    else if (event->type == SIM_EVENT_TYPE)
        write_typed(perfetto, event);
}

/* What has not ended ends with the run. */
static void write_rest(struct perfetto *perfetto)
{
    uint64_t end_us = perfetto->export->end_us;
    task_states_pass(&perfetto->tasks, end_us);
    for (size_t i = 0; i < perfetto->tasks.count; i++)
        if (perfetto->tasks.list[i].name != NULL)
            write_past(perfetto, &(struct task_change){.task = i,
                                                       .track = &perfetto->tasks.list[i],
                                                       .time_us = end_us});
    for (size_t i = 0; i < perfetto->export->scene->part_count; i++)
        switch_part(perfetto, i, false, end_us);
    put(perfetto, "\n]}\n");
}

static void end(struct export *export)
{
    struct perfetto *perfetto = export->state;
    if (perfetto == NULL)
        return;
    if (export->error == 0)
        write_rest(perfetto);
    task_states_free(&perfetto->tasks);
    free(perfetto->wakes);
    free(perfetto->light);
    free(perfetto);
}

const struct export_writer perfetto_writer = {begin, write_event, end};
