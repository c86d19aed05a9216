/* bake_write.c - a scene as a C file.                              SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <inttypes.h>
#include <string.h>

#include "bake/bake.h"
#include "engine/scene_parts.h"

static bool has_type(const struct scene *scene, enum part_type type)
{
    for (size_t i = 0; i < scene->part_count; i++)
        if (scene->parts[i].type == type)
            return true;
    return false;
}

/* The main program, if there is one, comes behind the tasks. */
const struct scene_task *bake_task(const struct scene *scene, size_t index)
{
    return index < scene->task_count ? &scene->tasks[index] : scene->main;
}

static size_t task_count(const struct scene *scene)
{
    return scene->task_count + (scene->main != NULL);
}

bool bake_reads_typed(const struct scene *scene)
{
    for (size_t i = 0; i < task_count(scene); i++) {
        const struct program *program = bake_task(scene, i)->program;
        for (uint8_t k = 0; k < program->parameter_count; k++)
            if (program->parameters[k].typed)
                return true;
    }
    return false;
}

static const char *truth(bool value)
{
    return value ? "true" : "false";
}

/* ---- Head and board -------------------------------------------------------------------------- */

/* A title may hold what ends a comment. */
static void write_title(const char *title, FILE *out)
{
    for (; *title != '\0'; title++)
        fputc(*title == '*' || *title == '/' || *title == '\\' ? ' ' : *title, out);
}

static void write_board(const struct baking *baking, FILE *out)
{
    const struct scene *scene = baking->scene;
    const char *kind = baking->traced ? "TRACED" : "BOARD";
    bool keys = has_type(scene, PART_BUTTON);
    bake_palettes(scene, out);
    if (baking->board->sdk_name != NULL)
        fprintf(out, "BAKED_SERIAL(%s);\n", baking->traced ? "TRACE_SIZE" : "SERIAL_SIZE");
    fprintf(out, "static const struct board board = {BAKED_BOARD_TIME, BAKED_%s_CONSOLE", kind);
    if (keys || has_type(scene, PART_LED))
        fprintf(out, ", BAKED_%s_PINS", kind);
    if (keys)
        fprintf(out, ", BAKED_%s_KEYS", kind);
    if (has_type(scene, PART_NEOPIXEL))
        fprintf(out, ", BAKED_%s_PIXELS", kind);
    if (scene->palette_count > 0)
        fprintf(out, ",\n    .palettes = own_palettes, .palette_count = %u",
                (unsigned)scene->palette_count);
    fprintf(out, "};\nBAKED_MAYBE_UNUSED static const struct console printer ="
                 " {.board = &board};\n");
    if (bake_reads_typed(scene))
        fprintf(out, "static const struct console console = {.board = &board,\n"
                     "    .input = &typed_stream};\n");
}

/* ---- Parts ----------------------------------------------------------------------------------- */

static void write_pixels(const struct scene_part *part, unsigned pin, FILE *out)
{
    const char *order = order_words[part->order];
    fprintf(out, "static uint8_t storage_%s[PIXELS_STORAGE(%u, PIXELS_%s)];\n", part->name,
            part->pixels, order);
    fprintf(out,
            "static struct pixels part_%s = {.board = &board, .colors = storage_%s,\n"
            "    .wire = storage_%s + sizeof storage_%s / 2, .count = %u,\n"
            "    .plain_count = PIXELS_PLAIN_COUNT(%u, PIXELS_%s, %s), .brightness = %u,\n"
            "    .pin = %u, .order = PIXELS_%s, .auto_write = %s, .gamma = %s, .dithered = %s,\n"
            "    .current_ma_max = %u};\n",
            part->name, part->name, part->name, part->name, part->pixels, part->pixels, order,
            truth(part->auto_write), part->brightness, pin, order, truth(part->auto_write),
            truth(part->gamma), truth(part->dithered), part->current_ma_max);
}

static void write_part(const struct scene_part *part, unsigned pin, FILE *out)
{
    switch (part->type) {
    case PART_NEOPIXEL:
        write_pixels(part, pin, out);
        break;
    case PART_LED:
        fprintf(
            out,
            "BAKED_MAYBE_UNUSED static struct digital part_%s = {.board = &board, .pin = %u};\n",
            part->name, pin);
        break;
    case PART_BUTTON:
        fprintf(out,
                "BAKED_MAYBE_UNUSED static const struct button_wiring part_%s =\n"
                "    {.board = &board, .pin = %u, .pressed_level = %s};\n",
                part->name, pin, truth(part->pressed_level));
        break;
    }
}

static void write_strips(const struct scene *scene, FILE *out)
{
    fprintf(out, "static const struct pixels *const strips[] = {");
    for (size_t i = 0; i < scene->part_count; i++)
        if (scene->parts[i].type == PART_NEOPIXEL)
            fprintf(out, "&part_%s, ", scene->parts[i].name);
    fprintf(out, "NULL};\n");
}

static void write_inputs(const struct baking *baking, FILE *out)
{
    fprintf(out, "static const struct baked_input inputs[] = {\n");
    for (size_t i = 0; i < baking->scene->part_count; i++) {
        const struct scene_part *part = &baking->scene->parts[i];
        if (part->type == PART_BUTTON)
            fprintf(out, "    {.pin = %u, .pressed_level = %s, .boots = %s},\n",
                    baking->pins[i]->number, truth(part->pressed_level),
                    truth(baking->pins[i]->button));
    }
    fprintf(out, "};\n");
}

/* ---- Tasks ----------------------------------------------------------------------------------- */

static void write_binding(const struct scene *scene, const struct scene_argument *argument,
                          size_t task, unsigned index, FILE *out)
{
    fprintf(out, "(void *)");
    if (argument->parameter->type == PARAMETER_TASKS)
        fprintf(out, "&played_%zu", task);
    else if (argument->parameter->type == PARAMETER_CONSOLE)
        fprintf(out, argument->parameter->typed ? "&console" : "&printer");
    else if (argument->parameter->type == PARAMETER_FORMULAS && argument->formulas)
        fprintf(out, "&formulas_%zu_%u", task, index);
    else if (argument->parameter->type == PARAMETER_FORMULAS)
        fprintf(out, "NULL");
    else if (argument->is_map)
        fprintf(out, "&view_%s", scene->maps[argument->map].name);
    else if (!parameter_is_setting(argument->parameter))
        fprintf(out, "&part_%s", scene->parts[argument->part].name);
    else if (argument->is_control)
        fprintf(out, "&control_%s", scene->controls[argument->control].name);
    else
        fprintf(out, "&settings_%zu[%u]", task, index);
}

/* The smallest number in C is an expression. */
static void write_number(int32_t value, FILE *out)
{
    if (value == INT32_MIN)
        fprintf(out, "INT32_MIN");
    else
        fprintf(out, "%" PRId32, value);
}

static unsigned frame_size(const struct baking *baking, size_t index)
{
    unsigned known = baking->frame_sizes[index];
    return known > 0 ? known : bake_task(baking->scene, index)->program->frame_size;
}

static void write_job(const struct baking *baking, size_t index, FILE *out)
{
    const struct scene *scene = baking->scene;
    const struct scene_task *task = bake_task(scene, index);
    uint8_t count = task->program->parameter_count;
    fprintf(out, "\nextern const struct program %s_program;\n", task->program->name);
    fprintf(out, "BAKED_TASK(task_%zu, %u);\n", index, frame_size(baking, index));
    fprintf(out, "BAKED_MAYBE_UNUSED static const int32_t settings_%zu[] = {", index);
    for (uint8_t i = 0; i < count; i++) {
        write_number(task->arguments[i].value, out);
        fputs(i + 1 < count ? ", " : "", out);
    }
    fprintf(out, "};\n");
    if (task->child_count > 0)
        fprintf(out,
                "static const struct program_tasks played_%zu = {.list = &jobs[%zu],\n"
                "    .tasks = &tasks[%zu], .count = %zu};\n",
                index, task->child_first, task->child_first, task->child_count);
    bake_formulas(scene, task, index, out);
    fprintf(out, "static void *const bindings_%zu[] = {", index);
    for (uint8_t i = 0; i < count; i++) {
        write_binding(scene, &task->arguments[i], index, i, out);
        fputs(i + 1 < count ? ", " : "", out);
    }
    fprintf(out, "};\n");
}

static void write_tasks(const struct baking *baking, FILE *out)
{
    const struct scene *scene = baking->scene;
    size_t count = task_count(scene);
    fprintf(out, "\nstatic const struct program_task jobs[%zu];\n", count);
    fprintf(out, "static coop_task *const tasks[%zu];\n", count);
    for (size_t i = 0; i < count; i++)
        write_job(baking, i, out);
    fprintf(out, "\nstatic const struct program_task jobs[%zu] = {\n", count);
    for (size_t i = 0; i < count; i++)
        fprintf(out, "    {&%s_program, (coop_task *)task_%zu, bindings_%zu},\n",
                bake_task(scene, i)->program->name, i, i);
    fprintf(out, "};\n\nstatic const struct baked_task infos[] = {\n");
    for (size_t i = 0; i < count; i++)
        fprintf(out, "    {\"%s\", %u},\n", i < scene->task_count ? scene->tasks[i].name : "main",
                frame_size(baking, i));
    fprintf(out, "};\n\nstatic coop_task *const tasks[%zu] = {", count);
    for (size_t i = 0; i < count; i++)
        fprintf(out, "(coop_task *)task_%zu%s", i, i + 1 < count ? ", " : "");
    fprintf(out, "};\n");
}

/* ---- All of it ------------------------------------------------------------------------------- */

static void write_controls(const struct scene *scene, FILE *out)
{
    for (size_t i = 0; i < scene->control_count; i++) {
        fprintf(out, "BAKED_MAYBE_UNUSED static int32_t control_%s = ", scene->controls[i].name);
        write_number(scene->controls[i].value, out);
        fprintf(out, ";\n");
    }
}

/* Nothing of an AVR hears. */
static const char *hearer(const struct baking *baking)
{
    if (bake_reads_typed(baking->scene))
        return "typed_hear";
    return baking->board->sdk_name != NULL ? "boot_loader_hear" : "NULL";
}

static void write_string(const char *text, FILE *out)
{
    fputc('"', out);
    for (; *text != '\0'; text++)
        fprintf(out, isalnum((unsigned char)*text) || *text == ' ' ? "%c" : "\\%03o",
                (unsigned char)*text);
    fputc('"', out);
}

/* Names that are not in other tables: of strips and of pins, as the scene's board calls them. */
static void write_trace(const struct baking *baking, FILE *out)
{
    const struct scene *scene = baking->scene;
    fprintf(out, "\nstatic const struct trace_name trace_names[] = {\n");
    for (size_t i = 0; i < scene->part_count; i++) {
        const struct scene_part *part = &scene->parts[i];
        bool pixels = part->type == PART_NEOPIXEL;
        fprintf(out, "    {\"%s\", %s, %u},\n", pixels ? part->name : part->pin->name,
                pixels ? "RECORD_SHOW" : "RECORD_PIN", baking->pins[i]->number);
    }
    fprintf(out, "    {NULL, 0, 0},\n};\n\nconst struct trace baked_trace = {\n    .scene = ");
    write_string(scene->name, out);
    fprintf(out, ",\n    .hear = %s,\n    .names = trace_names,\n    .name_count = %zu,\n",
            hearer(baking), scene->part_count);
    fprintf(out, "%s};\n", bake_reads_typed(scene) ? "    .listen = typed_listen,\n" : "");
}

/* What begins with the loop. */
static void write_console(const struct baking *baking, FILE *out)
{
    if (baking->traced)
        write_trace(baking, out);
    fprintf(out, "\nstatic void (*const begins[])(coop_loop *) = {%s%sNULL};\n",
            baking->traced ? "trace_begin, " : "",
            bake_reads_typed(baking->scene) ? "typed_begin, " : "");
}

/* Whether a button of the board's own is in use. */
static bool boots(const struct baking *baking)
{
    for (size_t i = 0; i < baking->scene->part_count; i++)
        if (baking->scene->parts[i].type == PART_BUTTON && baking->pins[i]->button)
            return true;
    return false;
}

static void write_baked(const struct baking *baking, FILE *out)
{
    const struct scene *scene = baking->scene;
    fprintf(out, "\nconst struct baked baked = {\n    .cost = {");
    for (size_t i = 0; i < board_cost_field_count; i++) {
        const struct board_cost_field *field = &board_cost_fields[i];
        fprintf(out, ".%s = %" PRIu64 "%s", field->words != NULL ? "mono_us" : field->name,
                board_cost_get(&scene->cost, field),
                i + 1 < board_cost_field_count ? ", " : "},\n");
    }
    fprintf(out,
            "    .programs = jobs,\n    .infos = infos,\n    .tasks = tasks,\n"
            "    .task_count = %zu,\n    .root_count = %zu,\n    .strips = strips,\n",
            task_count(scene), scene->root_count);
    if (has_type(scene, PART_NEOPIXEL))
        fprintf(out, "    .add_strip = strips_add,\n");
    if (has_type(scene, PART_BUTTON))
        fprintf(out, "    .inputs = inputs,\n    .input_count = sizeof inputs / sizeof *inputs,\n"
                     "    .expect = pins_expect,\n");
    if (boots(baking))
        fprintf(out, "    .boot = boot_loader_watch,\n");
    fprintf(out, "    .baud = %" PRIu32 ",\n    .hear = %s,\n    .begin = begins,\n", baking->baud,
            baking->traced ? "trace_hear" : hearer(baking));
    fprintf(out, "};\n");
}

void bake_write(const struct baking *baking, FILE *out)
{
    const struct scene *scene = baking->scene;
    fprintf(out, "/* ");
    write_title(scene->name, out);
    fprintf(out, ": baked by `glowloop build` for the board %s. */\n#include \"baked.h\"\n\n",
            baking->board->model->name);
    write_board(baking, out);
    for (size_t i = 0; i < scene->part_count; i++)
        write_part(&scene->parts[i], baking->pins[i]->number, out);
    bake_views(scene, out);
    write_strips(scene, out);
    if (has_type(scene, PART_BUTTON))
        write_inputs(baking, out);
    write_controls(scene, out);
    bake_control_places(scene, out);
    write_tasks(baking, out);
    write_console(baking, out);
    write_baked(baking, out);
}
