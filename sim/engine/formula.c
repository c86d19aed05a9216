/* formula.c - nodes of formulas, and the code that they become.    SPDX-License-Identifier: MIT */
#include "engine/formula.h"

#include <math.h>
#include <string.h>

/* ---- Nodes ----------------------------------------------------------------------------------- */

static bool is_constant(const struct formula *formula, uint16_t node)
{
    return formula->nodes[node].op == EXPRESSION_CONSTANT;
}

static bool is_input(const struct formula *formula, uint16_t node, enum expression_input input)
{
    return formula->nodes[node].op == EXPRESSION_INPUT && formula->nodes[node].value == (int)input;
}

/* Work it out now if it can be. */
static void fold(const struct formula *formula, struct formula_node *node, uint8_t arity)
{
    int32_t values[3];
    for (uint8_t i = 0; i < arity; i++) {
        if (!is_constant(formula, node->arguments[i]))
            return;
        values[i] = formula->nodes[node->arguments[i]].value;
    }
    int32_t value = expression_apply(node->op, values);
    *node = (struct formula_node){.op = EXPRESSION_CONSTANT, .value = value};
}

/* A division by a power of two is a product, which takes far less time and is the same to the last
 * bit; i / n is there already. */
static void simplify(struct formula *formula, struct formula_node *node)
{
    const uint16_t *arguments = node->arguments;
    if (node->op != EXPRESSION_DIVIDE)
        return;
    if (is_input(formula, arguments[0], EXPRESSION_I) &&
        is_input(formula, arguments[1], EXPRESSION_N)) {
        *node =
            (struct formula_node){EXPRESSION_INPUT, EXPRESSION_X, .varies = true, .arguments = {0}};
        return;
    }
    int64_t divisor = formula->nodes[arguments[1]].value;
    int64_t unit = (int64_t)EXPRESSION_ONE * EXPRESSION_ONE;
    if (!is_constant(formula, arguments[1]) || divisor < 4 || (divisor & (divisor - 1)) != 0)
        return;
    int32_t factor = (int32_t)(unit / divisor);
    if (formula_add(formula, EXPRESSION_CONSTANT, factor, NULL, &node->arguments[1]))
        node->op = EXPRESSION_MULTIPLY;
}

/* The node that is the same already, so that it is worked out once; else where it is to be. */
static size_t find(const struct formula *formula, const struct formula_node *node)
{
    size_t i = 0;
    for (; i < formula->count; i++) {
        const struct formula_node *other = &formula->nodes[i];
        if (other->op == node->op && other->value == node->value &&
            memcmp(other->arguments, node->arguments, sizeof node->arguments) == 0)
            break;
    }
    return i;
}

bool formula_add(struct formula *formula, enum expression_op op, int32_t value,
                 const uint16_t *arguments, uint16_t *node)
{
    struct formula_node added = {.op = op, .value = value, .arguments = {0}};
    uint8_t arity = expression_arity(op);
    added.varies = op == EXPRESSION_INPUT && (value == EXPRESSION_I || value == EXPRESSION_X);
    for (uint8_t i = 0; i < arity; i++) {
        added.arguments[i] = arguments[i];
        added.varies |= formula->nodes[arguments[i]].varies;
    }
    if (arity > 0)
        fold(formula, &added, arity);
    simplify(formula, &added);
    size_t same = find(formula, &added);
    if (same == FORMULA_NODES_MAX)
        return false;
    *node = (uint16_t)same;
    if (same == formula->count)
        formula->nodes[formula->count++] = added;
    return true;
}

bool formula_number(struct formula *formula, double number, uint16_t *root)
{
    double value = round(number * EXPRESSION_ONE);
    return value >= INT32_MIN && value <= INT32_MAX &&
           formula_add(formula, EXPRESSION_CONSTANT, (int32_t)value, NULL, root);
}

/* ---- Code ------------------------------------------------------------------------------------ */

struct emitter {
    struct formula *formula;
    uint8_t code[EXPRESSION_CODE_MAX];
    size_t size;
    int32_t constants[EXPRESSION_CONSTANT_MAX];
    size_t constant_count;
    int32_t kept_count;
    size_t depth, deepest;
    uint16_t uses[FORMULA_NODES_MAX];
    const char *why;
};

static void put(struct emitter *emitter, size_t byte)
{
    if (emitter->size == EXPRESSION_CODE_MAX)
        emitter->why = "the formulas are too long";
    else
        emitter->code[emitter->size++] = (uint8_t)byte;
}

static size_t constant_index(struct emitter *emitter, int32_t value)
{
    size_t i = 0;
    while (i < emitter->constant_count && emitter->constants[i] != value)
        i++;
    if (i == EXPRESSION_CONSTANT_MAX) {
        emitter->why = "the formulas have too many numbers";
        return 0;
    }
    emitter->constants[i] = value;
    emitter->constant_count += i == emitter->constant_count;
    return i;
}

static void count_uses(struct emitter *emitter, uint16_t index)
{
    const struct formula_node *node = &emitter->formula->nodes[index];
    if (emitter->uses[index]++ > 0)
        return;
    for (uint8_t i = 0; i < expression_arity(node->op); i++)
        count_uses(emitter, node->arguments[i]);
}

/* Take the node's value from the stack; it is an input from now on. */
static void keep(struct emitter *emitter, uint16_t index)
{
    put(emitter, EXPRESSION_KEEP);
    put(emitter, (size_t)emitter->kept_count);
    emitter->depth--;
    emitter->formula->nodes[index] = (struct formula_node){
        .op = EXPRESSION_INPUT, .value = EXPRESSION_KEPT + emitter->kept_count++, .varies = true};
}

/* What leaves the node's value on the stack. */
static void emit(struct emitter *emitter, uint16_t index)
{
    const struct formula_node *node = &emitter->formula->nodes[index];
    uint8_t arity = expression_arity(node->op);
    for (uint8_t i = 0; i < arity; i++)
        emit(emitter, node->arguments[i]);
    if (node->op == EXPRESSION_CONSTANT)
        put(emitter, EXPRESSION_CONSTANTS + constant_index(emitter, node->value));
    else if (node->op == EXPRESSION_INPUT)
        put(emitter, (size_t)node->value);
    else
        put(emitter, node->op);
    if (node->op == EXPRESSION_CONTROL || node->op == EXPRESSION_CONTROL_SECONDS)
        put(emitter, (size_t)node->value);
    emitter->depth = emitter->depth + 1 - arity;
    if (emitter->depth > emitter->deepest)
        emitter->deepest = emitter->depth;
    if (arity > 0 && emitter->uses[index] > 1 && emitter->kept_count < EXPRESSION_KEPT_MAX) {
        keep(emitter, index);
        emit(emitter, index);
    }
}

/* What is the same for all pixels, as large a part as can be, becomes an input. */
static void emit_kept(struct emitter *emitter, uint16_t index)
{
    struct formula_node *node = &emitter->formula->nodes[index];
    if (node->op == EXPRESSION_CONSTANT || node->op == EXPRESSION_INPUT)
        return;
    if (node->varies) {
        for (uint8_t i = 0; i < expression_arity(node->op); i++)
            emit_kept(emitter, node->arguments[i]);
        return;
    }
    if (emitter->kept_count == EXPRESSION_KEPT_MAX)
        return;
    emit(emitter, index);
    keep(emitter, index);
}

static const struct expression *keep_code(const struct emitter *emitter, size_t kept_size,
                                          struct arena *memory)
{
    struct expression *expression = arena_get(memory, sizeof *expression);
    uint8_t *code = arena_get(memory, emitter->size);
    int32_t *constants = arena_get(memory, (emitter->constant_count + 1) * sizeof *constants);
    if (!expression || !code || !constants)
        return NULL;
    memcpy(code, emitter->code, emitter->size);
    memcpy(constants, emitter->constants, emitter->constant_count * sizeof *constants);
    *expression = (struct expression){.code = code,
                                      .constants = constants,
                                      .constant_count = (uint16_t)emitter->constant_count,
                                      .kept_size = (uint16_t)kept_size,
                                      .size = (uint16_t)emitter->size};
    return expression;
}

const struct expression *formula_compile(struct formula *formula, const uint16_t *roots,
                                         size_t count, struct arena *memory, const char **why)
{
    struct emitter emitter = {.formula = formula};
    for (size_t i = 0; i < count; i++)
        emit_kept(&emitter, roots[i]);
    put(&emitter, EXPRESSION_END);
    size_t kept_size = emitter.size;
    for (size_t i = 0; i < count; i++)
        count_uses(&emitter, roots[i]);
    for (size_t i = 0; i < count; i++)
        emit(&emitter, roots[i]);
    put(&emitter, EXPRESSION_END);
    if (emitter.deepest > EXPRESSION_DEPTH_MAX)
        emitter.why = "the formulas need too many values at a time";
    *why = emitter.why;
    return emitter.why ? NULL : keep_code(&emitter, kept_size, memory);
}
