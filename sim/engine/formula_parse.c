/* formula_parse.c - the text of a formula.                         SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/diagnostics.h"
#include "engine/duration.h"
#include "engine/formula.h"
#include "engine/formula_words.h"

#define DIGITS  "0123456789"
#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"

enum { NAMES_MAX = 64, TIGHTEST = 7 };

struct parser {
    struct formula *formula;
    const struct scene *scene;
    const char *text;
    size_t at; /* never behind a blank */
    size_t nesting;
    struct formula_problem *problem;
};

/* ---- Errors ---------------------------------------------------------------------------------- */

static bool fail(struct parser *parser, size_t offset, size_t length, const char *format, ...)
    PRINTF_LIKE(4, 5);

static bool fail(struct parser *parser, size_t offset, size_t length, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct formula_problem *problem = parser->problem;
    *problem = (struct formula_problem){.offset = offset, .length = length};
    (void)vsnprintf(problem->message, sizeof problem->message, format, arguments);
    va_end(arguments);
    return false;
}

static bool note(struct parser *parser, const char *format, ...) PRINTF_LIKE(2, 3);

static bool note(struct parser *parser, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(parser->problem->note, sizeof parser->problem->note, format, arguments);
    va_end(arguments);
    return false;
}

/* Bytes of the character there, for a mark. */
static size_t character_length(const char *text)
{
    size_t length = *text != '\0';
    while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
        length++;
    return length;
}

static struct quoted word_at(const struct parser *parser, size_t offset, size_t length)
{
    char word[FORMULA_TEXT_MAX + 1];
    memcpy(word, parser->text + offset, length);
    word[length] = '\0';
    return quoted(word);
}

/* ---- Nodes and words ------------------------------------------------------------------------- */

static bool parse_choice(struct parser *parser, uint16_t *node);

static bool add(struct parser *parser, enum expression_op op, int32_t value,
                const uint16_t *arguments, uint16_t *node)
{
    if (formula_add(parser->formula, op, value, arguments, node))
        return true;
    fail(parser, 0, strlen(parser->text), "the formulas are too long");
    return note(parser, "all together have at most %d numbers, names and operators",
                FORMULA_NODES_MAX);
}

static void skip_blanks(struct parser *parser)
{
    parser->at += strspn(parser->text + parser->at, " \t\r\n");
}

static bool take(struct parser *parser, const char *sign)
{
    size_t length = strlen(sign);
    if (strncmp(parser->text + parser->at, sign, length) != 0)
        return false;
    parser->at += length;
    skip_blanks(parser);
    return true;
}

/* What stands here can be neither an operator nor what is `due`. */
static bool unexpected(struct parser *parser, const char *due)
{
    const char *here = parser->text + parser->at;
    for (size_t i = 0; i < formula_foreign_count; i++) {
        size_t length = strlen(formula_foreign_words[i].sign);
        if (strncmp(here, formula_foreign_words[i].sign, length) != 0)
            continue;
        fail(parser, parser->at, length, "\"%s\" is no operator here",
             formula_foreign_words[i].sign);
        return note(parser, "write %s", formula_foreign_words[i].ours);
    }
    size_t length = character_length(here);
    fail(parser, parser->at, length, "%s is not expected here",
         word_at(parser, parser->at, length).text);
    return note(parser, "only an operator%s can stand there", due);
}

static bool expect(struct parser *parser, const char *sign, const char *why)
{
    char due[32];
    if (take(parser, sign))
        return true;
    if (parser->text[parser->at] == '\0')
        return fail(parser, parser->at, 0, "\"%s\" is missing %s", sign, why);
    (void)snprintf(due, sizeof due, " or \"%s\"", sign);
    return unexpected(parser, due);
}

static bool too_deep(struct parser *parser, size_t start)
{
    fail(parser, start, character_length(parser->text + start), "too much within each other");
    return note(parser, "brackets, functions and signs go at most %d deep", FORMULA_NESTING_MAX);
}

/* ---- Numbers --------------------------------------------------------------------------------- */

static const char unit_note[] = "units are ms, s, min and h";

/* A unit, or nothing, behind a number; in seconds. */
static bool parse_unit(struct parser *parser, size_t start, double *unit)
{
    size_t at = parser->at;
    size_t length = strspn(parser->text + at, LETTERS DIGITS);
    char name[FORMULA_TEXT_MAX + 1];
    *unit = 1;
    if (length == 0)
        return true;
    memcpy(name, parser->text + at, length);
    name[length] = '\0';
    const struct duration_unit *found = duration_unit_find(name);
    if (found && found->us >= 1000) {
        *unit = (double)found->us / 1e6;
        parser->at += length;
        return true;
    }
    fail(parser, at, length, "%s is no unit", quoted(name).text);
    return note(parser, "%s; a product is written %.*s * %s", unit_note, (int)(at - start),
                parser->text + start, name);
}

static bool parse_number(struct parser *parser, uint16_t *node)
{
    size_t start = parser->at;
    double unit;
    parser->at += strspn(parser->text + start, DIGITS);
    parser->at += parser->text[parser->at] == '.';
    parser->at += strspn(parser->text + parser->at, DIGITS);
    if (parser->at == start + 1 && parser->text[start] == '.')
        return fail(parser, start, 1, "a number has digits");
    double number = strtod(parser->text + start, NULL);
    if (!parse_unit(parser, start, &unit))
        return false;
    size_t length = parser->at - start;
    skip_blanks(parser);
    if (number * unit >= 32768) {
        fail(parser, start, length, "%s is too large", word_at(parser, start, length).text);
        return note(parser, "values go from -32768 to below 32768; times are in seconds");
    }
    if (number > 0 && number * unit * EXPRESSION_ONE < 0.5) {
        fail(parser, start, length, "%s is too small", word_at(parser, start, length).text);
        return note(parser, "values go in steps of 1/65536; times are in seconds");
    }
    uint16_t added;
    if (!formula_number(parser->formula, number * unit, &added))
        return add(parser, EXPRESSION_CONSTANT, INT32_MAX, NULL, node);
    *node = added;
    return true;
}

/* ---- Names ----------------------------------------------------------------------------------- */

static bool no_such_name(struct parser *parser, size_t start, size_t length, bool called)
{
    const char *names[NAMES_MAX] = {NULL};
    char word[FORMULA_TEXT_MAX + 1], list[400] = "";
    size_t count = 0;
    memcpy(word, parser->text + start, length);
    word[length] = '\0';
    for (size_t i = 0; !called && i < formula_variable_count; i++)
        names[count++] = formula_variable_words[i].name;
    for (size_t i = 0; !called && i < formula_constant_count; i++)
        names[count++] = formula_constant_words[i].name;
    for (size_t i = 0; called && i < formula_function_count; i++)
        names[count++] = formula_function_words[i].name;
    for (size_t i = 0; i < count; i++)
        strcat(strcat(list, i ? ", " : ""), names[i]);
    const char *nearest = nearest_word(word, names, count);
    fail(parser, start, length, "unknown %s %s", called ? "function" : "name", quoted(word).text);
    for (size_t i = 0; !called && i < formula_function_count; i++)
        if (strcmp(formula_function_words[i].name, word) == 0)
            return note(parser, "it is a function: %s(%s)", word,
                        formula_function_words[i].arguments);
    size_t control = scene_control_find(parser->scene, word);
    if (!called && control < parser->scene->control_count)
        return note(parser, "a control is written @%s", word);
    return note(parser, "there are %s%s%s%s", list, nearest ? "; did you mean " : "",
                nearest ? nearest : "", nearest ? "?" : "");
}

static bool seed(struct parser *parser, uint16_t *node)
{
    return add(parser, EXPRESSION_INPUT, EXPRESSION_SEED, NULL, node);
}

/* (a, b, c) as min(min(a, b), c); noise(x) as noise(x, 0). */
static bool apply(struct parser *parser, const struct formula_function *function,
                  uint16_t *arguments, size_t count, uint16_t *node)
{
    uint16_t values[FORMULA_ARGUMENTS_MAX];
    if (function->seeded) {
        if (!seed(parser, &values[0]) ||
            (count < 2 && !add(parser, EXPRESSION_CONSTANT, 0, NULL, &values[2])))
            return false;
        memcpy(&values[1], arguments, count * sizeof *values);
        return add(parser, function->op, 0, values, node);
    }
    if (function->most < FORMULA_ARGUMENTS_MAX)
        return add(parser, function->op, 0, arguments, node);
    *node = arguments[0];
    for (size_t i = 1; i < count; i++) {
        uint16_t both[2] = {*node, arguments[i]};
        if (!add(parser, function->op, 0, both, node))
            return false;
    }
    return true;
}

static bool check_exponent(struct parser *parser, uint16_t exponent, size_t offset, size_t length)
{
    const struct formula_node *node = &parser->formula->nodes[exponent];
    if (node->op == EXPRESSION_CONSTANT && node->value >= 0 && node->value % EXPRESSION_ONE == 0)
        return true;
    fail(parser, offset, length, "an exponent is a whole number, 0 or more");
    return note(parser, "as in x ^ 2; roots are sqrt(x)");
}

static bool parse_call(struct parser *parser, const struct formula_function *function, size_t start,
                       uint16_t *node)
{
    uint16_t arguments[FORMULA_ARGUMENTS_MAX];
    size_t count = 0;
    size_t length = strlen(function->name);
    do {
        uint16_t argument;
        if (!parse_choice(parser, &argument))
            return false;
        if (count < FORMULA_ARGUMENTS_MAX)
            arguments[count] = argument;
        count++;
    } while (take(parser, ","));
    if (!expect(parser, ")", "at its end"))
        return false;
    if (count < function->fewest || count > function->most) {
        fail(parser, start, length, "%s has %zu argument%s here", function->name, count,
             count == 1 ? "" : "s");
        return note(parser, "it is %s(%s)", function->name, function->arguments);
    }
    if (function->op == EXPRESSION_POWER && !check_exponent(parser, arguments[1], start, length))
        return false;
    return apply(parser, function, arguments, count, node);
}

static bool parse_name(struct parser *parser, uint16_t *node)
{
    size_t start = parser->at;
    size_t length = strspn(parser->text + start, LETTERS DIGITS);
    const char *word = parser->text + start;
    parser->at += length;
    skip_blanks(parser);
    bool called = take(parser, "(");
    for (size_t i = 0; called && i < formula_function_count; i++)
        if (strlen(formula_function_words[i].name) == length &&
            !strncmp(formula_function_words[i].name, word, length))
            return parse_call(parser, &formula_function_words[i], start, node);
    for (size_t i = 0; !called && i < formula_variable_count; i++)
        if (strlen(formula_variable_words[i].name) == length &&
            !strncmp(formula_variable_words[i].name, word, length))
            return add(parser, EXPRESSION_INPUT, (int32_t)formula_variable_words[i].input, NULL,
                       node);
    for (size_t i = 0; !called && i < formula_constant_count; i++)
        if (strlen(formula_constant_words[i].name) == length &&
            !strncmp(formula_constant_words[i].name, word, length))
            return add(parser, EXPRESSION_CONSTANT, formula_constant_words[i].value, NULL, node);
    return no_such_name(parser, start, length, called);
}

/* ---- Controls -------------------------------------------------------------------------------- */

static bool no_such_control(struct parser *parser, size_t start, size_t length, const char *name)
{
    const char *names[SCENE_CONTROLS_MAX];
    const struct scene *scene = parser->scene;
    for (size_t i = 0; i < scene->control_count; i++)
        names[i] = scene->controls[i].name;
    fail(parser, start, length, "unknown control %s", quoted(name).text);
    const char *nearest = nearest_word(name, names, scene->control_count);
    if (nearest)
        return note(parser, "did you mean @%s?", nearest);
    return note(parser, scene->control_count ? "the scene's controls have other names"
                                             : "the scene has no \"controls\"");
}

static bool parse_control(struct parser *parser, uint16_t *node)
{
    size_t start = parser->at++;
    size_t length = strspn(parser->text + parser->at, LETTERS DIGITS);
    char name[FORMULA_TEXT_MAX + 1];
    memcpy(name, parser->text + parser->at, length);
    name[length] = '\0';
    parser->at += length;
    skip_blanks(parser);
    size_t index = scene_control_find(parser->scene, name);
    if (index == parser->scene->control_count)
        return no_such_control(parser, start, length + 1, name);
    enum parameter_type type = parser->scene->controls[index].type;
    if (type == PARAMETER_COLOR || type == PARAMETER_PALETTE) {
        fail(parser, start, length + 1, "control %s is %s, which no formula can use",
             quoted(name).text, type == PARAMETER_COLOR ? "a color" : "a palette");
        return note(parser, "numbers, times and switches can be used");
    }
    parser->formula->controls |= UINT64_C(1) << index;
    return add(parser, type == PARAMETER_TIME ? EXPRESSION_CONTROL_SECONDS : EXPRESSION_CONTROL,
               (int32_t)index, NULL, node);
}

/* ---- Values and operators -------------------------------------------------------------------- */

static bool parse_value(struct parser *parser, uint16_t *node)
{
    size_t start = parser->at;
    char first = parser->text[start];
    if (first != '\0' && strchr(DIGITS ".", first))
        return parse_number(parser, node);
    if (first != '\0' && strchr(LETTERS, first))
        return parse_name(parser, node);
    if (first == '@')
        return parse_control(parser, node);
    if (take(parser, "("))
        return parse_choice(parser, node) && expect(parser, ")", "at the bracket's end");
    size_t length = character_length(parser->text + start);
    if (length == 0)
        fail(parser, start, 0, "a value is missing at the end");
    else
        fail(parser, start, length, "a value should stand here, not %s",
             word_at(parser, start, length).text);
    return note(parser, "a value is a number, a name, a function, an @control or something in "
                        "brackets");
}

/* A sign binds less than ^: -x ^ 2 is -(x ^ 2). */
static bool parse_signed(struct parser *parser, uint16_t *node)
{
    size_t start = parser->at;
    char sign = parser->text[start];
    bool good;
    if (++parser->nesting > FORMULA_NESTING_MAX)
        return too_deep(parser, start);
    if (take(parser, "-") || take(parser, "!")) {
        enum expression_op op = sign == '-' ? EXPRESSION_NEGATE : EXPRESSION_NOT;
        good = parse_signed(parser, node) && add(parser, op, 0, node, node);
    } else {
        good = parse_value(parser, node);
        size_t at = parser->at;
        if (good && take(parser, "^")) {
            uint16_t both[2] = {*node, 0};
            good = parse_signed(parser, &both[1]) && check_exponent(parser, both[1], at, 1) &&
                   add(parser, EXPRESSION_POWER, 0, both, node);
        }
    }
    parser->nesting--;
    return good;
}

static const struct formula_binary *next_binary(const struct parser *parser, uint8_t tightness)
{
    const char *here = parser->text + parser->at;
    if (!strncmp(here, "**", 2) || !strncmp(here, "//", 2))
        return NULL;
    for (size_t i = 0; i < formula_binary_count; i++)
        if (!strncmp(here, formula_binary_words[i].sign, strlen(formula_binary_words[i].sign)))
            return formula_binary_words[i].tightness == tightness ? &formula_binary_words[i] : NULL;
    return NULL;
}

static bool combine(struct parser *parser, const struct formula_binary *binary, size_t at,
                    uint16_t left, uint16_t right, uint16_t *node)
{
    uint16_t both[2] = {binary->turns ? right : left, binary->turns ? left : right};
    const struct formula_node *divisor = &parser->formula->nodes[right];
    bool divides = binary->op == EXPRESSION_DIVIDE || binary->op == EXPRESSION_REMAINDER;
    if (divides && divisor->op == EXPRESSION_CONSTANT && divisor->value == 0)
        return fail(parser, at, 1, "division by zero");
    if (!add(parser, binary->op, 0, both, node))
        return false;
    return !binary->inverts || add(parser, EXPRESSION_NOT, 0, node, node);
}

static bool parse_binary(struct parser *parser, uint8_t tightness, uint16_t *node)
{
    if (tightness == TIGHTEST)
        return parse_signed(parser, node);
    if (!parse_binary(parser, (uint8_t)(tightness + 1), node))
        return false;
    bool compares = tightness == 3 || tightness == 4;
    const struct formula_binary *binary;
    for (int count = 0; (binary = next_binary(parser, tightness)) != NULL; count++) {
        size_t at = parser->at;
        uint16_t right, left = *node;
        if (compares && count > 0) {
            fail(parser, at, strlen(binary->sign), "comparisons make no chain");
            return note(parser, "write a < b && b < c");
        }
        take(parser, binary->sign);
        if (!parse_binary(parser, (uint8_t)(tightness + 1), &right) ||
            !combine(parser, binary, at, left, right, node))
            return false;
    }
    return true;
}

static bool parse_choice(struct parser *parser, uint16_t *node)
{
    uint16_t parts[3];
    bool good = parse_binary(parser, 1, &parts[0]);
    *node = parts[0];
    if (good && take(parser, "?"))
        good = parse_choice(parser, &parts[1]) && expect(parser, ":", "before the other value") &&
               parse_choice(parser, &parts[2]) && add(parser, EXPRESSION_CHOOSE, 0, parts, node);
    return good;
}

bool formula_parse(struct formula *formula, const struct scene *scene, const char *text,
                   uint16_t *root, struct formula_problem *problem)
{
    struct parser parser = {formula, scene, text, 0, 0, problem};
    if (strlen(text) > FORMULA_TEXT_MAX) {
        fail(&parser, FORMULA_TEXT_MAX, strlen(text) - FORMULA_TEXT_MAX, "the formula is too long");
        return note(&parser, "it has at most %d characters", FORMULA_TEXT_MAX);
    }
    skip_blanks(&parser);
    if (!parse_choice(&parser, root))
        return false;
    return text[parser.at] == '\0' || unexpected(&parser, "");
}
