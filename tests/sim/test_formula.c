/* test_formula.c - formulas: what they mean, and texts that are none.
 *                                                                  SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "formula_fixture.h"

TestSuite(formula);

static void expect(const char *text, double value)
{
    struct formula_problem problem = {0};
    double result = 0;
    cr_assert(work_out(text, pixel, &result, &problem), "%s: %s", text, problem.message);
    cr_assert(fabs(result - value) < 0.0011, "%s is %f, not %f", text, result, value);
}

Test(formula, operators_bind_as_in_mathematics)
{
    expect("1 + 2 * 3", 7);
    expect("(1 + 2) * 3", 9);
    expect("10 - 4 - 3", 3);
    expect("64 / 4 / 2", 8);
    expect("2 ^ 3 ^ 2", 512);
    expect("-3 ^ 2", -9);
    expect("2 * -3", -6);
    expect("2 ^ 2 * 3", 12);
    expect("17 % 5 * 2", 4);
    expect("1 + 1 < 3 && 2 > 1", 1);
    expect("1 < 2 == 2 < 3", 1);
    expect("0 || 1 && 0", 0);
    expect("!0 + 1", 2);
    expect("1 ? 2 : 0 ? 3 : 4", 2);
    expect("0 ? 2 : 0 ? 3 : 4", 4);
    expect("--2", 2);
    expect("x / 0.000016", 12288);
}

Test(formula, comparisons_are_1_or_0)
{
    expect("1 <= 1", 1);
    expect("1 < 1", 0);
    expect("2 >= 3", 0);
    expect("3 > 2", 1);
    expect("2 != 2", 0);
    expect("2 != 3", 1);
    expect("true + false", 1);
    expect("!7", 0);
}

Test(formula, names_are_the_pixels_and_the_frames)
{
    expect("i", 3);
    expect("n", 16);
    expect("x", 0.1875);
    expect("i / n", 0.1875);
    expect("n / i", 5.33333);
    expect("t", 2.75);
    expect("frame", 10);
    expect("pi", 3.14159);
    expect("tau - 2 * pi", 0);
}

Test(formula, times_are_seconds)
{
    expect("2s", 2);
    expect("250ms", 0.25);
    expect("1.5min", 90);
    expect("2h", 7200);
    expect("t/2s", 1.375);
    expect(".5", 0.5);
    expect("3.", 3);
}

Test(formula, controls_have_the_value_of_the_moment)
{
    expect("@period", 1.5);
    expect("@count * x", 7.5);
    expect("@on ? 5 : 6", 5);
    control_values[0] = 500;
    expect("t / @period", 5.5);
}

Test(formula, functions_are_those_of_shaders)
{
    expect("sin(pi / 2)", 1);
    expect("sin(-pi / 6)", -0.5);
    expect("cos(tau)", 1);
    expect("wave(0.5) - wave(0)", 1);
    expect("wave(0.25)", 0.5);
    expect("triangle(0.125)", 0.25);
    expect("square(0.4) + square(0.6)", 1);
    expect("saw(-0.25)", 0.75);
    expect("abs(-2)", 2);
    expect("min(3, 1, 2)", 1);
    expect("max(3, 1, 4, 2)", 4);
    expect("clamp(5, 0, 1)", 1);
    expect("mix(10, 20, 0.25)", 12.5);
    expect("step(2, 3)", 1);
    expect("step(3, 2)", 0);
    expect("smooth(0, 2, 1)", 0.5);
    expect("smooth(0, 1, 0.25)", 0.15625);
    expect("floor(-1.5)", -2);
    expect("ceil(1.5)", 2);
    expect("fract(2.75)", 0.75);
    expect("sqrt(2)", 1.41421);
    expect("pow(2, 10)", 1024);
}

Test(formula, chance_is_the_same_for_the_same_argument)
{
    expect("random(i) == random(3)", 1);
    expect("random(i) == random(4)", 0);
    expect("noise(i + 0.5) == noise(3.5, 0)", 1);
}

Test(formula, what_no_pixel_changes_is_worked_out_once_a_frame)
{
    struct formula formula = {.count = 0};
    struct formula_problem problem;
    struct arena memory = {0};
    uint16_t root;
    const char *why;
    cr_assert(formula_parse(&formula, &scene, "x + sin(t) * @count + 2 * 3", &root, &problem));
    const struct expression *code = formula_compile(&formula, &root, 1, &memory, &why);
    cr_assert_eq(code->size - code->kept_size, 6); /* x, kept, +, 6, +, end */
    cr_assert_eq(code->constant_count, 1);
    cr_assert_eq(code->constants[0], 6 * EXPRESSION_ONE);
    arena_free(&memory);
}

Test(formula, what_stands_twice_is_worked_out_once)
{
    struct formula formula = {.count = 0};
    struct formula_problem problem;
    struct arena memory = {0};
    uint16_t roots[2];
    const char *why;
    cr_assert(formula_parse(&formula, &scene, "abs(x - 0.5)", &roots[0], &problem));
    cr_assert(formula_parse(&formula, &scene, "abs(x - 0.5) * 2", &roots[1], &problem));
    const struct expression *code = formula_compile(&formula, roots, 2, &memory, &why);
    /* x, 0.5, -, abs, keep, 0, kept; kept, 2, *, end */
    cr_assert_eq(code->size - code->kept_size, 11);
    int32_t values[EXPRESSION_VALUES] = {[EXPRESSION_X] = EXPRESSION_ONE / 4};
    int32_t results[EXPRESSION_DEPTH_MAX];
    expression_begin(code, values);
    expression_results(code, values, results);
    cr_assert_eq(results[0], EXPRESSION_ONE / 4);
    cr_assert_eq(results[1], EXPRESSION_ONE / 2);
    arena_free(&memory);
}

/* ---- Texts that are none --------------------------------------------------------------------- */

/* Either a value, whatever the inputs, or a problem that lies in the text. */
static void try_text(const char *text)
{
    static const int32_t extremes[] = {INT32_MIN, -1, 0, 1, EXPRESSION_ONE, INT32_MAX};
    struct formula_problem problem = {.offset = SIZE_MAX};
    /* Just as large as it is, so that a sanitizer sees every look beyond it. */
    char *copy = malloc(strlen(text) + 1);
    strcpy(copy, text);
    for (size_t i = 0; i < sizeof extremes / sizeof *extremes; i++) {
        int32_t inputs[EXPRESSION_INPUTS];
        double result;
        for (size_t j = 0; j < EXPRESSION_INPUTS; j++)
            inputs[j] = extremes[(i + j / 2) % 6];
        if (work_out(copy, inputs, &result, &problem) || problem.offset == SIZE_MAX)
            continue;
        cr_assert_leq(problem.offset + problem.length, strlen(copy), "%s", copy);
        cr_assert_neq(problem.message[0], '\0');
        break;
    }
    free(copy);
}

static const char *const words[] = {
    "i",       "n",       "x",    "t",     "frame", "1",    "0",        "32767", "0.5",
    "250ms",   "2q",      "(",    ")",     ",",     "+",    "-",        "*",     "/",
    "%",       "^",       "<",    ">=",    "==",    "!=",   "&&",       "||",    "!",
    "?",       ":",       "@on",  "@",     "@off",  "sin(", "min(",     "mix(",  "noise(",
    "random(", "smooth(", "pow(", "sqrt(", "pi",    " ",    "\xC3\xA4", "\x01",
};

Test(formula, words_in_any_order_are_a_formula_or_an_error)
{
    chance_state = 7;
    for (int i = 0; i < 100000; i++) {
        char text[512] = "";
        for (uint32_t left = 1 + chance(24); left > 0; left--)
            strcat(text, words[chance(sizeof words / sizeof *words)]);
        try_text(text);
    }
}

static const char *const good[] = {
    "i/n + t/2s",
    "0.1 + 0.9 * wave(3 * x - t / @period)",
    "random(i + floor(t * 8) * n) > 0.9 && @on ? 1 : 0.1 * noise(4 * x, t * 2)",
    "smooth(0.3, 0.7, triangle(@count * x)) ^ 2 % -clamp(x, .1, 1.5min)",
};

Test(formula, one_that_is_broken_anywhere_is_a_formula_or_an_error)
{
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct formula_problem problem = {0};
        double result;
        char text[256];
        cr_assert(work_out(good[i], pixel, &result, &problem), "%s: %s", good[i], problem.message);
        for (size_t at = 0; at < strlen(good[i]); at++) {
            for (int byte = 1; byte < 256; byte++) {
                strcpy(text, good[i]);
                text[at] = (char)byte;
                try_text(text);
            }
            strcpy(text, good[i]);
            text[at] = '\0';
            try_text(text);
            strcpy(text + at, good[i] + at + 1);
            try_text(text);
        }
    }
}

Test(formula, very_long_ones_are_refused_before_anything_overflows)
{
    static const char *const parts[] = {"(",  "-",   "x?",   "x^",   "sin(",
                                        "1+", "x*(", "1?1:", "@on+", "é"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        char text[4000] = "";
        while (strlen(text) + 8 < sizeof text) {
            strcat(text, parts[i]);
            try_text(text);
        }
    }
}
