/* vcd.c - what happens as a Value Change Dump.                     SPDX-License-Identifier: MIT
 *
 * Source: IEEE Std 1364-2005, clause 18; strings are GTKWave's extension.
 */
#include "export/vcd.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "engine/wire.h"

#define UNITS_PER_US 100u /* with the waveform: 10 ns */

bool vcd_has_waveform(const struct vcd *vcd)
{
    return vcd->export->kind == EXPORT_VCD_WAVEFORM;
}

uint64_t vcd_units(const struct vcd *vcd, uint64_t us)
{
    return vcd_has_waveform(vcd) ? us * UNITS_PER_US : us;
}

uint32_t vcd_task_variable(const struct vcd *vcd, size_t task, enum vcd_task_variable which)
{
    return vcd->task_first + (uint32_t)(task * VCD_TASK_VARIABLES + which);
}

static void stamp(struct vcd *vcd, uint64_t time)
{
    if (!vcd->timed || time != vcd->time)
        fprintf(vcd->body, "#%" PRIu64 "\n", time);
    vcd->time = time;
    vcd->timed = true;
}

/* ---- Waveforms -------------------------------------------------------------------------------
 */

/* The part whose wire has an edge next. */
static size_t next_wire(const struct vcd *vcd, uint64_t *edge_ns)
{
    size_t next = 0;
    *edge_ns = UINT64_MAX;
    for (size_t i = 0; i < vcd->export->scene->part_count; i++) {
        uint64_t at_ns = waveform_next_ns(&vcd->parts[i].waveform);
        if (at_ns < *edge_ns) {
            *edge_ns = at_ns;
            next = i;
        }
    }
    return next;
}

/* All edges before that time. */
static void pass_edges(struct vcd *vcd, uint64_t until)
{
    uint64_t edge_ns;
    if (!vcd_has_waveform(vcd))
        return;
    for (size_t i = next_wire(vcd, &edge_ns); edge_ns / 10 < until; i = next_wire(vcd, &edge_ns)) {
        stamp(vcd, edge_ns / 10);
        vcd_bit(vcd->body, vcd->parts[i].pin, waveform_take(&vcd->parts[i].waveform) ? '1' : '0');
    }
}

static void begin_waveform(struct vcd *vcd, struct vcd_part *own, const struct sim_event *event)
{
    const struct scene *scene = vcd->export->scene;
    uint8_t channels = wire_channels(scene->parts[event->part].order);
    memcpy(own->waveform.bytes, event->bytes, event->byte_count);
    own->waveform.start_ns = event->time_us * 1000;
    own->waveform.byte_ns = wire_pixel_us(&scene->cost, channels) * UINT64_C(1000) / channels;
    own->waveform.size = own->waveform.byte_ns > 0 ? event->byte_count : 0;
    own->waveform.edge = 0;
}

/* ---- Parts -----------------------------------------------------------------------------------
 */

static void write_pixels(struct vcd *vcd, const struct sim_event *event)
{
    const struct scene_part *part = &vcd->export->scene->parts[event->part];
    struct vcd_part *own = &vcd->parts[event->part];
    uint8_t channels = wire_channels(part->order);
    wire_light(own->next, event->bytes, event->byte_count, part->order);
    stamp(vcd, vcd_units(vcd, event->time_us));
    vcd_bit(vcd->body, own->first, '1');
    if (memcmp(own->next, own->light, event->byte_count) != 0)
        vcd_milliamperes(vcd->body, own->first + 1,
                         pixels_current_ua(own->next, (uint16_t)event->byte_count, part->pixels));
    for (size_t i = 0; i < event->byte_count; i += channels)
        if (memcmp(own->next + i, own->light + i, channels) != 0)
            vcd_pixel(vcd->body, own->first + 2 + (uint32_t)(i / channels), own->next + i,
                      channels);
    memcpy(own->light, own->next, event->byte_count);
    if (vcd_has_waveform(vcd))
        begin_waveform(vcd, own, event);
}

static void write_level(struct vcd *vcd, const struct sim_event *event)
{
    const struct scene *scene = vcd->export->scene;
    for (size_t i = 0; i < scene->part_count; i++) {
        const struct scene_part *part = &scene->parts[i];
        if (part->pin != event->pin || part->type == PART_NEOPIXEL)
            continue;
        bool active = event->level >= 0 &&
                      (part->type == PART_LED || part->pressed_level) == (event->level > 0);
        stamp(vcd, vcd_units(vcd, event->time_us));
        vcd_bit(vcd->body, vcd->parts[i].pin, event->level < 0 ? 'z' : event->level ? '1' : '0');
        vcd_bit(vcd->body, vcd->parts[i].first, active ? '1' : '0');
    }
}

static void write_typed(struct vcd *vcd, const struct sim_event *event)
{
    vcd->any_typed = true;
    stamp(vcd, vcd_units(vcd, event->time_us));
    vcd_text(vcd->body, vcd->typed, event->text);
    vcd_bit(vcd->body, vcd->typed + 1, '1');
}

/* ---- Tasks -----------------------------------------------------------------------------------
 */

/* What a task does: the kind of its wait, and for what, if that is known. */
static void write_state(const struct vcd *vcd, uint32_t variable, enum task_state to,
                        const struct sim_wait *wait)
{
    char text[128];
    const struct task_states *tasks = &vcd->tasks;
    if (to != TASK_SLEEPING && to != TASK_WAITING)
        (void)snprintf(text, sizeof text, "%s", task_state_name(to));
    else if (wait->task < tasks->count && tasks->list[wait->task].name != NULL)
        (void)snprintf(text, sizeof text, "%s:%s", wait->kind, tasks->list[wait->task].title);
    else if (wait->object != 0)
        (void)snprintf(text, sizeof text, "%s:%zu", wait->kind, wait->object);
    else
        (void)snprintf(text, sizeof text, "%s", wait->kind);
    vcd_text(vcd->body, variable, text);
}

static void write_task(void *context, const struct task_change *change)
{
    struct vcd *vcd = context;
    const struct sim_event *event = change->event;
    static const struct sim_wait none = {.kind = ""};
    pass_edges(vcd, vcd_units(vcd, change->time_us));
    stamp(vcd, vcd_units(vcd, change->time_us));
    vcd_bit(vcd->body, vcd_task_variable(vcd, change->task, VCD_RUNS),
            change->to == TASK_RUNNING ? '1' : '0');
    write_state(vcd, vcd_task_variable(vcd, change->task, VCD_STATE), change->to,
                event == NULL ? &none : &event->wait);
    bool moved = event != NULL && event->type != SIM_EVENT_WAKE && event->line != 0 &&
                 (event->line != change->track->line || event->file != change->track->file);
    if (!moved)
        return;
    char at[128];
    (void)snprintf(at, sizeof at, "%s:%u", base_name(event->file), event->line);
    vcd_text(vcd->body, vcd_task_variable(vcd, change->task, VCD_AT), at);
}

/* ---- The file --------------------------------------------------------------------------------
 */

static bool number_pixels(struct vcd *vcd, const struct scene_part *part, struct vcd_part *own,
                          uint32_t *next)
{
    size_t size = (size_t)part->pixels * wire_channels(part->order);
    own->first = *next;
    *next += 2u + part->pixels;
    own->light = calloc(3, size);
    if (own->light == NULL)
        return false;
    own->dark_ua = pixels_current_ua(own->light, (uint16_t)size, part->pixels);
    own->next = own->light + size;
    own->waveform.bytes = own->next + size;
    own->pin = vcd_has_waveform(vcd) ? (*next)++ : 0;
    return true;
}

static bool number_parts(struct vcd *vcd)
{
    const struct scene *scene = vcd->export->scene;
    uint32_t next = 1;
    for (size_t i = 0; i < scene->part_count; i++) {
        struct vcd_part *own = &vcd->parts[i];
        if (scene->parts[i].type == PART_NEOPIXEL) {
            if (!number_pixels(vcd, &scene->parts[i], own, &next))
                return false;
        } else {
            own->first = next++;
            own->pin = next++;
        }
    }
    vcd->typed = next;
    vcd->task_first = next + 2;
    return true;
}

static bool begin(struct export *export)
{
    struct vcd *vcd = calloc(1, sizeof *vcd);
    export->state = vcd;
    if (vcd == NULL)
        return false;
    vcd->export = export;
    vcd->tasks = (struct task_states){.listener = write_task, .context = vcd};
    vcd->body = tmpfile();
    if (vcd->body == NULL)
        export_fail(export, errno);
    return number_parts(vcd) && vcd->body != NULL;
}

static void write_event(struct export *export, const struct sim_event *event)
{
    struct vcd *vcd = export->state;
    task_states_event(&vcd->tasks, event);
    pass_edges(vcd, vcd_units(vcd, event->time_us));
    if (event->type == SIM_EVENT_SHOW)
        write_pixels(vcd, event);
    else if (event->type == SIM_EVENT_PIN || event->type == SIM_EVENT_INPUT)
        write_level(vcd, event);
    else if (event->type == SIM_EVENT_TYPE)
        write_typed(vcd, event);
    if (vcd->tasks.memory_out)
        export_fail(export, ENOMEM);
    else if (ferror(vcd->body))
        export_fail(export, errno);
}

/* The changes come behind the header, which only now is known. */
static void join(struct vcd *vcd, FILE *out)
{
    char piece[8192];
    size_t size;
    vcd_write_header(vcd, out);
    rewind(vcd->body);
    while ((size = fread(piece, 1, sizeof piece, vcd->body)) > 0)
        fwrite(piece, 1, size, out);
}

static void end(struct export *export)
{
    struct vcd *vcd = export->state;
    if (vcd == NULL)
        return;
    if (export->error == 0) {
        task_states_pass(&vcd->tasks, export->end_us);
        pass_edges(vcd, vcd_units(vcd, export->end_us));
        stamp(vcd, vcd_units(vcd, export->end_us));
        if (fflush(vcd->body) != 0)
            export_fail(export, errno);
        join(vcd, export->out);
    }
    if (vcd->body != NULL)
        (void)fclose(vcd->body);
    for (size_t i = 0; i < export->scene->part_count; i++)
        free(vcd->parts[i].light);
    task_states_free(&vcd->tasks);
    free(vcd);
}

const struct export_writer vcd_writer = {begin, write_event, end};
