/* scene_schema.c - the format of scenes as a JSON Schema, made from the tables that the loader
 * reads. SPDX-License-Identifier: MIT What a schema cannot say stays with the loader: that names
 * lead somewhere, that pins are used once, how long a time may be.
 */
#include <stdio.h>

#include "engine/formula.h"
#include "engine/scene.h"
#include "engine/schema_write.h"
#include "engine/setting.h"
#include "parts/palette.h"

#define NAME_LETTERS SCHEMA_NAME_LETTERS
enum { WORDS_MAX = SCHEMA_WORDS_MAX };

/* ---- The top --------------------------------------------------------------------------------- */

static void write_cost(struct json_writer *out)
{
    schema_open(out, "cost", "What time costs on the board, where that differs from its own.");
    json_text(out, "type", "object");
    json_truth(out, "additionalProperties", false);
    json_open(out, "properties", '{');
    for (size_t i = 0; i < board_cost_field_count; i++) {
        const struct board_cost_field *field = &board_cost_fields[i];
        size_t words = 0;
        schema_open(out, field->name, field->help);
        while (field->words && field->words[words])
            words++;
        if (words)
            json_texts(out, "enum", field->words, words);
        else
            schema_limits(out, "integer", (double)field->minimum, (double)field->maximum);
        schema_close(out);
    }
    schema_close(out);
    schema_close(out);
}

/* An object whose keys are names and whose values are all of one kind. */
static void write_named(struct json_writer *out, const char *key, const char *description,
                        int count_max, const char *kind)
{
    schema_open(out, key, description);
    json_text(out, "type", "object");
    json_number(out, "maxProperties", count_max);
    schema_reference(out, "propertyNames", "name", "");
    schema_reference(out, "additionalProperties", kind, "");
    schema_close(out);
}

static void write_palettes(struct json_writer *out)
{
    const char *names[PALETTE_COUNT + PALETTE_OWN_MAX];
    size_t count = scene_palette_names(NULL, names);
    schema_open(out, "palettes", "Palettes of its own, by name: colors, some with their place.");
    json_text(out, "type", "object");
    json_number(out, "maxProperties", PALETTE_OWN_MAX);
    json_open(out, "propertyNames", '{');
    json_open(out, "allOf", '[');
    schema_reference(out, NULL, "name", "");
    json_open(out, NULL, '{');
    json_open(out, "not", '{');
    json_texts(out, "enum", names, count);
    schema_close(out);
    schema_close(out);
    json_close(out, ']');
    schema_close(out);
    json_open(out, "additionalProperties", '{');
    json_text(out, "type", "array");
    json_number(out, "minItems", 2);
    json_number(out, "maxItems", SCENE_COLORS_MAX);
    json_open(out, "items", '{');
    schema_pattern(out, "^#[0-9a-fA-F]{6}( ([0-9]{1,2}|100)%)?$", "#ff8800 30%");
    for (int i = 0; i < 3; i++)
        schema_close(out);
}

static void write_tasks(struct json_writer *out, const char *description)
{
    schema_open(out, "tasks", description);
    json_text(out, "type", "array");
    json_number(out, "minItems", 1);
    json_number(out, "maxItems", SCENE_TASKS_MAX);
    schema_reference(out, "items", "task", "");
    schema_close(out);
}

static void write_properties(struct json_writer *out)
{
    const char *boards[WORDS_MAX];
    for (size_t i = 0; i < board_model_count; i++)
        boards[i] = board_models[i].name;
    json_open(out, "properties", '{');
    schema_open(out, "$schema", "Where this schema is, for editors.");
    json_text(out, "type", "string");
    schema_close(out);
    schema_open(out, "version", "Version of the format.");
    json_number(out, "const", SCENE_VERSION);
    schema_close(out);
    schema_open(out, "name", "A title for people; the file's name, if it is left out.");
    json_text(out, "type", "string");
    json_number(out, "minLength", 1);
    json_number(out, "maxLength", SCENE_TITLE_MAX);
    schema_close(out);
    schema_open(out, "board", "The board that the parts are wired to.");
    json_texts(out, "enum", boards, board_model_count);
    schema_close(out);
    write_cost(out);
    write_named(out, "parts", "What is wired to the board, by name.", SCENE_PARTS_MAX, "part");
    write_palettes(out);
    write_named(out, "controls", "Settings that tasks share, by name, with their first value.",
                SCENE_CONTROLS_MAX, "control");
    write_tasks(out, "Started in this order by the task main, which gathers them.");
    json_open(out, "main", '{');
    json_text(out, "description",
              "The program that runs, in place of tasks; it may start its own.");
    json_open(out, "allOf", '[');
    schema_reference(out, NULL, "task", "");
    json_open(out, NULL, '{');
    json_open(out, "properties", '{');
    json_truth(out, "name", false);
    schema_close(out);
    schema_close(out);
    json_close(out, ']');
    schema_close(out);
    schema_close(out);
}

static void write_what_runs(struct json_writer *out)
{
    static const char *const ways[] = {"tasks", "main"};
    json_open(out, "oneOf", '[');
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        json_open(out, NULL, '{');
        json_texts(out, "required", &ways[i], 1);
        schema_close(out);
    }
    json_close(out, ']');
}

/* Each board allows its own pins only. */
static void write_pins(struct json_writer *out, const struct board_model *board)
{
    const char *names[WORDS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < board->pin_count; i++) {
        names[count++] = board->pins[i].name;
        if (board->pins[i].alias)
            names[count++] = board->pins[i].alias;
    }
    schema_condition(out, "board", board->name);
    json_open(out, "then", '{');
    json_open(out, "properties", '{');
    json_open(out, "parts", '{');
    json_open(out, "additionalProperties", '{');
    json_open(out, "properties", '{');
    json_open(out, "pin", '{');
    json_texts(out, "enum", names, count);
    for (int i = 0; i < 7; i++)
        schema_close(out);
}

/* ---- Tasks ----------------------------------------------------------------------------------- */

/* Any name, since a scene has palettes of its own. */
static void write_palette_name(struct json_writer *out)
{
    const char *names[PALETTE_COUNT + PALETTE_OWN_MAX];
    size_t count = scene_palette_names(NULL, names);
    json_text(out, "type", "string");
    json_text(out, "pattern", "^" NAME_LETTERS "$");
    json_texts(out, "examples", names, count);
}

static void write_literal(struct json_writer *out, const struct parameter *parameter)
{
    if (parameter->type == PARAMETER_SWITCH)
        json_text(out, "type", "boolean");
    else if (parameter->type == PARAMETER_NUMBER)
        schema_limits(out, "integer", parameter->minimum, parameter->maximum);
    else if (parameter->type == PARAMETER_TIME)
        schema_pattern(out, SETTING_TIME_PATTERN, "500ms");
    else if (parameter->type == PARAMETER_COLOR)
        schema_pattern(out, SETTING_COLOR_PATTERN, "#ff8800");
    else
        write_palette_name(out);
}

static void write_fallback(struct json_writer *out, const struct parameter *parameter)
{
    char text[SETTING_TEXT_MAX];
    setting_format(NULL, (enum parameter_type)parameter->type, parameter->fallback, text);
    if (parameter->type == PARAMETER_SWITCH)
        json_truth(out, "default", parameter->fallback != 0);
    else if (parameter->type == PARAMETER_NUMBER)
        json_number(out, "default", parameter->fallback);
    else
        json_text(out, "default", text);
}

static void write_parameter(struct json_writer *out, const struct parameter *parameter)
{
    enum parameter_type type = (enum parameter_type)parameter->type;
    char description[160];
    snprintf(description, sizeof description, "%s; %s", parameter->help,
             parameter_is_setting(parameter)
                 ? setting_range(type, parameter->minimum, parameter->maximum).text
                 : parameter_type_noun(type));
    schema_open(out, parameter->name, description);
    if (type == PARAMETER_FORMULAS) {
        json_text(out, "type", "array");
        json_number(out, "minItems", EXPRESSION_RESULTS_MAX);
        json_number(out, "maxItems", EXPRESSION_RESULTS_MAX);
        schema_reference(out, "items", "formula", "");
    } else if (!parameter_is_setting(parameter)) {
        json_text(out, "type", "string");
        json_text(out, "pattern", "^" NAME_LETTERS "$");
    } else if (parameter->written) {
        schema_pattern(out, "^@" NAME_LETTERS "$", "@delay");
    } else {
        write_fallback(out, parameter);
        json_open(out, "anyOf", '[');
        schema_reference(out, NULL, "reference", "");
        json_open(out, NULL, '{');
        write_literal(out, parameter);
        schema_close(out);
        json_close(out, ']');
    }
    schema_close(out);
}

/* Of a program's formulas, a scene says one. */
static void write_formula_choice(struct json_writer *out, const struct program *program)
{
    size_t count = 0;
    for (size_t i = 0; i < program->parameter_count; i++) {
        if (program->parameters[i].type != PARAMETER_FORMULAS)
            continue;
        if (count++ == 0)
            json_open(out, "oneOf", '[');
        json_open(out, NULL, '{');
        json_texts(out, "required", &program->parameters[i].name, 1);
        schema_close(out);
    }
    if (count > 0)
        json_close(out, ']');
}

static void write_with(struct json_writer *out, const struct program *program,
                       const char *const *required, size_t count)
{
    json_open(out, "with", '{');
    json_text(out, "type", "object");
    json_truth(out, "additionalProperties", false);
    if (count)
        json_texts(out, "required", required, count);
    write_formula_choice(out, program);
    json_open(out, "properties", '{');
    for (size_t i = 0; i < program->parameter_count; i++)
        if (program->parameters[i].type != PARAMETER_CONSOLE &&
            program->parameters[i].type != PARAMETER_TASKS)
            write_parameter(out, &program->parameters[i]);
    schema_close(out);
    schema_close(out);
}

static void write_program(struct json_writer *out, const struct program *program)
{
    const char *required[WORDS_MAX], *keys[3] = {"program"};
    size_t count = 0, key_count = 1;
    bool plays = false, has_formulas = false;
    char name[64];
    for (size_t i = 0; i < program->parameter_count; i++) {
        const struct parameter *parameter = &program->parameters[i];
        bool tasks = parameter->type == PARAMETER_TASKS;
        bool formulas = parameter->type == PARAMETER_FORMULAS;
        bool part = !parameter_is_setting(parameter) && parameter->type != PARAMETER_CONSOLE;
        if ((part && !tasks && !formulas) || parameter->written)
            required[count++] = parameter->name;
        has_formulas = has_formulas || formulas;
        plays = plays || tasks;
    }
    if (count || has_formulas)
        keys[key_count++] = "with";
    if (plays)
        keys[key_count++] = "tasks";
    snprintf(name, sizeof name, "program_%s", program->name);
    schema_open(out, name, program->help);
    json_text(out, "type", "object");
    json_truth(out, "additionalProperties", false);
    json_texts(out, "required", keys, key_count);
    json_open(out, "properties", '{');
    json_open(out, "program", '{');
    json_text(out, "const", program->name);
    schema_close(out);
    schema_reference(out, "name", "task_name", "");
    write_with(out, program, required, count);
    if (plays)
        write_tasks(out, "The tasks that it plays.");
    schema_close(out);
    schema_close(out);
}

static void write_task_choice(struct json_writer *out, const struct scene_programs *own)
{
    const struct program *all[WORDS_MAX];
    const char *names[WORDS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < program_count; i++)
        all[count++] = programs[i];
    for (size_t i = 0; own && i < own->count && count < WORDS_MAX; i++)
        all[count++] = own->list[i];
    for (size_t i = 0; i < count; i++)
        names[i] = all[i]->name;
    json_open(out, "task", '{');
    schema_choice(out, "program", names, count, "program_");
    schema_close(out);
    for (size_t i = 0; i < count; i++)
        write_program(out, all[i]);
}

/* ---- Names and controls ---------------------------------------------------------------------- */

static void write_name(struct json_writer *out, const char *key, bool of_task)
{
    schema_open(out, key, "Small letters, digits and _, beginning with a letter.");
    json_text(out, "type", "string");
    json_text(out, "pattern", "^" NAME_LETTERS "$");
    json_number(out, "maxLength", SCENE_NAME_MAX);
    if (of_task) {
        json_open(out, "not", '{');
        json_text(out, "const", "main");
        schema_close(out);
    }
    schema_close(out);
}

static void write_control(struct json_writer *out)
{
    static const struct parameter kinds[] = {
        {.type = PARAMETER_SWITCH},
        {.type = PARAMETER_NUMBER, .minimum = INT32_MIN, .maximum = INT32_MAX},
        {.type = PARAMETER_TIME},
        {.type = PARAMETER_COLOR},
        {.type = PARAMETER_PALETTE}};
    schema_open(out, "control", "Its first value, which also says of which type it is.");
    json_open(out, "anyOf", '[');
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        json_open(out, NULL, '{');
        write_literal(out, &kinds[i]);
        schema_close(out);
    }
    json_close(out, ']');
    schema_close(out);
}

static void write_formula(struct json_writer *out)
{
    schema_open(out, "formula", "Of i, n, x, t, frame and controls; docs/scenes.md has the rest.");
    json_open(out, "anyOf", '[');
    json_open(out, NULL, '{');
    json_text(out, "type", "string");
    json_number(out, "minLength", 1);
    json_number(out, "maxLength", FORMULA_TEXT_MAX);
    schema_close(out);
    json_open(out, NULL, '{');
    json_text(out, "type", "number");
    json_number(out, "minimum", -32768);
    json_number(out, "exclusiveMaximum", 32768);
    schema_close(out);
    json_close(out, ']');
    schema_close(out);
}

static void write_definitions(struct json_writer *out, const struct scene_programs *own)
{
    json_open(out, "definitions", '{');
    write_name(out, "name", false);
    write_name(out, "task_name", true);
    schema_open(out, "reference", "A control of the scene, which tasks share.");
    schema_pattern(out, "^@" NAME_LETTERS "$", "@delay");
    schema_close(out);
    write_control(out);
    write_formula(out);
    scene_schema_parts(out);
    write_task_choice(out, own);
    schema_close(out);
}

void scene_schema_print(FILE *stream, const struct scene_programs *own)
{
    static const char *const required[] = {"version", "board"};
    struct json_writer out = {.out = stream};
    json_open(&out, NULL, '{');
    json_text(&out, "$schema", "http://json-schema.org/draft-07/schema#");
    json_text(&out, "title", "Glowloop scene");
    json_text(&out, "description", "A board, what is wired to it, and the tasks that run on it.");
    json_text(&out, "type", "object");
    json_truth(&out, "additionalProperties", false);
    json_texts(&out, "required", required, 2);
    write_properties(&out);
    write_what_runs(&out);
    json_open(&out, "allOf", '[');
    for (size_t i = 0; i < board_model_count; i++)
        write_pins(&out, &board_models[i]);
    json_close(&out, ']');
    write_definitions(&out, own);
    json_close(&out, '}');
}
