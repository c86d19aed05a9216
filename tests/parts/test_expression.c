/* test_expression.c - code of formulas, written by hand.           SPDX-License-Identifier: MIT */
#include "parts/expression.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#define ONE   EXPRESSION_ONE
#define TENTH 6554

TestSuite(expression);

/* What `op` makes of up to three values. */
static int32_t apply(enum expression_op op, int32_t one, int32_t two, int32_t three)
{
    return expression_apply(op, (const int32_t[]){one, two, three});
}

Test(expression, sums_and_products_end_at_the_largest_and_the_least_value)
{
    cr_assert(eq(i32, apply(EXPRESSION_ADD, INT32_MAX, 1, 0), INT32_MAX));
    cr_assert(eq(i32, apply(EXPRESSION_SUBTRACT, INT32_MIN, 1, 0), INT32_MIN));
    cr_assert(eq(i32, apply(EXPRESSION_NEGATE, INT32_MIN, 0, 0), INT32_MAX));
    cr_assert(eq(i32, apply(EXPRESSION_ABS, INT32_MIN, 0, 0), INT32_MAX));
    cr_assert(eq(i32, apply(EXPRESSION_MULTIPLY, 300 * ONE, 300 * ONE, 0), INT32_MAX));
    cr_assert(eq(i32, apply(EXPRESSION_MULTIPLY, -300 * ONE, 300 * ONE, 0), INT32_MIN));
    cr_assert(eq(i32, apply(EXPRESSION_POWER, -300 * ONE, 3 * ONE, 0), INT32_MIN));
    cr_assert(eq(i32, apply(EXPRESSION_CEIL, INT32_MAX, 0, 0), INT32_MAX));
}

Test(expression, products_and_quotients_are_cut_toward_zero)
{
    cr_assert(eq(i32, apply(EXPRESSION_MULTIPLY, 3, ONE / 2, 0), 1));
    cr_assert(eq(i32, apply(EXPRESSION_MULTIPLY, -3, ONE / 2, 0), -1));
    cr_assert(eq(i32, apply(EXPRESSION_DIVIDE, -3, 2 * ONE, 0), -1));
    cr_assert(eq(i32, apply(EXPRESSION_DIVIDE, ONE, 10 * ONE, 0), TENTH - 1));
}

/* As 64 bits have it. */
static int32_t fitted(int64_t value)
{
    return value > INT32_MAX ? INT32_MAX : value < INT32_MIN ? INT32_MIN : (int32_t)value;
}

Test(expression, arithmetic_is_that_of_64_bits_cut_and_ended)
{
    static const int32_t edges[] = {
        INT32_MIN, INT32_MIN + 1, -65537, -65536, -65535,        -3,       -1, 0, 1, 2,
        65535,     65536,         65537,  46341,  INT32_MAX - 1, INT32_MAX};
    enum { EDGES = sizeof edges / sizeof *edges };
    uint32_t state = 1;
    for (uint32_t i = 0; i < 3000; i++) {
        int32_t pair[2];
        for (uint32_t j = 0; j < 2; j++) {
            state = state * 1664525u + 1013904223u;
            uint32_t bits = state >> (state >> 5 & 31u);
            pair[j] = (int32_t)(state & 16u ? bits : 0u - bits);
            if (i < EDGES * EDGES)
                pair[j] = edges[j == 0 ? i / EDGES : i % EDGES];
        }
        int64_t one = pair[0], two = pair[1];
        cr_assert(eq(i32, apply(EXPRESSION_ADD, pair[0], pair[1], 0), fitted(one + two)));
        cr_assert(eq(i32, apply(EXPRESSION_SUBTRACT, pair[0], pair[1], 0), fitted(one - two)));
        cr_assert(
            eq(i32, apply(EXPRESSION_MULTIPLY, pair[0], pair[1], 0), fitted(one * two / ONE)));
        if (two != 0)
            cr_assert(
                eq(i32, apply(EXPRESSION_DIVIDE, pair[0], pair[1], 0), fitted(one * ONE / two)));
    }
}

Test(expression, division_by_zero_is_the_end_of_the_sign)
{
    cr_assert(eq(i32, apply(EXPRESSION_DIVIDE, 1, 0, 0), INT32_MAX));
    cr_assert(eq(i32, apply(EXPRESSION_DIVIDE, -1, 0, 0), INT32_MIN));
    cr_assert(eq(i32, apply(EXPRESSION_DIVIDE, 0, 0, 0), 0));
    cr_assert(eq(i32, apply(EXPRESSION_REMAINDER, ONE, 0, 0), 0));
}

Test(expression, a_remainder_has_the_sign_of_the_divisor)
{
    cr_assert(eq(i32, apply(EXPRESSION_REMAINDER, 7 * ONE, 3 * ONE, 0), ONE));
    cr_assert(eq(i32, apply(EXPRESSION_REMAINDER, -7 * ONE, 3 * ONE, 0), 2 * ONE));
    cr_assert(eq(i32, apply(EXPRESSION_REMAINDER, 7 * ONE, -3 * ONE, 0), -2 * ONE));
    cr_assert(eq(i32, apply(EXPRESSION_REMAINDER, -6 * ONE, 3 * ONE, 0), 0));
    cr_assert(eq(i32, apply(EXPRESSION_REMAINDER, INT32_MIN, -1, 0), 0));
}

Test(expression, rounds_below_zero_as_above)
{
    cr_assert(eq(i32, apply(EXPRESSION_FLOOR, -ONE / 2, 0, 0), -ONE));
    cr_assert(eq(i32, apply(EXPRESSION_CEIL, -ONE / 2, 0, 0), 0));
    cr_assert(eq(i32, apply(EXPRESSION_FRACT, -ONE / 4, 0, 0), ONE * 3 / 4));
    cr_assert(eq(i32, apply(EXPRESSION_FLOOR, INT32_MIN, 0, 0), INT32_MIN));
}

Test(expression, roots_are_exact_but_for_what_is_cut)
{
    cr_assert(eq(i32, apply(EXPRESSION_SQRT, 9 * ONE, 0, 0), 3 * ONE));
    cr_assert(eq(i32, apply(EXPRESSION_SQRT, 2 * ONE, 0, 0), 92681));
    cr_assert(eq(i32, apply(EXPRESSION_SQRT, 1, 0, 0), 256));
    cr_assert(eq(i32, apply(EXPRESSION_SQRT, INT32_MAX, 0, 0), 11863283));
    cr_assert(eq(i32, apply(EXPRESSION_SQRT, -ONE, 0, 0), 0));
}

Test(expression, waves_go_from_0_to_1_in_half_a_turn)
{
    static const enum expression_op waves[] = {EXPRESSION_WAVE, EXPRESSION_TRIANGLE};
    for (int i = 0; i < 2; i++) {
        cr_assert(eq(i32, apply(waves[i], 0, 0, 0), 0));
        cr_assert(eq(i32, apply(waves[i], -3 * ONE, 0, 0), 0));
        cr_assert(eq(i32, apply(waves[i], 5 * ONE + ONE / 2, 0, 0), ONE));
    }
    cr_assert(eq(i32, apply(EXPRESSION_SQUARE, ONE / 2 - 1, 0, 0), ONE));
    cr_assert(eq(i32, apply(EXPRESSION_SQUARE, ONE / 2, 0, 0), 0));
}

Test(expression, noise_is_even_across_zero)
{
    for (int32_t x = -4 * ONE; x < 4 * ONE; x += 256) {
        int32_t here = apply(EXPRESSION_NOISE, 1, x, 0);
        int32_t next = apply(EXPRESSION_NOISE, 1, x + 256, 0);
        cr_assert(here >= 0 && here <= ONE);
        cr_assert(next - here < ONE / 64 && here - next < ONE / 64, "at %d", (int)x);
    }
    cr_assert(
        ne(i32, apply(EXPRESSION_NOISE, 1, ONE / 2, 0), apply(EXPRESSION_NOISE, 2, ONE / 2, 0)));
}

Test(expression, random_fills_0_to_1_and_depends_on_its_seed)
{
    int low = 0, same = 0;
    for (int32_t i = 0; i < 1000; i++) {
        int32_t value = apply(EXPRESSION_RANDOM, 1, i * ONE, 0);
        cr_assert(value >= 0 && value < ONE);
        low += value < ONE / 4;
        same += value == apply(EXPRESSION_RANDOM, 2, i * ONE, 0);
    }
    cr_assert(low > 200 && low < 300);
    cr_assert(lt(i32, same, 3));
}

Test(expression, bytes_are_the_nearest_and_end_at_0_and_255)
{
    cr_assert(eq(u8, expression_byte(INT32_MIN), 0));
    cr_assert(eq(u8, expression_byte(ONE / 2), 128));
    cr_assert(eq(u8, expression_byte(ONE - 1), 255));
    cr_assert(eq(u8, expression_byte(INT32_MAX), 255));
    for (int32_t byte = 0; byte < 256; byte++)
        cr_assert(eq(u8, expression_byte(byte * ONE / 255), (uint8_t)byte));
}

/* kept: t * seconds; then x + kept, i < 2 ? 0.1 : whole */
Test(expression, code_keeps_what_a_frame_shares_and_leaves_each_pixels_results)
{
    static const uint8_t code[] = {
        EXPRESSION_T,
        EXPRESSION_CONTROL_SECONDS,
        0,
        EXPRESSION_MULTIPLY,
        EXPRESSION_KEEP,
        0,
        EXPRESSION_END,
        EXPRESSION_X,
        EXPRESSION_KEPT,
        EXPRESSION_ADD,
        EXPRESSION_I,
        EXPRESSION_CONSTANTS,
        EXPRESSION_LESS,
        EXPRESSION_CONSTANTS + 1,
        EXPRESSION_CONTROL,
        1,
        EXPRESSION_CHOOSE,
        EXPRESSION_END,
    };
    static const int32_t constants[] = {2 * ONE, TENTH};
    int32_t period_ms = 1500, stripes = 3;
    const int32_t *const controls[] = {&period_ms, &stripes};
    const struct expression expression = {code, constants, controls, 2, 7, sizeof code};
    int32_t inputs[EXPRESSION_VALUES] = {[EXPRESSION_T] = 2 * ONE};
    int32_t results[EXPRESSION_DEPTH_MAX];
    expression_begin(&expression, inputs);
    cr_assert(eq(i32, inputs[EXPRESSION_KEPT], 3 * ONE));
    inputs[EXPRESSION_X] = ONE / 4;
    expression_results(&expression, inputs, results);
    cr_assert(eq(i32, results[0], 3 * ONE + ONE / 4));
    cr_assert(eq(i32, results[1], TENTH));
    inputs[EXPRESSION_I] = 2 * ONE;
    stripes = 40000;
    expression_results(&expression, inputs, results);
    cr_assert(eq(i32, results[1], INT32_MAX));
}
