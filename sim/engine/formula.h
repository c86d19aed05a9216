/* formula.h - formulas as people write them, made into code for core.
 *                                                                  SPDX-License-Identifier: MIT
 * docs/scenes.md tells the language; parts/expression.h what becomes of it. Three steps: a text
 * becomes nodes of a tree, whose constants are worked out at once; the trees of all results become
 * one code, which first works out, and keeps, what is the same for all pixels.
 */
#ifndef ENGINE_FORMULA_H
#define ENGINE_FORMULA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/scene.h"
#include "parts/expression.h"

#define FORMULA_TEXT_MAX    200 /* bytes of one text */
#define FORMULA_NODES_MAX   256 /* of all results together */
#define FORMULA_NESTING_MAX 32  /* brackets, functions and signs within each other */

struct formula_node {
    enum expression_op op;
    int32_t value;         /* of a constant; else the index of an input or control */
    uint16_t arguments[3]; /* indexes of nodes */
    bool varies;           /* from pixel to pixel */
};

struct formula {
    struct formula_node nodes[FORMULA_NODES_MAX];
    size_t count;
    uint64_t controls; /* those that it uses, a bit each */
};

/* What is wrong with a text: bytes [offset, offset + length) of it. */
struct formula_problem {
    size_t offset, length;
    char message[160];
    char note[480]; /* "": none */
};

/* Add a text's nodes; *root is its value. False, with *problem, if it is no formula. */
bool formula_parse(struct formula *formula, const struct scene *scene, const char *text,
                   uint16_t *root, struct formula_problem *problem);
/* Add a number as it is; false if it is too large for a value. */
bool formula_number(struct formula *formula, double number, uint16_t *root);

/* Code for the values of `roots`, in their order, kept in `memory`. NULL: it is beyond what
 * parts/expression.h allows, with the reason in *why; or memory is out, and *why is NULL. */
const struct expression *formula_compile(struct formula *formula, const uint16_t *roots,
                                         size_t count, struct arena *memory, const char **why);

/* For the parser: a new node. False: there are too many. What has constant arguments becomes one.
 */
bool formula_add(struct formula *formula, enum expression_op op, int32_t value,
                 const uint16_t *arguments, uint16_t *node);

#endif
