/* record.c - what came from outside: as a file of inputs, or as a scenario that does it again.
 *                                                                  SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "engine/inputs.h"
#include "engine/json_write.h"
#include "engine/setting.h"
#include "export/internal.h"

/* ---- Inputs ----------------------------------------------------------------------------------
 */

static bool begin_inputs(struct export *export)
{
    fprintf(export->out, "# t_us pin level   (%s)\n", export->scene->name);
    return true;
}

static void write_input(struct export *export, const struct sim_event *event)
{
    if (event->type == SIM_EVENT_INPUT)
        inputs_write(export->out, event->time_us, event->pin, event->level != 0);
    if (event->type == SIM_EVENT_TYPE)
        inputs_write_line(export->out, event->time_us, event->text);
    if (event->type == SIM_EVENT_SET)
        inputs_write_setting(export->out, event->time_us, export->scene,
                             &export->scene->settings[event->setting], event->level);
}

/* Time may stand in the midst of a microsecond, of which something has been told. */
static uint64_t end_of(const struct export *export)
{
    return export->end_us > export->told_us ? export->end_us : export->told_us;
}

/* Until then it holds: for `run --inputs … --until-us`. */
static void end_inputs(struct export *export)
{
    fprintf(export->out, "# until_us %" PRIu64 "\n", end_of(export));
}

const struct export_writer inputs_writer = {begin_inputs, write_input, end_inputs};

/* ---- A scenario: its head --------------------------------------------------------------------
 */

/* Beyond that a scenario must say how long it may take. */
#define USUAL_TIMEOUT_US (600 * UINT64_C(1000000))

struct record {
    struct scene *original; /* the file, before the command line changed anything; NULL: unknown */
    uint64_t passed_us;     /* where the steps so far have come to */
    bool any;               /* a step stands above */
};

/* The folder of `path` as it really is; NULL if there is none such. The caller frees it. */
static char *real_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    size_t length = slash == NULL ? 0 : (size_t)(slash - path) + 1;
    char *folder = malloc(length + 2);
    if (folder == NULL)
        return NULL;
    memcpy(folder, path, length);
    memcpy(folder + length, ".", 2);
    char *real = realpath(folder, NULL);
    free(folder);
    return real;
}

/* The scene as seen from the folder of the record. */
static void write_scene_path(const struct export *export)
{
    char *from = real_folder(strcmp(export->path, "-") == 0 ? "." : export->path);
    char *to = realpath(export->scene->path, NULL);
    size_t common = 0, at = 0;
    char path[2048] = "";
    if (from != NULL && to != NULL) {
        for (; from[at] != '\0' && from[at] == to[at]; at++)
            common = to[at] == '/' ? at + 1 : common;
        if (from[at] == '\0' && to[at] == '/')
            common = at + 1;
        if (from[at] != '\0' || to[at] != '/')
            for (const char *folder = from + common; folder != NULL && *folder != '\0';) {
                (void)strncat(path, "../", sizeof path - strlen(path) - 1);
                folder = strchr(folder, '/');
                folder = folder == NULL ? NULL : folder + 1;
            }
        (void)strncat(path, to + common, sizeof path - strlen(path) - 1);
    }
    fputs("  \"scene\": ", export->out);
    json_quote(export->out, *path == '\0' ? export->scene->path : path);
    fputs(",\n", export->out);
    free(from);
    free(to);
}

static void write_value(FILE *out, const struct scene *scene, enum parameter_type type,
                        int32_t value)
{
    char text[SETTING_TEXT_MAX];
    const char *quote = setting_quoted(type) ? "\"" : "";
    setting_format(scene, type, value, text);
    fprintf(out, "%s%s%s", quote, text, quote);
}

/* What --set changed of the controls' first values. */
static void write_controls(const struct export *export, const struct scene *original)
{
    const struct scene *scene = export->scene;
    bool any = false;
    for (size_t i = 0; i < scene->control_count; i++) {
        const struct scene_control *control = &scene->controls[i];
        if (control->value == original->controls[i].value)
            continue;
        fprintf(export->out, "%s\"%s\": ", any ? ", " : "  \"controls\": { ", control->name);
        write_value(export->out, scene, control->type, control->value);
        any = true;
    }
    if (any)
        fputs(" },\n", export->out);
}

static void write_cost(const struct export *export, const struct scene *original)
{
    bool any = false;
    for (size_t i = 0; i < board_cost_field_count; i++) {
        const struct board_cost_field *field = &board_cost_fields[i];
        uint64_t value = board_cost_get(&export->scene->cost, field);
        if (value == board_cost_get(&original->cost, field))
            continue;
        fprintf(export->out, "%s\"%s\": ", any ? ", " : "  \"cost\": { ", field->name);
        if (field->words != NULL)
            json_quote(export->out, field->words[value != field->minimum]);
        else
            fprintf(export->out, "%" PRIu64, value);
        any = true;
    }
    if (any)
        fputs(" },\n", export->out);
}

static bool begin_scenario(struct export *export)
{
    struct diagnostics diagnostics = {0};
    struct record *record = export->state = calloc(1, sizeof *record);
    if (record == NULL)
        return false;
    record->original = scene_load(export->scene->path, &diagnostics);
    diagnostics_free(&diagnostics);
    record->passed_us = export->scene->cost.boot_us;
    fputs("{\n  \"version\": 1,\n", export->out);
    write_scene_path(export);
    if (record->original != NULL) {
        write_controls(export, record->original);
        write_cost(export, record->original);
    }
    fputs("  \"steps\": [", export->out);
    return true;
}

/* ---- A scenario: its steps -------------------------------------------------------------------
 */

static void begin_step(const struct export *export)
{
    struct record *record = export->state;
    fputs(record->any ? ",\n    { " : "\n    { ", export->out);
    record->any = true;
}

static void write_time(FILE *out, uint64_t us)
{
    if (us % 1000000 == 0)
        fprintf(out, "\"%" PRIu64 "s\"", us / 1000000);
    else if (us % 1000 == 0)
        fprintf(out, "\"%" PRIu64 "ms\"", us / 1000);
    else
        fprintf(out, "\"%" PRIu64 "us\"", us);
}

static void write_delay(const struct export *export, uint64_t until_us)
{
    struct record *record = export->state;
    if (until_us <= record->passed_us)
        return;
    begin_step(export);
    fputs("\"delay\": ", export->out);
    write_time(export->out, until_us - record->passed_us);
    fputs(" }", export->out);
    record->passed_us = until_us;
}

/* An input comes in the first microsecond behind the time that has passed. */
static void begin_input(struct export *export, const struct sim_event *event)
{
    if (event->time_us > 0)
        write_delay(export, event->time_us - 1);
    begin_step(export);
}

static const struct scene_part *button_at(const struct scene *scene, const struct board_pin *pin)
{
    for (size_t i = 0; i < scene->part_count; i++)
        if (scene->parts[i].type == PART_BUTTON && scene->parts[i].pin == pin)
            return &scene->parts[i];
    return NULL;
}

static void write_typed(struct export *export, const struct sim_event *event)
{
    begin_input(export, event);
    fputs("\"type\": ", export->out);
    json_quote(export->out, event->text);
    fputs(" }", export->out);
}

static void write_set(struct export *export, const struct sim_event *event)
{
    const struct scene_setting *setting = &export->scene->settings[event->setting];
    begin_input(export, event);
    fprintf(export->out, "\"set-control\": \"%s\", \"value\": ", setting->path);
    write_value(export->out, export->scene, setting->type, event->level);
    fputs(" }", export->out);
}

static void write_level(struct export *export, const struct sim_event *event)
{
    const struct scene_part *button = button_at(export->scene, event->pin);
    bool level = event->level != 0;
    begin_input(export, event);
    if (button != NULL)
        fprintf(export->out, "\"%s\": \"%s\" }",
                level == button->pressed_level ? "press" : "release", button->name);
    else
        fprintf(export->out, "\"set-pin\": \"%s\", \"level\": \"%s\" }", event->pin->name,
                level ? "high" : "low");
}

static void write_step(struct export *export, const struct sim_event *event)
{
    if (event->type == SIM_EVENT_INPUT)
        write_level(export, event);
    if (event->type == SIM_EVENT_TYPE)
        write_typed(export, event);
    if (event->type == SIM_EVENT_SET)
        write_set(export, event);
}

static void end_scenario(struct export *export)
{
    struct record *record = export->state;
    if (record == NULL)
        return;
    uint64_t end_us = end_of(export);
    uint64_t length_us = end_us - export->scene->cost.boot_us;
    if (end_us > record->passed_us)
        write_delay(export, end_us);
    fputs(record->any ? "\n  ]" : "]", export->out);
    if (end_us != 0 && length_us >= USUAL_TIMEOUT_US) {
        fputs(",\n  \"timeout\": ", export->out);
        write_time(export->out, length_us + 1);
    }
    fputs("\n}\n", export->out);
    scene_free(record->original);
    free(record);
}

const struct export_writer scenario_writer = {begin_scenario, write_step, end_scenario};
