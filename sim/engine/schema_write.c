/* schema_write.c - what JSON Schemas are made of.                  SPDX-License-Identifier: MIT */
#include "engine/schema_write.h"

#include <stdio.h>

void schema_open(struct json_writer *out, const char *key, const char *description)
{
    json_open(out, key, '{');
    if (description)
        json_text(out, "description", description);
}

void schema_close(struct json_writer *out)
{
    json_close(out, '}');
}

void schema_reference(struct json_writer *out, const char *key, const char *kind, const char *name)
{
    char path[96];
    snprintf(path, sizeof path, "#/definitions/%s%s", kind, name);
    json_open(out, key, '{');
    json_text(out, "$ref", path);
    schema_close(out);
}

void schema_condition(struct json_writer *out, const char *member, const char *value)
{
    json_open(out, NULL, '{');
    json_open(out, "if", '{');
    json_texts(out, "required", &member, 1);
    json_open(out, "properties", '{');
    json_open(out, member, '{');
    json_text(out, "const", value);
    schema_close(out);
    schema_close(out);
    schema_close(out);
}

void schema_limits(struct json_writer *out, const char *type, double minimum, double maximum)
{
    json_text(out, "type", type);
    json_number(out, "minimum", minimum);
    json_number(out, "maximum", maximum);
}

void schema_pattern(struct json_writer *out, const char *expression, const char *example)
{
    json_text(out, "type", "string");
    json_text(out, "pattern", expression);
    json_texts(out, "examples", &example, 1);
}
void schema_choice(struct json_writer *out, const char *member, const char *const *words,
                   size_t count, const char *kind)
{
    json_text(out, "type", "object");
    json_texts(out, "required", &member, 1);
    json_open(out, "properties", '{');
    json_open(out, member, '{');
    json_texts(out, "enum", words, count);
    schema_close(out);
    schema_close(out);
    json_open(out, "allOf", '[');
    for (size_t i = 0; i < count; i++) {
        schema_condition(out, member, words[i]);
        schema_reference(out, "then", kind, words[i]);
        schema_close(out);
    }
    json_close(out, ']');
}
