/* scene_schema.c - the format of scenes as a JSON Schema, made from the tables that the loader
 * reads. SPDX-License-Identifier: MIT What a schema cannot say stays with the loader: that names
 * lead somewhere, that pins are used once, how long a time may be.
 */
#include <stdio.h>
#include <string.h>

#include "engine/json_write.h"
#include "engine/scene.h"
#include "engine/scene_parts.h"
#include "engine/setting.h"
#include "parts/palette.h"

#define NAME_LETTERS "[a-z][a-z0-9_]*"
enum { WORDS_MAX = 128 };

static void open_object(struct json_writer *out, const char *key, const char *description)
{
    json_open(out, key, '{');
    if (description)
        json_text(out, "description", description);
}

static void close_object(struct json_writer *out)
{
    json_close(out, '}');
}

static void reference(struct json_writer *out, const char *key, const char *kind, const char *name)
{
    char path[96];
    snprintf(path, sizeof path, "#/definitions/%s%s", kind, name);
    json_open(out, key, '{');
    json_text(out, "$ref", path);
    close_object(out);
}

/* "if": this member has this value; "then" is left to the caller, who closes the object. */
static void open_condition(struct json_writer *out, const char *member, const char *value)
{
    json_open(out, NULL, '{');
    json_open(out, "if", '{');
    json_texts(out, "required", &member, 1);
    json_open(out, "properties", '{');
    json_open(out, member, '{');
    json_text(out, "const", value);
    close_object(out);
    close_object(out);
    close_object(out);
}

static void limits(struct json_writer *out, const char *type, double minimum, double maximum)
{
    json_text(out, "type", type);
    json_number(out, "minimum", minimum);
    json_number(out, "maximum", maximum);
}

static void pattern(struct json_writer *out, const char *expression, const char *example)
{
    json_text(out, "type", "string");
    json_text(out, "pattern", expression);
    json_texts(out, "examples", &example, 1);
}

/* ---- The top --------------------------------------------------------------------------------- */

static void write_cost(struct json_writer *out)
{
    open_object(out, "cost", "What time costs on the board, where that differs from its own.");
    json_text(out, "type", "object");
    json_truth(out, "additionalProperties", false);
    json_open(out, "properties", '{');
    for (size_t i = 0; i < board_cost_field_count; i++) {
        const struct board_cost_field *field = &board_cost_fields[i];
        size_t words = 0;
        open_object(out, field->name, field->help);
        while (field->words && field->words[words])
            words++;
        if (words)
            json_texts(out, "enum", field->words, words);
        else
            limits(out, "integer", (double)field->minimum, (double)field->maximum);
        close_object(out);
    }
    close_object(out);
    close_object(out);
}

/* An object whose keys are names and whose values are all of one kind. */
static void write_named(struct json_writer *out, const char *key, const char *description,
                        int count_max, const char *kind)
{
    open_object(out, key, description);
    json_text(out, "type", "object");
    json_number(out, "maxProperties", count_max);
    reference(out, "propertyNames", "name", "");
    reference(out, "additionalProperties", kind, "");
    close_object(out);
}

static void write_tasks(struct json_writer *out, const char *description)
{
    open_object(out, "tasks", description);
    json_text(out, "type", "array");
    json_number(out, "minItems", 1);
    json_number(out, "maxItems", SCENE_TASKS_MAX);
    reference(out, "items", "task", "");
    close_object(out);
}

static void write_properties(struct json_writer *out)
{
    const char *boards[WORDS_MAX];
    for (size_t i = 0; i < board_model_count; i++)
        boards[i] = board_models[i].name;
    json_open(out, "properties", '{');
    open_object(out, "$schema", "Where this schema is, for editors.");
    json_text(out, "type", "string");
    close_object(out);
    open_object(out, "version", "Version of the format.");
    json_number(out, "const", SCENE_VERSION);
    close_object(out);
    open_object(out, "name", "A title for people; the file's name, if it is left out.");
    json_text(out, "type", "string");
    json_number(out, "minLength", 1);
    json_number(out, "maxLength", SCENE_TITLE_MAX);
    close_object(out);
    open_object(out, "board", "The board that the parts are wired to.");
    json_texts(out, "enum", boards, board_model_count);
    close_object(out);
    write_cost(out);
    write_named(out, "parts", "What is wired to the board, by name.", SCENE_PARTS_MAX, "part");
    write_named(out, "controls", "Settings that tasks share, by name, with their first value.",
                SCENE_CONTROLS_MAX, "control");
    write_tasks(out, "Started in this order by the task main, which gathers them.");
    json_open(out, "main", '{');
    json_text(out, "description",
              "The program that runs, in place of tasks; it may start its own.");
    json_open(out, "allOf", '[');
    reference(out, NULL, "task", "");
    json_open(out, NULL, '{');
    json_open(out, "properties", '{');
    json_truth(out, "name", false);
    close_object(out);
    close_object(out);
    json_close(out, ']');
    close_object(out);
    close_object(out);
}

static void write_what_runs(struct json_writer *out)
{
    static const char *const ways[] = {"tasks", "main"};
    json_open(out, "oneOf", '[');
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        json_open(out, NULL, '{');
        json_texts(out, "required", &ways[i], 1);
        close_object(out);
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
    open_condition(out, "board", board->name);
    json_open(out, "then", '{');
    json_open(out, "properties", '{');
    json_open(out, "parts", '{');
    json_open(out, "additionalProperties", '{');
    json_open(out, "properties", '{');
    json_open(out, "pin", '{');
    json_texts(out, "enum", names, count);
    for (int i = 0; i < 7; i++)
        close_object(out);
}

/* ---- Parts ----------------------------------------------------------------------------------- */

static void write_field_type(struct json_writer *out, const struct part_field *field)
{
    size_t words = 0;
    while (field->words && field->words[words])
        words++;
    if (field->kind == FIELD_WHOLE)
        limits(out, "integer", field->minimum, field->maximum);
    else if (field->kind == FIELD_FRACTION)
        limits(out, "number", field->minimum / 256.0, field->maximum / 256.0);
    else if (field->kind == FIELD_LENGTH)
        limits(out, "number", field->minimum / 1000.0, field->maximum / 1000.0);
    else if (field->kind == FIELD_SWITCH)
        json_text(out, "type", "boolean");
    else if (field->kind == FIELD_WORD)
        json_texts(out, "enum", field->words, words);
    else if (field->kind == FIELD_KEY)
        json_texts(out, "enum", key_names, key_name_count);
    else if (field->kind == FIELD_COLOR)
        pattern(out, SETTING_COLOR_PATTERN, "#ff8800");
    else
        json_text(out, "type", field->kind == FIELD_PLACE ? "array" : "string");
}

static void write_default(struct json_writer *out, const struct part_field *field)
{
    char text[SETTING_TEXT_MAX];
    if (field->required || field->fallback_help)
        return;
    setting_format(PARAMETER_COLOR, field->fallback, text);
    if (field->kind == FIELD_FRACTION)
        json_number(out, "default", field->fallback / 256.0);
    else if (field->kind == FIELD_SWITCH)
        json_truth(out, "default", field->fallback != 0);
    else if (field->kind == FIELD_WORD)
        json_text(out, "default", field->words[field->fallback]);
    else if (field->kind == FIELD_COLOR)
        json_text(out, "default", text);
}

static void write_field(struct json_writer *out, const struct part_field *field)
{
    char description[128];
    snprintf(description, sizeof description, "%s%s%s", field->help,
             field->fallback_help ? "; if left out: " : "",
             field->fallback_help ? field->fallback_help : "");
    open_object(out, field->name, description);
    write_field_type(out, field);
    write_default(out, field);
    if (field->kind == FIELD_PLACE) {
        json_number(out, "minItems", 2);
        json_number(out, "maxItems", 2);
        json_open(out, "items", '{');
        limits(out, "number", field->minimum / 1000.0, field->maximum / 1000.0);
        close_object(out);
    }
    close_object(out);
}

static void write_part(struct json_writer *out, const struct part_model *model)
{
    const char *required[WORDS_MAX] = {"type"};
    size_t count = 1;
    char name[64];
    snprintf(name, sizeof name, "part_%s", model->name);
    open_object(out, name, model->help);
    json_text(out, "type", "object");
    json_truth(out, "additionalProperties", false);
    for (size_t i = 0; i < model->field_count; i++)
        if (model->fields[i].required)
            required[count++] = model->fields[i].name;
    json_texts(out, "required", required, count);
    json_open(out, "properties", '{');
    json_open(out, "type", '{');
    json_text(out, "const", model->name);
    close_object(out);
    for (size_t i = 0; i < model->field_count; i++)
        write_field(out, &model->fields[i]);
    close_object(out);
    close_object(out);
}

/* A definition that is decided by one member: its words, and where each of them leads. */
static void write_choice(struct json_writer *out, const char *member, const char *const *words,
                         size_t count, const char *kind)
{
    json_text(out, "type", "object");
    json_texts(out, "required", &member, 1);
    json_open(out, "properties", '{');
    json_open(out, member, '{');
    json_texts(out, "enum", words, count);
    close_object(out);
    close_object(out);
    json_open(out, "allOf", '[');
    for (size_t i = 0; i < count; i++) {
        open_condition(out, member, words[i]);
        reference(out, "then", kind, words[i]);
        close_object(out);
    }
    json_close(out, ']');
}

static void write_part_choice(struct json_writer *out)
{
    const char *names[WORDS_MAX];
    for (size_t i = 0; i < part_model_count; i++)
        names[i] = part_models[i].name;
    json_open(out, "part", '{');
    write_choice(out, "type", names, part_model_count, "part_");
    close_object(out);
    for (size_t i = 0; i < part_model_count; i++)
        write_part(out, &part_models[i]);
}

/* ---- Tasks ----------------------------------------------------------------------------------- */

static void write_palettes(struct json_writer *out)
{
    const char *names[PALETTE_COUNT];
    for (size_t i = 0; i < PALETTE_COUNT; i++)
        names[i] = palettes[i].name;
    json_texts(out, "enum", names, PALETTE_COUNT);
}

static void write_literal(struct json_writer *out, const struct parameter *parameter)
{
    if (parameter->type == PARAMETER_SWITCH)
        json_text(out, "type", "boolean");
    else if (parameter->type == PARAMETER_NUMBER)
        limits(out, "integer", parameter->minimum, parameter->maximum);
    else if (parameter->type == PARAMETER_TIME)
        pattern(out, SETTING_TIME_PATTERN, "500ms");
    else if (parameter->type == PARAMETER_COLOR)
        pattern(out, SETTING_COLOR_PATTERN, "#ff8800");
    else
        write_palettes(out);
}

static void write_fallback(struct json_writer *out, const struct parameter *parameter)
{
    char text[SETTING_TEXT_MAX];
    setting_format((enum parameter_type)parameter->type, parameter->fallback, text);
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
    open_object(out, parameter->name, description);
    if (!parameter_is_setting(parameter)) {
        json_text(out, "type", "string");
        json_text(out, "pattern", "^" NAME_LETTERS "$");
    } else if (parameter->written) {
        pattern(out, "^@" NAME_LETTERS "$", "@delay");
    } else {
        write_fallback(out, parameter);
        json_open(out, "anyOf", '[');
        reference(out, NULL, "reference", "");
        json_open(out, NULL, '{');
        write_literal(out, parameter);
        close_object(out);
        json_close(out, ']');
    }
    close_object(out);
}

static void write_with(struct json_writer *out, const struct program *program,
                       const char *const *required, size_t count)
{
    json_open(out, "with", '{');
    json_text(out, "type", "object");
    json_truth(out, "additionalProperties", false);
    if (count)
        json_texts(out, "required", required, count);
    json_open(out, "properties", '{');
    for (size_t i = 0; i < program->parameter_count; i++)
        if (program->parameters[i].type != PARAMETER_CONSOLE &&
            program->parameters[i].type != PARAMETER_TASKS)
            write_parameter(out, &program->parameters[i]);
    close_object(out);
    close_object(out);
}

static void write_program(struct json_writer *out, const struct program *program)
{
    const char *required[WORDS_MAX], *keys[3] = {"program"};
    size_t count = 0, key_count = 1;
    bool plays = false;
    char name[64];
    for (size_t i = 0; i < program->parameter_count; i++) {
        const struct parameter *parameter = &program->parameters[i];
        bool tasks = parameter->type == PARAMETER_TASKS;
        bool part = !parameter_is_setting(parameter) && parameter->type != PARAMETER_CONSOLE;
        if ((part && !tasks) || parameter->written)
            required[count++] = parameter->name;
        plays = plays || tasks;
    }
    if (count)
        keys[key_count++] = "with";
    if (plays)
        keys[key_count++] = "tasks";
    snprintf(name, sizeof name, "program_%s", program->name);
    open_object(out, name, program->help);
    json_text(out, "type", "object");
    json_truth(out, "additionalProperties", false);
    json_texts(out, "required", keys, key_count);
    json_open(out, "properties", '{');
    json_open(out, "program", '{');
    json_text(out, "const", program->name);
    close_object(out);
    reference(out, "name", "task_name", "");
    write_with(out, program, required, count);
    if (plays)
        write_tasks(out, "The tasks that it plays.");
    close_object(out);
    close_object(out);
}

static void write_task_choice(struct json_writer *out)
{
    const char *names[WORDS_MAX];
    for (size_t i = 0; i < program_count; i++)
        names[i] = programs[i]->name;
    json_open(out, "task", '{');
    write_choice(out, "program", names, program_count, "program_");
    close_object(out);
    for (size_t i = 0; i < program_count; i++)
        write_program(out, programs[i]);
}

/* ---- Names and controls ---------------------------------------------------------------------- */

static void write_name(struct json_writer *out, const char *key, bool of_task)
{
    open_object(out, key, "Small letters, digits and _, beginning with a letter.");
    json_text(out, "type", "string");
    json_text(out, "pattern", "^" NAME_LETTERS "$");
    json_number(out, "maxLength", SCENE_NAME_MAX);
    if (of_task) {
        json_open(out, "not", '{');
        json_text(out, "const", "main");
        close_object(out);
    }
    close_object(out);
}

static void write_control(struct json_writer *out)
{
    static const struct parameter kinds[] = {
        {.type = PARAMETER_SWITCH},
        {.type = PARAMETER_NUMBER, .minimum = INT32_MIN, .maximum = INT32_MAX},
        {.type = PARAMETER_TIME},
        {.type = PARAMETER_COLOR},
        {.type = PARAMETER_PALETTE}};
    open_object(out, "control", "Its first value, which also says of which type it is.");
    json_open(out, "anyOf", '[');
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        json_open(out, NULL, '{');
        write_literal(out, &kinds[i]);
        close_object(out);
    }
    json_close(out, ']');
    close_object(out);
}

static void write_definitions(struct json_writer *out)
{
    json_open(out, "definitions", '{');
    write_name(out, "name", false);
    write_name(out, "task_name", true);
    open_object(out, "reference", "A control of the scene, which tasks share.");
    pattern(out, "^@" NAME_LETTERS "$", "@delay");
    close_object(out);
    write_control(out);
    write_part_choice(out);
    write_task_choice(out);
    close_object(out);
}

void scene_schema_print(FILE *stream)
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
    write_definitions(&out);
    json_close(&out, '}');
}
