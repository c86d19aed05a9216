/* schema.c - the format of scenarios as a JSON Schema, made from the tables that the loader reads.
 *                                                                  SPDX-License-Identifier: MIT
 * What a schema cannot say stays with the loader: what the scene has, and what fits it.
 */
#include "scenario/schema.h"

#include <stdio.h>

#include "scenario/load.h"
#include "scenario/play.h"

enum { KEY_SIZE = 48 };

static void reference(struct json_writer *out, const char *kind, const char *name)
{
    char path[96];
    (void)snprintf(path, sizeof path, "%s%s", kind, name);
    json_text(out, "$ref", path);
}

/* ---- The top --------------------------------------------------------------------------------- */

void schema_text(struct json_writer *out)
{
    json_text(out, "type", "string");
}

void schema_version(struct json_writer *out)
{
    json_number(out, "const", SCENARIO_VERSION);
}

void schema_title(struct json_writer *out)
{
    json_text(out, "type", "string");
    json_number(out, "minLength", 1);
    json_number(out, "maxLength", SCENE_TITLE_MAX);
}

void schema_scene(struct json_writer *out)
{
    json_open(out, "anyOf", '[');
    json_open(out, NULL, '{');
    json_text(out, "type", "string");
    json_close(out, '}');
    json_open(out, NULL, '{');
    json_text(out, "$ref", "scene.schema.json");
    json_close(out, '}');
    json_close(out, ']');
}

void schema_cost(struct json_writer *out)
{
    json_open(out, "allOf", '[');
    json_open(out, NULL, '{');
    json_text(out, "$ref", "scene.schema.json#/properties/cost");
    json_close(out, '}');
    json_close(out, ']');
}

void schema_settings(struct json_writer *out)
{
    static const char *const types[] = {"boolean", "integer", "string"};
    json_text(out, "type", "object");
    json_open(out, "additionalProperties", '{');
    json_texts(out, "type", types, 3);
    json_close(out, '}');
}

void schema_tasks(struct json_writer *out)
{
    json_text(out, "type", "object");
    json_open(out, "additionalProperties", '{');
    schema_settings(out);
    json_close(out, '}');
}

void schema_seed(struct json_writer *out)
{
    json_text(out, "type", "integer");
    json_number(out, "minimum", 0);
    json_number(out, "maximum", 9007199254740991.0);
}

void schema_time(struct json_writer *out)
{
    json_text(out, "type", "string");
    json_text(out, "pattern", TIME_PATTERN);
}

void schema_switch(struct json_writer *out)
{
    json_text(out, "type", "boolean");
}

static void schema_list(struct json_writer *out, const char *item, int count_max)
{
    json_text(out, "type", "array");
    json_number(out, "maxItems", count_max);
    json_open(out, "items", '{');
    reference(out, "#/definitions/", item);
    json_close(out, '}');
}

void schema_always(struct json_writer *out)
{
    schema_list(out, "condition", SCENARIO_ALWAYS_MAX);
}

void schema_steps(struct json_writer *out)
{
    schema_list(out, "step", SCENARIO_STEPS_MAX);
}

/* ---- Steps ----------------------------------------------------------------------------------- */

static void close_object(struct json_writer *out)
{
    json_close(out, '}');
}

static void open_strict(struct json_writer *out, const char *key, const char *help)
{
    json_open(out, key, '{');
    if (help)
        json_text(out, "description", help);
    json_text(out, "type", "object");
    json_truth(out, "additionalProperties", false);
}

static void write_required(struct json_writer *out, const struct field *fields, size_t count)
{
    const char *required[SCENARIO_VALUES_MAX];
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        if (fields[i].required)
            required[found++] = fields[i].name;
    if (found > 0)
        json_texts(out, "required", required, found);
}

static void write_either(struct json_writer *out, const char *const *either)
{
    if (!either)
        return;
    json_open(out, "anyOf", '[');
    for (; *either; either++) {
        json_open(out, NULL, '{');
        json_texts(out, "required", either, 1);
        close_object(out);
    }
    json_close(out, ']');
}

static void write_expectation(struct json_writer *out, const struct expectation_kind *kind)
{
    char name[KEY_SIZE];
    (void)snprintf(name, sizeof name, "expectation_%s", kind->name);
    open_strict(out, name, kind->help);
    write_required(out, kind->fields, kind->field_count);
    json_open(out, "properties", '{');
    for (size_t i = 0; i < kind->field_count; i++)
        field_schema(out, &kind->fields[i]);
    close_object(out);
    write_either(out, kind->either);
    close_object(out);
}

static void write_time(struct json_writer *out, const char *key, const char *help)
{
    json_open(out, key, '{');
    json_text(out, "description", help);
    schema_time(out);
    close_object(out);
}

static void write_name(struct json_writer *out)
{
    json_open(out, "name", '{');
    json_text(out, "description", "For people: it is told with a failure.");
    schema_title(out);
    close_object(out);
}

/* One form of a step, or of a condition: its own key, and what can stand beside it. */
static void write_expecting(struct json_writer *out, const struct expectation_kind *kind,
                            const char *prefix, bool step)
{
    char key[KEY_SIZE];
    const char *required = key;
    (void)snprintf(key, sizeof key, "%s%s", prefix, kind->name);
    open_strict(out, NULL, NULL);
    json_texts(out, "required", &required, 1);
    json_open(out, "properties", '{');
    json_open(out, key, '{');
    reference(out, "#/definitions/expectation_", kind->name);
    close_object(out);
    json_open(out, "not", '{');
    json_text(out, "description", "true: it must not be so.");
    schema_switch(out);
    close_object(out);
    if (step)
        write_name(out);
    if (step && !kind->now_only) {
        write_time(out, "within", "It becomes so by then; at once, if left out.");
        write_time(out, "hold", "And stays so for that long.");
    }
    close_object(out);
    close_object(out);
}

static void write_doing(struct json_writer *out, const struct step_kind *kind)
{
    open_strict(out, NULL, kind->help);
    write_required(out, kind->fields, kind->field_count);
    json_open(out, "properties", '{');
    for (size_t i = 0; i < kind->field_count; i++)
        field_schema(out, &kind->fields[i]);
    write_name(out);
    close_object(out);
    close_object(out);
}

static void write_definitions(struct json_writer *out)
{
    json_open(out, "definitions", '{');
    json_open(out, "step", '{');
    json_open(out, "oneOf", '[');
    for (size_t i = 0; i < step_kind_count; i++)
        write_doing(out, &step_kinds[i]);
    for (size_t i = 0; i < expectation_kind_count; i++)
        write_expecting(out, expectation_kinds[i], "expect-", true);
    for (size_t i = 0; i < expectation_kind_count; i++)
        if (!expectation_kinds[i]->now_only)
            write_expecting(out, expectation_kinds[i], "wait-", true);
    json_close(out, ']');
    close_object(out);
    json_open(out, "condition", '{');
    json_open(out, "oneOf", '[');
    for (size_t i = 0; i < expectation_kind_count; i++)
        if (!expectation_kinds[i]->looks_back && !expectation_kinds[i]->now_only)
            write_expecting(out, expectation_kinds[i], "expect-", false);
    json_close(out, ']');
    close_object(out);
    for (size_t i = 0; i < expectation_kind_count; i++)
        write_expectation(out, expectation_kinds[i]);
    close_object(out);
}

void scenario_schema_print(FILE *stream)
{
    struct json_writer writer = {.out = stream};
    struct json_writer *out = &writer;
    const char *required[16];
    size_t count = 0;
    for (size_t i = 0; i < load_section_count; i++)
        if (load_sections[i].example)
            required[count++] = load_sections[i].name;
    json_open(out, NULL, '{');
    json_text(out, "$schema", "http://json-schema.org/draft-07/schema#");
    json_text(out, "title", "Glowloop scenario");
    json_text(out, "description", "A scene, what is done to it, and what must be seen.");
    json_text(out, "type", "object");
    json_truth(out, "additionalProperties", false);
    json_texts(out, "required", required, count);
    json_open(out, "properties", '{');
    for (size_t i = 0; i < load_section_count; i++) {
        json_open(out, load_sections[i].name, '{');
        json_text(out, "description", load_sections[i].help);
        load_sections[i].schema(out);
        close_object(out);
    }
    close_object(out);
    write_definitions(out);
    json_close(out, '}');
}
