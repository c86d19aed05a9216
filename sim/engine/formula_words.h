/* formula_words.h - names, functions and operators of formulas.    SPDX-License-Identifier: MIT */
#ifndef ENGINE_FORMULA_WORDS_H
#define ENGINE_FORMULA_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "parts/expression.h"

#define FORMULA_ARGUMENTS_MAX 8

struct formula_variable {
    const char *name;
    enum expression_input input;
};
extern const struct formula_variable formula_variable_words[];
extern const size_t formula_variable_count;

struct formula_constant {
    const char *name;
    int32_t value;
};
extern const struct formula_constant formula_constant_words[];
extern const size_t formula_constant_count;

/* Those that chance has a hand in begin with the seed, which nobody writes. */
struct formula_function {
    const char *name;
    const char *arguments;
    enum expression_op op;
    uint8_t fewest, most;
    bool seeded;
};
extern const struct formula_function formula_function_words[];
extern const size_t formula_function_count;

/* Longer ones first. Those that `inverts` are the others' opposites, or the others the other way
 * round. */
struct formula_binary {
    const char *sign;
    uint8_t tightness; /* 1: binds least */
    enum expression_op op;
    bool inverts, turns;
};
extern const struct formula_binary formula_binary_words[];
extern const size_t formula_binary_count;

/* What other languages have, and what to write here. */
struct formula_foreign {
    const char *sign, *ours;
};
extern const struct formula_foreign formula_foreign_words[];
extern const size_t formula_foreign_count;

#endif
