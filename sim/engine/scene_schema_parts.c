/* scene_schema_parts.c - parts in the JSON Schema of scenes.       SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "engine/scene_parts.h"
#include "engine/schema_write.h"
#include "engine/setting.h"

static void write_word_list(struct json_writer *out, const char *const *words, size_t count)
{
    json_text(out, "type", "array");
    json_open(out, "items", '{');
    json_texts(out, "enum", words, count);
    schema_close(out);
}

/* Pixels, or lists of them. */
static void write_pixel_list(struct json_writer *out)
{
    json_text(out, "type", "array");
    json_number(out, "minItems", 1);
    json_open(out, "items", '{');
    json_open(out, "anyOf", '[');
    json_open(out, NULL, '{');
    schema_limits(out, "integer", 0, SCENE_PIXELS_MAX - 1);
    schema_close(out);
    json_open(out, NULL, '{');
    json_text(out, "type", "array");
    json_number(out, "minItems", 1);
    json_open(out, "items", '{');
    schema_limits(out, "integer", 0, SCENE_PIXELS_MAX - 1);
    schema_close(out);
    schema_close(out);
    json_close(out, ']');
    schema_close(out);
}

static void write_field_type(struct json_writer *out, const struct part_field *field)
{
    size_t words = 0;
    while (field->words && field->words[words])
        words++;
    if (field->kind == FIELD_WHOLE)
        schema_limits(out, "integer", field->minimum, field->maximum);
    else if (field->kind == FIELD_FRACTION)
        schema_limits(out, "number", field->minimum / 256.0, field->maximum / 256.0);
    else if (field->kind == FIELD_LENGTH)
        schema_limits(out, "number", field->minimum / 1000.0, field->maximum / 1000.0);
    else if (field->kind == FIELD_SWITCH)
        json_text(out, "type", "boolean");
    else if (field->kind == FIELD_WORD)
        json_texts(out, "enum", field->words, words);
    else if (field->kind == FIELD_WIRING)
        write_word_list(out, field->words, words);
    else if (field->kind == FIELD_PIXELS)
        write_pixel_list(out);
    else if (field->kind == FIELD_KEY)
        json_texts(out, "enum", key_names, key_name_count);
    else if (field->kind == FIELD_COLOR)
        schema_pattern(out, SETTING_COLOR_PATTERN, "#ff8800");
    else
        json_text(out, "type", field->kind == FIELD_PLACE ? "array" : "string");
}

void scene_schema_default(struct json_writer *out, const struct part_field *field)
{
    char text[SETTING_TEXT_MAX];
    if (field->required || field->fallback_help)
        return;
    setting_format(NULL, PARAMETER_COLOR, field->fallback, text);
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
    schema_open(out, field->name, description);
    write_field_type(out, field);
    scene_schema_default(out, field);
    if (field->kind == FIELD_PLACE) {
        json_number(out, "minItems", 2);
        json_number(out, "maxItems", 2);
        json_open(out, "items", '{');
        schema_limits(out, "number", field->minimum / 1000.0, field->maximum / 1000.0);
        schema_close(out);
    }
    schema_close(out);
}

static void write_alternative(struct json_writer *out, const char *key)
{
    json_open(out, NULL, '{');
    json_texts(out, "required", &key, 1);
    schema_close(out);
}

/* A map, a grid, or what says a stretch: one of them. */
static void write_map_choice(struct json_writer *out)
{
    static const char *const width = "width";
    json_open(out, "oneOf", '[');
    write_alternative(out, "map");
    write_alternative(out, width);
    json_open(out, NULL, '{');
    json_open(out, "anyOf", '[');
    write_alternative(out, "first");
    write_alternative(out, "pixels");
    write_alternative(out, "reverse");
    json_close(out, ']');
    schema_close(out);
    json_close(out, ']');
    json_open(out, "dependencies", '{');
    json_texts(out, "wiring", &width, 1);
    schema_close(out);
}

static void write_part(struct json_writer *out, const struct part_model *model)
{
    const char *required[SCHEMA_WORDS_MAX] = {"type"};
    size_t count = 1;
    char name[64];
    snprintf(name, sizeof name, "part_%s", model->name);
    schema_open(out, name, model->help);
    json_text(out, "type", "object");
    json_truth(out, "additionalProperties", false);
    for (size_t i = 0; i < model->field_count; i++)
        if (model->fields[i].required)
            required[count++] = model->fields[i].name;
    json_texts(out, "required", required, count);
    if (model == &pixel_map_model)
        write_map_choice(out);
    json_open(out, "properties", '{');
    json_open(out, "type", '{');
    json_text(out, "const", model->name);
    schema_close(out);
    for (size_t i = 0; i < model->field_count; i++)
        write_field(out, &model->fields[i]);
    schema_close(out);
    schema_close(out);
}

void scene_schema_parts(struct json_writer *out)
{
    const char *names[SCHEMA_WORDS_MAX];
    for (size_t i = 0; i < part_model_count; i++)
        names[i] = part_models[i].name;
    names[part_model_count] = pixel_map_model.name;
    json_open(out, "part", '{');
    schema_choice(out, "type", names, part_model_count + 1, "part_");
    schema_close(out);
    for (size_t i = 0; i < part_model_count; i++)
        write_part(out, &part_models[i]);
    write_part(out, &pixel_map_model);
}
