/* scene_formulas.c - the formulas of a scene file.                 SPDX-License-Identifier: MIT */
#include "engine/formula.h"
#include "engine/scene_load.h"

/* The text is shown as it stands in the file, with its escapes. */
static void tell(struct loader *loader, const struct json_node *node,
                 const struct formula_problem *problem)
{
    size_t from = json_text_offset(node, loader->source, problem->offset);
    size_t to = json_text_offset(node, loader->source, problem->offset + problem->length);
    diagnose(loader->diagnostics, loader->source, from, to > from ? to - from : 1, "%s",
             problem->message);
    if (problem->note[0])
        NOTE(loader, "%s", problem->note);
}

static bool load_formula(struct loader *loader, struct formula *formula,
                         const struct json_node *node, uint16_t *root)
{
    struct formula_problem problem;
    if (node->type == JSON_NUMBER) {
        if (formula_number(formula, node->number, root))
            return true;
        ERROR_AT(loader, node, "a number of a formula is from -32768 to below 32768");
        return false;
    }
    if (node->type != JSON_STRING) {
        ERROR_AT(loader, node, "a formula is a string or a number, not %s",
                 json_type_name(node->type));
        return false;
    }
    if (formula_parse(formula, loader->scene, node->text, root, &problem))
        return true;
    tell(loader, node, &problem);
    return false;
}

const struct expression *load_formulas(struct loader *loader, const struct json_node *node,
                                       uint64_t *controls)
{
    struct formula formula = {.count = 0};
    uint16_t roots[EXPRESSION_RESULTS_MAX];
    size_t count = 0;
    bool good = true;
    const char *why = NULL;
    if (!expect_type(loader, node, JSON_ARRAY))
        return NULL;
    if (node->count != EXPRESSION_RESULTS_MAX) {
        ERROR_AT(loader, node, "%s must have %d formulas", quoted(node->key).text,
                 EXPRESSION_RESULTS_MAX);
        NOTE(loader, "as in [\"x + t / 2s\", 1, \"0.5 + 0.5 * sin(t)\"]");
        return NULL;
    }
    for (const struct json_node *item = node->first; item; item = item->next)
        good &= load_formula(loader, &formula, item, &roots[count++]);
    *controls = formula.controls;
    if (!good)
        return NULL;
    const struct expression *expression =
        formula_compile(&formula, roots, count, &loader->scene->memory, &why);
    if (why)
        ERROR_AT(loader, node, "%s", why);
    return expression;
}
