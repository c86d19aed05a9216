/* expression.h - formulas that were made ready elsewhere, worked out in whole numbers.
 *                                                                  SPDX-License-Identifier: MIT
 * A formula of a scene, as in "0.5 + 0.5 * sin(t)", is compiled where there is room for it; what
 * comes here is constant code for a stack, without jumps, so it takes the same time each time and
 * always ends. Several results, such as three channels, are one code.
 *
 * Values are 16.16 fixed point: -32768 to 32767.99998, in steps of 1/65536. What would be beyond
 * stays at that end; products and quotients are cut toward 0. x / 0 is the end of x's sign, 0 / 0
 * and x % 0 are 0.
 *
 * What does not depend on the pixel is worked out once a frame and kept.
 */
#ifndef PARTS_EXPRESSION_H
#define PARTS_EXPRESSION_H

#include <stdint.h>

#define EXPRESSION_ONE 65536 /* the value 1 */

/* Limits of code, which whoever compiles keeps. */
#define EXPRESSION_DEPTH_MAX    16 /* values on the stack */
#define EXPRESSION_RESULTS_MAX  3
#define EXPRESSION_KEPT_MAX     16 /* values kept from pixel to pixel */
#define EXPRESSION_CODE_MAX     512
#define EXPRESSION_CONSTANT_MAX 64

/* What a formula can use; all but the seed, which is 32 bits as they are, are values. */
enum expression_input {
    EXPRESSION_I, /* the pixel, from 0 */
    EXPRESSION_N, /* how many there are */
    EXPRESSION_X, /* i / n */
    EXPRESSION_T, /* seconds since the start; begins again after 32768 */
    EXPRESSION_FRAME,
    EXPRESSION_SEED,
    EXPRESSION_KEPT, /* and those behind it: what EXPRESSION_KEEP keeps */
    EXPRESSION_INPUTS = EXPRESSION_KEPT + EXPRESSION_KEPT_MAX,
    EXPRESSION_CONSTANTS = EXPRESSION_INPUTS, /* the code's constants, behind its inputs */
    EXPRESSION_VALUES = EXPRESSION_CONSTANTS + EXPRESSION_CONSTANT_MAX
};

/* The code's bytes. One below EXPRESSION_VALUES puts the value with that index, an input or a
 * constant, onto the stack; the first two are for who compiles. */
enum expression_op {
    EXPRESSION_CONSTANT = EXPRESSION_VALUES,
    EXPRESSION_INPUT,
    EXPRESSION_END, /* of what is kept, and of what leaves the results */
    /* Put a value onto the stack, with an index behind it: */
    EXPRESSION_CONTROL,         /* a control, whole */
    EXPRESSION_CONTROL_SECONDS, /* a control in ms, as seconds */
    /* Take one off, with an index behind it: */
    EXPRESSION_KEEP, /* and make it the input EXPRESSION_KEPT + index */
    /* One value in place of one: */
    EXPRESSION_NEGATE,
    EXPRESSION_NOT, /* of 0: 1, else 0 */
    EXPRESSION_ABS,
    EXPRESSION_FLOOR,
    EXPRESSION_CEIL,
    EXPRESSION_FRACT, /* x - floor(x) */
    EXPRESSION_SQRT,  /* 0 of what is below 0 */
    EXPRESSION_SIN,   /* of radians, within 0.001; so is COS */
    EXPRESSION_COS,
    EXPRESSION_WAVE,     /* a turn is 1: 0 at 0, 1 at 0.5; so are the next two */
    EXPRESSION_TRIANGLE, /* wave_triangle() */
    EXPRESSION_SQUARE,   /* 1 in the first half of a turn, then 0 */
    /* One in place of two: */
    EXPRESSION_ADD,
    EXPRESSION_SUBTRACT,
    EXPRESSION_MULTIPLY,
    EXPRESSION_DIVIDE,
    EXPRESSION_REMAINDER, /* has the sign of the divisor */
    EXPRESSION_POWER,     /* the exponent is whole, 0 or more */
    EXPRESSION_LESS,      /* 1 or 0 */
    EXPRESSION_LESS_EQUAL,
    EXPRESSION_EQUAL,
    EXPRESSION_AND,
    EXPRESSION_OR,
    EXPRESSION_MIN,
    EXPRESSION_MAX,
    EXPRESSION_STEP,   /* (edge, x): 0 below the edge, else 1 */
    EXPRESSION_RANDOM, /* (seed, x): 0 to below 1, another for each x */
    /* One in place of three: */
    EXPRESSION_CLAMP,  /* (x, lowest, highest) */
    EXPRESSION_MIX,    /* (a, b, amount): a at 0, b at 1 */
    EXPRESSION_SMOOTH, /* (from, to, x): 0 up to from, 1 beyond to, an S between */
    EXPRESSION_NOISE,  /* (seed, x, y): wave_noise() as 0 to 1 */
    EXPRESSION_CHOOSE, /* (condition, a, b): a, or b if the condition is 0 */
    EXPRESSION_OPS
};

struct expression {
    const uint8_t *code; /* what is kept, EXPRESSION_END, what leaves the results, the same */
    const int32_t *constants;
    const int32_t *const *controls; /* where they are; NULL if it uses none */
    uint16_t constant_count;
    uint16_t kept_size; /* bytes of the first part, with its end */
    uint16_t size;      /* of both */
};

/* How many values an op takes: 0 to 3. */
uint8_t expression_arity(enum expression_op op);

/* What an op from EXPRESSION_NEGATE on makes of its values. */
int32_t expression_apply(enum expression_op op, const int32_t *values);

/* A frame begins: work out what all its pixels share. `values` has EXPRESSION_VALUES, of which the
 * inputs of the frame are set. */
void expression_begin(const struct expression *expression, int32_t *values);

/* The results of a pixel, in their order; its inputs are set. `stack` has EXPRESSION_DEPTH_MAX
 * values, and the results are the first of them. */
void expression_results(const struct expression *expression, int32_t *values, int32_t *stack);

/* A value as it is in colours: 0 to 1 is 0 to 255, to the nearest, and what is beyond its end. */
static inline uint8_t expression_byte(int32_t value)
{
    if ((uint32_t)value >= EXPRESSION_ONE)
        return value < 0 ? 0 : 255;
    return (uint8_t)(((uint32_t)value * 255u + EXPRESSION_ONE / 2) >> 16);
}

#endif
