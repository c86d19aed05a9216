/* formula_fixture.h - one formula, worked out for one pixel.       SPDX-License-Identifier: MIT */
#ifndef FORMULA_FIXTURE_H
#define FORMULA_FIXTURE_H

#include <string.h>

#include "engine/formula.h"

static int32_t control_values[] = {1500, 40, 1};
static const int32_t *const control_places[] = {&control_values[0], &control_values[1],
                                                &control_values[2]};
static struct scene_control controls[] = {
    {.name = "period", .type = PARAMETER_TIME},
    {.name = "count", .type = PARAMETER_NUMBER},
    {.name = "on", .type = PARAMETER_SWITCH},
};
static const struct scene scene = {.controls = controls, .control_count = 3};

/* Pixel 3 of 16, 2.75 seconds after the start, in the eleventh frame. */
static const int32_t pixel[EXPRESSION_INPUTS] = {
    [EXPRESSION_I] = 3 * EXPRESSION_ONE,      [EXPRESSION_N] = 16 * EXPRESSION_ONE,
    [EXPRESSION_X] = 3 * EXPRESSION_ONE / 16, [EXPRESSION_T] = 11 * EXPRESSION_ONE / 4,
    [EXPRESSION_FRAME] = 10 * EXPRESSION_ONE, [EXPRESSION_SEED] = 1,
};

/* Its value there; false if it is no formula, or beyond the limits. */
static inline bool work_out(const char *text, const int32_t *values, double *result,
                            struct formula_problem *problem)
{
    struct formula formula = {.count = 0};
    struct arena memory = {0};
    uint16_t root;
    const char *why = NULL;
    int32_t all[EXPRESSION_VALUES], results[EXPRESSION_DEPTH_MAX];
    memcpy(all, values, EXPRESSION_INPUTS * sizeof *values);
    if (!formula_parse(&formula, &scene, text, &root, problem))
        return false;
    const struct expression *code = formula_compile(&formula, &root, 1, &memory, &why);
    if (code) {
        struct expression bound = *code;
        bound.controls = control_places;
        expression_begin(&bound, all);
        expression_results(&bound, all, results);
        *result = (double)results[0] / EXPRESSION_ONE;
    }
    arena_free(&memory);
    return code != NULL;
}

static uint32_t chance_state;

static inline uint32_t chance(uint32_t below)
{
    chance_state = chance_state * 1664525u + 1013904223u;
    return (chance_state >> 8) % below;
}

#endif
