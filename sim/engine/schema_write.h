/* schema_write.h - what JSON Schemas are made of.                  SPDX-License-Identifier: MIT */
#ifndef ENGINE_SCHEMA_WRITE_H
#define ENGINE_SCHEMA_WRITE_H

#include "engine/json_write.h"

#define SCHEMA_NAME_LETTERS "[a-z][a-z0-9_]*"

/* Lists of words are no longer than this. */
#define SCHEMA_WORDS_MAX 128

/* An object; `description` may be NULL. */
void schema_open(struct json_writer *out, const char *key, const char *description);
void schema_close(struct json_writer *out);

/* A definition: its name is `kind` and `name`, one behind the other. */
void schema_reference(struct json_writer *out, const char *key, const char *kind, const char *name);

/* "if": this member has this value; "then" is left to the caller, who closes the object. */
void schema_condition(struct json_writer *out, const char *member, const char *value);

void schema_limits(struct json_writer *out, const char *type, double minimum, double maximum);
void schema_pattern(struct json_writer *out, const char *expression, const char *example);

/* A definition that is decided by one member: its words, and where each of them leads. */
void schema_choice(struct json_writer *out, const char *member, const char *const *words,
                   size_t count, const char *kind);

/* scene_schema_parts.c: the definitions of parts. */
void scene_schema_parts(struct json_writer *out);
/* Of a field that has one: "default", as scenes have it. */
struct part_field;
void scene_schema_default(struct json_writer *out, const struct part_field *field);

#endif
