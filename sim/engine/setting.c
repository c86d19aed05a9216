/* setting.c - settings as users write them.                        SPDX-License-Identifier: MIT */
#include "engine/setting.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/diagnostics.h"
#include "engine/duration.h"
#include "engine/scene.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define PALETTES_MAX (PALETTE_COUNT + PALETTE_OWN_MAX)
#define DIGITS       "0123456789"

static const char time_note[] = "a time is a number and a unit, ms, s, min or h, as in \"500ms\"";

static bool fail(struct setting_problem *problem, const char *note, const char *what,
                 const char *text)
{
    snprintf(problem->message, sizeof problem->message, "%s %s", quoted(text).text, what);
    snprintf(problem->note, sizeof problem->note, "%s", note);
    return false;
}

/* ---- Times ----------------------------------------------------------------------------------- */

static bool bad_unit(const char *text, const char *unit, struct setting_problem *problem)
{
    static const char *const names[] = {"ms", "s", "min", "h", "sec", "second", "minute", "hour"};
    static const char *const meant[] = {"ms", "s", "min", "h", "s", "s", "min", "h"};
    if (!*unit) {
        char note[64];
        snprintf(note, sizeof note, "write \"%.12sms\"; units are ms, s, min and h", text);
        return fail(problem, note, "has no unit", text);
    }
    fail(problem, time_note, "has an unknown unit", text);
    const char *nearest = nearest_word(unit, names, COUNT(names));
    for (size_t i = 0; nearest && i < COUNT(names); i++)
        if (nearest == names[i])
            snprintf(problem->note, sizeof problem->note,
                     "units are ms, s, min and h; did you mean \"%.*s%s\"?",
                     (int)(strlen(text) - strlen(unit)), text, meant[i]);
    return false;
}

/* Digits behind the point, as thousandths: "5" is 500. At most three, which every unit but the
 * millisecond keeps whole. */
static int64_t thousandths(const char *digits, size_t count)
{
    int64_t value = 0;
    for (size_t i = 0; i < 3; i++)
        value = value * 10 + (i < count ? digits[i] - '0' : 0);
    return value;
}

static bool parse_time(const char *text, int32_t *value, struct setting_problem *problem)
{
    size_t whole = strspn(text, DIGITS);
    bool point = text[whole] == '.';
    const char *fraction = text + whole + point;
    size_t digits = point ? strspn(fraction, DIGITS) : 0;
    if (whole == 0 || (point && digits == 0))
        return fail(problem, time_note, "is not a time", text);
    const struct duration_unit *unit = duration_unit_find(fraction + digits);
    if (!unit)
        return bad_unit(text, fraction + digits, problem);
    int64_t unit_ms = (int64_t)unit->us / 1000;
    if (unit_ms == 0 || (point && unit_ms == 1))
        return fail(problem, "programs count in milliseconds", "is finer than a millisecond", text);
    if (digits > 3)
        return fail(problem, "a time has at most three digits behind the point", "is too fine",
                    text);
    errno = 0;
    long long count = strtoll(text, NULL, 10);
    bool huge = errno != 0 || count > INT32_MAX;
    int64_t total = huge ? 0 : count * unit_ms;
    total += thousandths(fraction, digits) * unit_ms / 1000;
    if (huge || total > INT32_MAX)
        return fail(problem, "the longest is 2147483647ms, 24 days", "is too long", text);
    *value = (int32_t)total;
    return true;
}

static void format_time(int32_t value, char *text)
{
    size_t i = duration_unit_count - 1;
    while (duration_units[i].us > 1000 &&
           (value == 0 || (uint64_t)value * 1000 % duration_units[i].us != 0))
        i--;
    snprintf(text, SETTING_TEXT_MAX, "%d%s", (int)(value / (int64_t)(duration_units[i].us / 1000)),
             duration_units[i].name);
}

/* ---- The others ------------------------------------------------------------------------------ */

static bool parse_color(const char *text, int32_t *value, struct setting_problem *problem)
{
    bool good =
        text[0] == '#' && strlen(text) == 7 && strspn(text + 1, "0123456789abcdefABCDEF") == 6;
    if (!good)
        return fail(problem, "a color is # and six hexadecimal digits, as in \"#ff8800\"",
                    "is not a color", text);
    *value = (int32_t)strtol(text + 1, NULL, 16);
    return true;
}

static bool parse_switch(const char *text, int32_t *value, struct setting_problem *problem)
{
    *value = strcmp(text, "true") == 0;
    if (*value || strcmp(text, "false") == 0)
        return true;
    return fail(problem, "write true or false", "is neither true nor false", text);
}

static bool parse_number(const char *text, int32_t *value, struct setting_problem *problem)
{
    size_t sign = *text == '-';
    size_t digits = strspn(text + sign, DIGITS);
    errno = 0;
    long long number = strtoll(text, NULL, 10);
    if (digits == 0 || text[sign + digits])
        return fail(problem, "write digits alone, as in 10", "is not a whole number", text);
    if (errno != 0 || number < INT32_MIN || number > INT32_MAX)
        return fail(problem, "allowed is from -2147483648 to 2147483647", "is out of range", text);
    *value = (int32_t)number;
    return true;
}

static const char *nearest_palette(const struct scene *scene, const char *text)
{
    const char *names[PALETTES_MAX];
    return nearest_word(text, names, scene_palette_names(scene, names));
}

static bool parse_palette(const struct scene *scene, const char *text, int32_t *value,
                          struct setting_problem *problem)
{
    char list[200] = "";
    const char *names[PALETTES_MAX];
    size_t count = scene_palette_names(scene, names);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(text, names[i]) == 0) {
            *value = (int32_t)i;
            return true;
        }
        snprintf(list + strlen(list), sizeof list - strlen(list), "%s%s", i ? ", " : "", names[i]);
    }
    const char *nearest = nearest_word(text, names, count);
    fail(problem, "", "is not a palette", text);
    snprintf(problem->note, sizeof problem->note, "there are %s%s%s%s", list,
             nearest ? "; did you mean \"" : "", nearest ? nearest : "", nearest ? "\"?" : "");
    return false;
}

enum parameter_type setting_guess(const struct scene *scene, const char *text)
{
    if (text[0] == '#')
        return PARAMETER_COLOR;
    return nearest_palette(scene, text) ? PARAMETER_PALETTE : PARAMETER_TIME;
}

bool setting_parse(const struct scene *scene, enum parameter_type type, const char *text,
                   int32_t *value, struct setting_problem *problem)
{
    switch (type) {
    case PARAMETER_SWITCH:
        return parse_switch(text, value, problem);
    case PARAMETER_NUMBER:
        return parse_number(text, value, problem);
    case PARAMETER_TIME:
        return parse_time(text, value, problem);
    case PARAMETER_COLOR:
        return parse_color(text, value, problem);
    case PARAMETER_PALETTE:
        return parse_palette(scene, text, value, problem);
    default:
        return fail(problem, "it names a part", "is not a setting", text);
    }
}

void setting_format(const struct scene *scene, enum parameter_type type, int32_t value, char *text)
{
    if (type == PARAMETER_SWITCH)
        strcpy(text, value ? "true" : "false");
    else if (type == PARAMETER_TIME)
        format_time(value, text);
    else if (type == PARAMETER_COLOR)
        snprintf(text, SETTING_TEXT_MAX, "#%06x", (unsigned)value & 0xFFFFFFu);
    else if (type == PARAMETER_PALETTE)
        snprintf(text, SETTING_TEXT_MAX, "%s", scene_palette(scene, value)->name);
    else
        snprintf(text, SETTING_TEXT_MAX, "%d", (int)value);
}

bool setting_quoted(enum parameter_type type)
{
    return type != PARAMETER_SWITCH && type != PARAMETER_NUMBER;
}

struct setting_range setting_range(enum parameter_type type, int32_t minimum, int32_t maximum)
{
    struct setting_range range;
    char low[SETTING_TEXT_MAX], high[SETTING_TEXT_MAX];
    if (type == PARAMETER_NUMBER || type == PARAMETER_TIME) {
        setting_format(NULL, type, minimum, low);
        setting_format(NULL, type, maximum, high);
        snprintf(range.text, sizeof range.text, "from %s to %s", low, high);
    } else {
        snprintf(range.text, sizeof range.text, "%s", parameter_type_noun(type));
    }
    return range;
}

const char *parameter_type_name(enum parameter_type type)
{
    static const char *const names[] = {"neopixel", "led",      "button", "console",
                                        "tasks",    "formulas", "switch", "number",
                                        "time",     "color",    "palette"};
    return names[type];
}

const char *parameter_type_noun(enum parameter_type type)
{
    static const char *const nouns[] = {"a neopixel", "an LED",   "a button",      "the console",
                                        "tasks",      "formulas", "true or false", "a number",
                                        "a time",     "a color",  "a palette"};
    return nouns[type];
}
