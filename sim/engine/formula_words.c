/* formula_words.c - names, functions and operators of formulas.    SPDX-License-Identifier: MIT */
#include "engine/formula_words.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

const struct formula_variable formula_variable_words[] = {
    {"i", EXPRESSION_I}, {"n", EXPRESSION_N},         {"x", EXPRESSION_X},
    {"t", EXPRESSION_T}, {"frame", EXPRESSION_FRAME},
};
const size_t formula_variable_count = COUNT(formula_variable_words);

const struct formula_constant formula_constant_words[] = {
    {"pi", 205887}, {"tau", 411775}, {"true", EXPRESSION_ONE}, {"false", 0}};
const size_t formula_constant_count = COUNT(formula_constant_words);

const struct formula_function formula_function_words[] = {
    {"abs", "x", EXPRESSION_ABS, 1, 1, false},
    {"ceil", "x", EXPRESSION_CEIL, 1, 1, false},
    {"clamp", "x, lowest, highest", EXPRESSION_CLAMP, 3, 3, false},
    {"cos", "radians", EXPRESSION_COS, 1, 1, false},
    {"floor", "x", EXPRESSION_FLOOR, 1, 1, false},
    {"fract", "x", EXPRESSION_FRACT, 1, 1, false},
    {"max", "a, b, …", EXPRESSION_MAX, 2, FORMULA_ARGUMENTS_MAX, false},
    {"min", "a, b, …", EXPRESSION_MIN, 2, FORMULA_ARGUMENTS_MAX, false},
    {"mix", "a, b, amount", EXPRESSION_MIX, 3, 3, false},
    {"noise", "x, y", EXPRESSION_NOISE, 1, 2, true},
    {"pow", "x, whole number", EXPRESSION_POWER, 2, 2, false},
    {"random", "x", EXPRESSION_RANDOM, 1, 1, true},
    {"saw", "turns", EXPRESSION_FRACT, 1, 1, false},
    {"sin", "radians", EXPRESSION_SIN, 1, 1, false},
    {"smooth", "from, to, x", EXPRESSION_SMOOTH, 3, 3, false},
    {"sqrt", "x", EXPRESSION_SQRT, 1, 1, false},
    {"square", "turns", EXPRESSION_SQUARE, 1, 1, false},
    {"step", "edge, x", EXPRESSION_STEP, 2, 2, false},
    {"triangle", "turns", EXPRESSION_TRIANGLE, 1, 1, false},
    {"wave", "turns", EXPRESSION_WAVE, 1, 1, false},
};
const size_t formula_function_count = COUNT(formula_function_words);

const struct formula_binary formula_binary_words[] = {
    {"||", 1, EXPRESSION_OR, false, false},         {"&&", 2, EXPRESSION_AND, false, false},
    {"==", 3, EXPRESSION_EQUAL, false, false},      {"!=", 3, EXPRESSION_EQUAL, true, false},
    {"<=", 4, EXPRESSION_LESS_EQUAL, false, false}, {">=", 4, EXPRESSION_LESS_EQUAL, false, true},
    {"<", 4, EXPRESSION_LESS, false, false},        {">", 4, EXPRESSION_LESS, false, true},
    {"+", 5, EXPRESSION_ADD, false, false},         {"-", 5, EXPRESSION_SUBTRACT, false, false},
    {"*", 6, EXPRESSION_MULTIPLY, false, false},    {"/", 6, EXPRESSION_DIVIDE, false, false},
    {"%", 6, EXPRESSION_REMAINDER, false, false},
};
const size_t formula_binary_count = COUNT(formula_binary_words);

const struct formula_foreign formula_foreign_words[] = {
    {"**", "^"},   {"=", "=="}, {"&", "&&"}, {"|", "||"}, {"//", "floor(a / b)"},
    {"and", "&&"}, {"or", "||"}};
const size_t formula_foreign_count = COUNT(formula_foreign_words);
