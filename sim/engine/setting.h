/* setting.h - settings as users write them: true, 5, "500ms", "#ff8800".
 *                                                                  SPDX-License-Identifier: MIT */
#ifndef ENGINE_SETTING_H
#define ENGINE_SETTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "programs/programs.h"

/* Regular expression of a time that setting_parse() takes; the longest is INT32_MAX ms. */
#define SETTING_TIME_PATTERN  "^([0-9]+ms|[0-9]+(\\.[0-9]{1,3})?(s|min|h))$"
#define SETTING_COLOR_PATTERN "^#[0-9a-fA-F]{6}$"
/* For setting_format(). */
#define SETTING_TEXT_MAX 36

/* Why a text is no setting, and what would be one. */
struct setting_problem {
    char message[120];
    char note[320];
};

struct scene;

/* In what follows a scene may be NULL: then there are no palettes but those that all have.
 *
 * Read `text` as a setting of `type`: true or false, a whole number, a time with its unit ms, s,
 * min or h, a colour #rrggbb, the name of a palette. False, with the reason in *problem, if it is
 * none. */
bool setting_parse(const struct scene *scene, enum parameter_type type, const char *text,
                   int32_t *value, struct setting_problem *problem);

/* Which of the types that are texts it is meant to be: a colour, a palette or a time. */
enum parameter_type setting_guess(const struct scene *scene, const char *text);

/* The other way round, at most SETTING_TEXT_MAX - 1 characters; a time in the largest unit that
 * keeps it whole. */
void setting_format(const struct scene *scene, enum parameter_type type, int32_t value, char *text);

/* Whether JSON has it as a text. */
bool setting_quoted(enum parameter_type type);

/* "from 0ms to 24h", for messages; "true or false", "a color" where there is no choice. */
struct setting_range {
    char text[96];
};
struct setting_range setting_range(enum parameter_type type, int32_t minimum, int32_t maximum);

/* "neopixel", "led", "button", "console", "tasks", "formulas", "switch", "number", "time", "color",
 * "palette".
 */
const char *parameter_type_name(enum parameter_type type);
/* The same as a noun in a sentence: "a neopixel", "an LED", "true or false", "a time". */
const char *parameter_type_noun(enum parameter_type type);

#endif
