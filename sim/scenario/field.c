/* field.c - values of steps and expectations, as the files have them.
 *                                                                  SPDX-License-Identifier: MIT */
#include "scenario/field.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/duration.h"
#include "engine/setting.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
enum { WORDS_MAX = 128 };

/* ---- Numbers with units ---------------------------------------------------------------------- */

static const char *key_of(const struct json_node *node)
{
    return node->key ? node->key : "this";
}

static bool wrong_time(struct loader *loader, const struct json_node *node)
{
    if (node->type == JSON_NUMBER) {
        ERROR_AT(loader, node, "%s is a time, which needs a unit", quoted(key_of(node)).text);
        NOTE(loader, "write \"%.10gms\"; units are us, ms, s, min and h",
             node->number < 0 ? -node->number : node->number);
    } else {
        ERROR_AT(loader, node, "%s must be a time, not %s", quoted(key_of(node)).text,
                 json_type_name(node->type));
        NOTE(loader, "a time is a number and a unit, us, ms, s, min or h, as in \"250ms\"");
    }
    return false;
}

static void note_unit(struct loader *loader, const char *text)
{
    static const char *const names[] = {"us",  "ms",     "s",      "min",  "h",          "msec",
                                        "sec", "second", "minute", "hour", "millisecond"};
    static const char *const meant[] = {"us", "ms", "s",   "min", "h", "ms",
                                        "s",  "s",  "min", "h",   "ms"};
    size_t number = strspn(text, "0123456789.");
    if (duration_unit_find(text + number))
        return;
    const char *near = text[number] ? nearest_word(text + number, names, COUNT(names)) : NULL;
    for (size_t i = 0; near && number > 0 && i < COUNT(names); i++)
        if (near == names[i])
            NOTE(loader, "did you mean \"%.*s%s\"?", (int)number, text, meant[i]);
    if (number > 0 && !text[number])
        NOTE(loader, "did you mean \"%sms\"?", text);
}

bool load_time(struct loading *loading, const struct json_node *node, uint64_t *us)
{
    struct loader *loader = &loading->loader;
    if (node->type != JSON_STRING)
        return wrong_time(loader, node);
    const char *wrong = duration_parse(node->text, us);
    if (!wrong)
        return true;
    ERROR_AT(loader, node, "%s is not a time: %s", quoted(node->text).text, wrong);
    note_unit(loader, node->text);
    return false;
}

static bool time_value(struct loading *loading, const struct field *field,
                       const struct json_node *node, struct value *value)
{
    uint64_t us;
    (void)field;
    if (!load_time(loading, node, &us))
        return false;
    value->number = (int64_t)us;
    return true;
}

struct unit {
    const char *name;
    int64_t scale;
};

static const struct unit percent_units[] = {{"%", 100}};
static const struct unit current_units[] = {{"mA", 1000}, {"A", 1000000}};

/* Digits, at most two of them behind a point, and a unit. */
static bool parse_quantity(const char *text, const struct unit *units, size_t count, int64_t *value)
{
    char *end;
    if (*text < '0' || *text > '9' || strspn(text, "0123456789") > 9)
        return false;
    int64_t hundredths = strtol(text, &end, 10) * 100;
    if (*end == '.' && strspn(end + 1, "0123456789") - 1 < 2) {
        int64_t place = 10;
        for (end++; *end >= '0' && *end <= '9'; end++, place /= 10)
            hundredths += (*end - '0') * place;
    }
    for (size_t i = 0; i < count; i++)
        if (strcmp(units[i].name, end) == 0) {
            *value = hundredths * units[i].scale / 100;
            return true;
        }
    return false;
}

static bool quantity_value(struct loading *loading, const struct field *field,
                           const struct json_node *node, struct value *value)
{
    struct loader *loader = &loading->loader;
    bool percent = field->kind == VALUE_PERCENT;
    const char *noun = percent ? "a percentage" : "a current";
    const char *note = percent ? "a number and %, as in \"5%\""
                               : "a number and mA or A, as in "
                                 "\"500mA\"";
    if (node->type == JSON_NUMBER) {
        ERROR_AT(loader, node, "\"%s\" is %s, which needs a unit", field->name, noun);
        NOTE(loader, "write \"%.10g%s\"", node->number, percent ? "%" : "mA");
        return false;
    }
    if (!expect_type(loader, node, JSON_STRING))
        return false;
    bool fine = percent ? parse_quantity(node->text, percent_units, 1, &value->number)
                        : parse_quantity(node->text, current_units, 2, &value->number);
    if (!fine) {
        ERROR_AT(loader, node, "%s is not %s", quoted(node->text).text, noun);
        NOTE(loader, "write %s, with at most two digits behind a point", note);
    }
    return fine;
}

/* ---- Names ----------------------------------------------------------------------------------- */

static bool unknown(struct loading *loading, const struct json_node *node, const char *what,
                    const char *intro, const char *const *names, size_t count)
{
    struct loader *loader = &loading->loader;
    ERROR_AT(loader, node, "the scene has no %s %s", what, quoted(node->text).text);
    if (count > 0)
        note_words(loader, intro, node->text, names, count);
    else
        NOTE(loader, "it has none at all");
    return false;
}

static bool part_value(struct loading *loading, const struct field *field,
                       const struct json_node *node, struct value *value)
{
    const struct scene *scene = loading->loader.scene;
    const char *names[SCENE_PARTS_MAX];
    size_t count = 0;
    if (!expect_type(&loading->loader, node, JSON_STRING))
        return false;
    for (size_t i = 0; i < scene->part_count; i++)
        if (field->part_types & PART_BIT(scene->parts[i].type))
            names[count++] = scene->parts[i].name;
    size_t part = scene_part_find(scene, node->text);
    bool fits = part < scene->part_count && field->part_types & PART_BIT(scene->parts[part].type);
    if (!fits && part < scene->part_count) {
        ERROR_AT(&loading->loader, node, "%s is %s, which does not fit here",
                 quoted(node->text).text,
                 parameter_type_noun(part_models[scene->parts[part].type].serves));
        if (count > 0)
            note_words(&loading->loader, "what fits:", NULL, names, count);
        return false;
    }
    value->number = (int64_t)part;
    return fits || unknown(loading, node, "such part", "what fits:", names, count);
}

static bool pin_value(struct loading *loading, const struct field *field,
                      const struct json_node *node, struct value *value)
{
    struct loader *loader = &loading->loader;
    const struct scene *scene = loader->scene;
    (void)field;
    if (!expect_type(loader, node, JSON_STRING))
        return false;
    size_t part = scene_part_find(scene, node->text);
    value->pin = part < scene->part_count ? scene->parts[part].pin
                                          : board_pin_find(scene->board, node->text);
    if (value->pin)
        return true;
    char pins[256];
    board_pins_text(scene->board, pins, sizeof pins);
    const char *near = board_pin_nearest(scene->board, node->text);
    ERROR_AT(loader, node, "no pin or part is called %s", quoted(node->text).text);
    NOTE(loader, "board \"%s\" has %s", scene->board->name, pins);
    if (near)
        NOTE(loader, "did you mean \"%s\"?", near);
    return false;
}

static size_t job_names(const struct scene *scene, const char **names)
{
    for (size_t i = 0; i < scene->task_count; i++)
        names[i] = scene->tasks[i].name;
    names[scene->task_count] = "main";
    return scene->task_count + 1;
}

/* What a program starts by itself is known only once it runs. */
static bool task_value(struct loading *loading, const struct field *field,
                       const struct json_node *node, struct value *value)
{
    const struct scene *scene = loading->loader.scene;
    const char *names[SCENE_TASKS_MAX + 1];
    if (!expect_type(&loading->loader, node, JSON_STRING))
        return false;
    size_t count = job_names(scene, names);
    value->text = keep_text(&loading->loader, node->text);
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], node->text) == 0) {
            value->number = (int64_t)i;
            return true;
        }
    if (field->kind == VALUE_TASK && scene->main)
        return true;
    return unknown(loading, node, "task", "tasks are", names, count);
}

static bool control_value(struct loading *loading, const struct field *field,
                          const struct json_node *node, struct value *value)
{
    const struct scene *scene = loading->loader.scene;
    const char *names[SCENE_SETTINGS_MAX];
    (void)field;
    if (!expect_type(&loading->loader, node, JSON_STRING))
        return false;
    size_t setting = scene_setting_find(scene, node->text);
    value->number = (int64_t)setting;
    if (setting < scene->setting_count)
        return true;
    bool own = strchr(node->text, '.') != NULL;
    size_t count = own ? scene->setting_count : scene->control_count;
    for (size_t i = 0; i < count; i++)
        names[i] = scene->settings[i].path;
    return unknown(loading, node, own ? "setting" : "control", own ? "it has" : "controls are",
                   names, count);
}

static bool setting_value(struct loading *loading, const struct json_node *node,
                          const struct value *before, struct value *value)
{
    struct loader *loader = &loading->loader;
    if (!before->given)
        return false; /* told already: there is no such control */
    const struct scene_setting *setting = &loader->scene->settings[before->number];
    const struct parameter like = {.name = setting->name,
                                   .type = (uint8_t)setting->type,
                                   .minimum = setting->minimum,
                                   .maximum = setting->maximum};
    int32_t number = 0;
    bool fine = load_parameter(loader, &like, node, &number);
    value->number = number;
    return fine;
}

/* ---- The others ------------------------------------------------------------------------------ */

static bool word_value(struct loading *loading, const struct field *field,
                       const struct json_node *node, struct value *value)
{
    static const char *const levels[] = {"low", "high", NULL};
    const char *const *words = field->kind == VALUE_LEVEL ? levels : field->words;
    size_t count = 0, found = 0;
    while (words[count])
        count++;
    if (!expect_type(&loading->loader, node, JSON_STRING))
        return false;
    while (found < count && strcmp(words[found], node->text) != 0)
        found++;
    value->number = (int64_t)found;
    if (found < count)
        return true;
    ERROR_AT(&loading->loader, node, "\"%s\" cannot be %s", field->name, quoted(node->text).text);
    note_words(&loading->loader, "allowed:", node->text, words, count);
    return false;
}

static bool color_value(struct loading *loading, const struct field *field,
                        const struct json_node *node, struct value *value)
{
    int32_t color = 0;
    (void)field;
    bool fine = load_setting(&loading->loader, node, PARAMETER_COLOR, &color);
    value->number = color;
    return fine;
}

static bool whole_value(struct loading *loading, const struct field *field,
                        const struct json_node *node, struct value *value)
{
    double number = 0;
    bool fine =
        load_whole(&loading->loader, node, (double)field->minimum, (double)field->maximum, &number);
    value->number = (int64_t)number;
    return fine;
}

static bool text_value(struct loading *loading, const struct field *field,
                       const struct json_node *node, struct value *value)
{
    struct loader *loader = &loading->loader;
    if (!expect_type(loader, node, JSON_STRING))
        return false;
    if (!*node->text && field->kind != VALUE_LINE) {
        ERROR_AT(loader, node, "\"%s\" is empty", field->name);
        return false;
    }
    bool below = field->kind == VALUE_FILE && node->text[0] != '/';
    size_t size = strlen(loading->folder) + strlen(node->text) + 1;
    char *text = arena_get(&loader->scene->memory, size);
    if (!text)
        return false;
    (void)snprintf(text, size, "%s%s", below ? loading->folder : "", node->text);
    value->text = text;
    return true;
}

static bool line_value(struct loading *loading, const struct field *field,
                       const struct json_node *node, struct value *value)
{
    struct loader *loader = &loading->loader;
    if (!text_value(loading, field, node, value))
        return false;
    for (const char *c = node->text; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7F) {
            ERROR_AT(loader, node, "%s is no line", quoted(node->text).text);
            NOTE(loader, "the end of the line is added; write each line as a step of its own");
            return false;
        }
    if (scene_has_console(loader->scene))
        return true;
    ERROR_AT_KEY(loader, node, "nobody reads what is typed");
    NOTE(loader, "no program of the scene has the console");
    return false;
}

static bool pattern_value(struct loading *loading, const struct field *field,
                          const struct json_node *node, struct value *value)
{
    struct loader *loader = &loading->loader;
    char why[128];
    if (!text_value(loading, field, node, value))
        return false;
    value->pattern = malloc(sizeof *value->pattern);
    if (!value->pattern) {
        loader->diagnostics->memory_out = true;
        return false;
    }
    int error = regcomp(value->pattern, value->text, REG_EXTENDED | REG_NOSUB);
    if (error == 0)
        return true;
    (void)regerror(error, value->pattern, why, sizeof why);
    ERROR_AT(loader, node, "%s is no regular expression: %s", quoted(node->text).text, why);
    free(value->pattern);
    value->pattern = NULL;
    return false;
}

void value_free(struct value *value)
{
    if (!value->pattern)
        return;
    regfree(value->pattern);
    free(value->pattern);
}

/* ---- Tables ---------------------------------------------------------------------------------- */

typedef bool (*value_loader)(struct loading *loading, const struct field *field,
                             const struct json_node *node, struct value *value);

static const value_loader loaders[] = {
    [VALUE_TIME] = time_value,        [VALUE_PART] = part_value,
    [VALUE_PIN] = pin_value,          [VALUE_TASK] = task_value,
    [VALUE_JOB] = task_value,         [VALUE_CONTROL] = control_value,
    [VALUE_LEVEL] = word_value,       [VALUE_COLOR] = color_value,
    [VALUE_WHOLE] = whole_value,      [VALUE_PERCENT] = quantity_value,
    [VALUE_CURRENT] = quantity_value, [VALUE_WORD] = word_value,
    [VALUE_TEXT] = text_value,        [VALUE_PATTERN] = pattern_value,
    [VALUE_FILE] = text_value,        [VALUE_LINE] = line_value,
};

bool field_load(struct loading *loading, const struct field *field, const struct json_node *node,
                const struct value *before, struct value *value)
{
    value->given = field->kind == VALUE_SETTING ? setting_value(loading, node, before, value)
                                                : loaders[field->kind](loading, field, node, value);
    return value->given;
}

bool fields_load(struct loading *loading, const struct field *fields, size_t count,
                 const struct json_node *object, struct value *values)
{
    struct loader *loader = &loading->loader;
    bool fine = true;
    for (size_t i = 0; i < count; i++) {
        const struct json_node *node = json_member(object, fields[i].name);
        values[i].number = fields[i].fallback;
        if (node) {
            fine = field_load(loading, &fields[i], node, i ? &values[i - 1] : NULL, &values[i]) &&
                   fine;
        } else if (fields[i].required) {
            ERROR_AT_KEY(loader, object, "%s has no \"%s\"", quoted(key_of(object)).text,
                         fields[i].name);
            NOTE(loader, "\"%s\": %s", fields[i].name, fields[i].help);
            fine = false;
        }
    }
    return fine;
}

/* ---- Schema ---------------------------------------------------------------------------------- */

static void schema_of_kind(struct json_writer *out, const struct field *field)
{
    static const char *const levels[] = {"low", "high"};
    static const char *const patterns[] = {
        [VALUE_TIME] = TIME_PATTERN,
        [VALUE_COLOR] = SETTING_COLOR_PATTERN,
        [VALUE_PERCENT] = "^[0-9]{1,9}(\\.[0-9]{1,2})?%$",
        [VALUE_CURRENT] = "^[0-9]{1,9}(\\.[0-9]{1,2})?(mA|A)$",
        [VALUE_TEXT] = NULL,
        [VALUE_LINE] = "^[^\\u0000-\\u001f\\u007f]*$",
        [VALUE_FILE] = NULL,
    };
    size_t words = 0;
    while (field->words && field->words[words])
        words++;
    if (field->kind == VALUE_SETTING) {
        static const char *const types[] = {"boolean", "integer", "string"};
        json_texts(out, "type", types, 3);
    } else if (field->kind == VALUE_WHOLE) {
        json_text(out, "type", "integer");
        json_number(out, "minimum", (double)field->minimum);
        json_number(out, "maximum", (double)field->maximum);
    } else if (field->kind == VALUE_LEVEL || field->kind == VALUE_WORD) {
        json_texts(out, "enum", words ? field->words : levels, words ? words : 2);
    } else {
        json_text(out, "type", "string");
        if (field->kind < COUNT(patterns) && patterns[field->kind])
            json_text(out, "pattern", patterns[field->kind]);
        else
            json_number(out, "minLength", 1);
    }
}

void field_schema(struct json_writer *out, const struct field *field)
{
    json_open(out, field->name, '{');
    json_text(out, "description", field->help);
    schema_of_kind(out, field);
    json_close(out, '}');
}
