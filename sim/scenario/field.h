/* field.h - the keys of steps and expectations, as tables.         SPDX-License-Identifier: MIT
 *
 * One table for the loader and the schema; a value is kept where its field stands in the table.
 */
#ifndef SCENARIO_FIELD_H
#define SCENARIO_FIELD_H

#include <regex.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/json_write.h"
#include "engine/scene_load.h"

/* What a field is, and how its value is kept. */
enum value_kind {
    VALUE_TIME,    /* "250ms": number, in us */
    VALUE_PART,    /* a part of the scene, of a type in `part_types`: number, its index */
    VALUE_PIN,     /* a pin of the board, or a part's: pin */
    VALUE_TASK,    /* a task of the scene, or one that a program starts: text */
    VALUE_JOB,     /* a task of the scene: number, as sim_task() counts */
    VALUE_CONTROL, /* a control of the scene, or a task's own setting: number, as a setting's */
    VALUE_SETTING, /* what the control before it can be: number */
    VALUE_LEVEL,   /* "high" or "low": number, 1 or 0 */
    VALUE_COLOR,   /* "#rrggbb": number */
    VALUE_WHOLE,   /* a whole number from minimum to maximum: number */
    VALUE_PERCENT, /* "5%": number, in hundredths of a percent */
    VALUE_CURRENT, /* "500mA": number, in uA */
    VALUE_WORD,    /* one of `words`: number, its index */
    VALUE_TEXT,    /* text, of at least a character */
    VALUE_LINE,    /* text without control characters, where a program has the console */
    VALUE_PATTERN, /* an extended regular expression of POSIX: text and pattern */
    VALUE_FILE     /* a path, from the scenario's folder: text, from the working directory */
};

#define PART_BIT(type_) (1u << (type_))

struct field {
    const char *name;
    const char *help; /* one line, no full stop */
    enum value_kind kind;
    bool required;
    bool has_fallback;
    int64_t fallback; /* as kept */
    int64_t minimum, maximum;
    unsigned part_types;
    const char *const *words; /* ends in NULL */
};

struct value {
    bool given;
    int64_t number;
    const char *text;
    const struct board_pin *pin;
    regex_t *pattern;
};

/* Reads one file. */
struct loading {
    struct loader loader; /* of the scenario's file, with the scene */
    const char *folder;   /* of the scenario, with its slash; "": the working directory */
};

/* The value at `node`; `before` is that of the field before it. False, and told, if it is wrong. */
bool field_load(struct loading *loading, const struct field *field, const struct json_node *node,
                const struct value *before, struct value *value);
/* All fields of `object`: what is missing or wrong is told. True if nothing was. */
bool fields_load(struct loading *loading, const struct field *fields, size_t count,
                 const struct json_node *object, struct value *values);
/* A value of the scenario that lies in memory of its own. */
void value_free(struct value *value);

/* A time as a duration with its unit; false, and told, if it is none. */
bool load_time(struct loading *loading, const struct json_node *node, uint64_t *us);

/* The field as a member of "properties" in a schema. */
void field_schema(struct json_writer *out, const struct field *field);
#define TIME_PATTERN "^[0-9]+(\\.[0-9]*)?(us|ms|s|min|h)$"

#endif
