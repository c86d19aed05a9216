/* expression.c - formulas that were made ready elsewhere.          SPDX-License-Identifier: MIT */
#include "parts/expression.h"

#include "internal.h"
#include "parts/wave.h"

#define ONE  EXPRESSION_ONE
#define HALF (ONE / 2)

static int32_t fit(int64_t value)
{
    if (value > INT32_MAX)
        return INT32_MAX;
    return value < INT32_MIN ? INT32_MIN : (int32_t)value;
}

static int32_t truth(bool value)
{
    return value ? ONE : 0;
}

/* ---- Of one value ---------------------------------------------------------------------------- */

/* Its fraction, as a phase of waves. */
static uint16_t fraction(int32_t value)
{
    return (uint16_t)((uint32_t)value & 0xFFFFu);
}

/* 0 to 65535 as 0 to 1. */
static int32_t stretched(uint32_t part)
{
    return (int32_t)(part + (part >> 15));
}

static int32_t negate(const int32_t *values)
{
    return fit(-(int64_t)values[0]);
}

static int32_t not_(const int32_t *values)
{
    return truth(values[0] == 0);
}

static int32_t abs_(const int32_t *values)
{
    return values[0] < 0 ? negate(values) : values[0];
}

static int32_t floor_(const int32_t *values)
{
    return values[0] - fraction(values[0]);
}

static int32_t ceil_(const int32_t *values)
{
    return fit((int64_t)values[0] + (uint16_t)(0u - fraction(values[0])));
}

static int32_t fract(const int32_t *values)
{
    return fraction(values[0]);
}

/* Bit by bit: the root of value * 65536. */
static int32_t sqrt_(const int32_t *values)
{
    uint64_t rest = values[0] > 0 ? (uint64_t)values[0] << 16 : 0;
    uint64_t root = 0;
    for (uint64_t bit = UINT64_C(1) << 46; bit != 0; bit >>= 2) {
        if (rest >= root + bit) {
            rest -= root + bit;
            root = (root >> 1) + bit;
        } else {
            root >>= 1;
        }
    }
    return (int32_t)root;
}

/* Radians as turns: times 1 / (2 pi), which is 683565276 of 2^32. The sum is never negative, so
 * that its division rounds down. */
static uint16_t turns(int32_t radians)
{
    uint64_t positive = (uint64_t)((int64_t)radians * 683565276 + (INT64_C(1) << 62));
    return (uint16_t)(positive >> 32);
}

/* wave_sine() is (1 - cos) / 2. */
static int32_t cosine(uint16_t phase)
{
    return ONE - 2 * stretched(wave_sine(phase));
}

static int32_t sin_(const int32_t *values)
{
    return cosine((uint16_t)(turns(values[0]) - 0x4000u));
}

static int32_t cos_(const int32_t *values)
{
    return cosine(turns(values[0]));
}

static int32_t wave(const int32_t *values)
{
    return stretched(wave_sine(fraction(values[0])));
}

static int32_t triangle(const int32_t *values)
{
    return stretched(wave_triangle(fraction(values[0])));
}

static int32_t square(const int32_t *values)
{
    return truth(fraction(values[0]) < HALF);
}

/* ---- Of two ---------------------------------------------------------------------------------- */

static int32_t product(int32_t one, int32_t other)
{
    return fit((int64_t)one * other / ONE);
}

static int32_t quotient(int32_t value, int32_t divisor)
{
    if (divisor == 0)
        return value == 0 ? 0 : value < 0 ? INT32_MIN : INT32_MAX;
    return fit((int64_t)value * ONE / divisor);
}

static int32_t add(const int32_t *values)
{
    return fit((int64_t)values[0] + values[1]);
}

static int32_t subtract(const int32_t *values)
{
    return fit((int64_t)values[0] - values[1]);
}

static int32_t multiply(const int32_t *values)
{
    return product(values[0], values[1]);
}

static int32_t divide(const int32_t *values)
{
    return quotient(values[0], values[1]);
}

static int32_t remainder_(const int32_t *values)
{
    if (values[1] == 0)
        return 0;
    int64_t rest = (int64_t)values[0] % values[1];
    return (int32_t)(rest != 0 && (rest < 0) != (values[1] < 0) ? rest + values[1] : rest);
}

static int32_t power(const int32_t *values)
{
    int32_t result = ONE;
    int32_t square_of = values[0];
    for (int32_t left = values[1] / ONE; left > 0; left /= 2) {
        if (left % 2 != 0)
            result = product(result, square_of);
        if (left > 1)
            square_of = product(square_of, square_of);
    }
    return result;
}

static int32_t less(const int32_t *values)
{
    return truth(values[0] < values[1]);
}

static int32_t less_equal(const int32_t *values)
{
    return truth(values[0] <= values[1]);
}

static int32_t equal(const int32_t *values)
{
    return truth(values[0] == values[1]);
}

static int32_t and_(const int32_t *values)
{
    return truth(values[0] != 0 && values[1] != 0);
}

static int32_t or_(const int32_t *values)
{
    return truth(values[0] != 0 || values[1] != 0);
}

static int32_t min_(const int32_t *values)
{
    return values[0] < values[1] ? values[0] : values[1];
}

static int32_t max_(const int32_t *values)
{
    return values[0] > values[1] ? values[0] : values[1];
}

static int32_t step(const int32_t *values)
{
    return truth(values[1] >= values[0]);
}

static int32_t random_(const int32_t *values)
{
    return (int32_t)(wave_hash((uint32_t)values[0], (uint32_t)values[1], 0) >> 16);
}

/* ---- Of three -------------------------------------------------------------------------------- */

static int32_t clamp(const int32_t *values)
{
    int32_t raised = values[0] > values[1] ? values[0] : values[1];
    return raised < values[2] ? raised : values[2];
}

static int32_t mix(const int32_t *values)
{
    int32_t rest = fit((int64_t)ONE - values[2]);
    return fit((int64_t)product(values[0], rest) + product(values[1], values[2]));
}

/* 3 t^2 - 2 t^3, where t goes from 0 to 1 between the first two. */
static int32_t smooth(const int32_t *values)
{
    int64_t span = (int64_t)values[1] - values[0];
    int64_t way = (int64_t)values[2] - values[0];
    if (span == 0)
        return truth(way >= 0);
    int64_t part = way * ONE / span;
    part = part < 0 ? 0 : part > ONE ? ONE : part;
    return (int32_t)(part * part / ONE * ((int64_t)3 * ONE - 2 * part) / ONE);
}

/* Where 0 is must not be an edge of the noise's grid, which has no cells below 0. */
static uint32_t noise_place(int32_t value)
{
    return (uint32_t)(((int64_t)value + (INT64_C(1) << 31)) / 256);
}

static int32_t noise(const int32_t *values)
{
    uint32_t level =
        wave_noise((uint32_t)values[0], noise_place(values[1]), noise_place(values[2]));
    return stretched(level * 257u);
}

static int32_t choose(const int32_t *values)
{
    return values[0] != 0 ? values[1] : values[2];
}

/* ---- Code ------------------------------------------------------------------------------------ */

static const struct op {
    int32_t (*apply)(const int32_t *values);
    uint8_t arity;
} ops[] = {
    [EXPRESSION_CONSTANT] = {NULL, 0},
    [EXPRESSION_INPUT] = {NULL, 0},
    [EXPRESSION_CONTROL] = {NULL, 0},
    [EXPRESSION_CONTROL_SECONDS] = {NULL, 0},
    [EXPRESSION_KEEP] = {NULL, 1},
    [EXPRESSION_NEGATE] = {negate, 1},
    [EXPRESSION_NOT] = {not_, 1},
    [EXPRESSION_ABS] = {abs_, 1},
    [EXPRESSION_FLOOR] = {floor_, 1},
    [EXPRESSION_CEIL] = {ceil_, 1},
    [EXPRESSION_FRACT] = {fract, 1},
    [EXPRESSION_SQRT] = {sqrt_, 1},
    [EXPRESSION_SIN] = {sin_, 1},
    [EXPRESSION_COS] = {cos_, 1},
    [EXPRESSION_WAVE] = {wave, 1},
    [EXPRESSION_TRIANGLE] = {triangle, 1},
    [EXPRESSION_SQUARE] = {square, 1},
    [EXPRESSION_ADD] = {add, 2},
    [EXPRESSION_SUBTRACT] = {subtract, 2},
    [EXPRESSION_MULTIPLY] = {multiply, 2},
    [EXPRESSION_DIVIDE] = {divide, 2},
    [EXPRESSION_REMAINDER] = {remainder_, 2},
    [EXPRESSION_POWER] = {power, 2},
    [EXPRESSION_LESS] = {less, 2},
    [EXPRESSION_LESS_EQUAL] = {less_equal, 2},
    [EXPRESSION_EQUAL] = {equal, 2},
    [EXPRESSION_AND] = {and_, 2},
    [EXPRESSION_OR] = {or_, 2},
    [EXPRESSION_MIN] = {min_, 2},
    [EXPRESSION_MAX] = {max_, 2},
    [EXPRESSION_STEP] = {step, 2},
    [EXPRESSION_RANDOM] = {random_, 2},
    [EXPRESSION_CLAMP] = {clamp, 3},
    [EXPRESSION_MIX] = {mix, 3},
    [EXPRESSION_SMOOTH] = {smooth, 3},
    [EXPRESSION_NOISE] = {noise, 3},
    [EXPRESSION_CHOOSE] = {choose, 3},
};

uint8_t expression_arity(enum expression_op op)
{
    return ops[op].arity;
}

int32_t expression_apply(enum expression_op op, const int32_t *values)
{
    return ops[op].apply(values);
}

static int32_t pushed(const struct expression *expression, const int32_t *inputs, uint8_t op,
                      uint8_t index)
{
    switch (op) {
    case EXPRESSION_CONSTANT:
        return expression->constants[index];
    case EXPRESSION_INPUT:
        return inputs[index];
    case EXPRESSION_CONTROL:
        return fit((int64_t)*expression->controls[index] * ONE);
    default:
        return fit(((int64_t)*expression->controls[index] * ONE + 500) / 1000);
    }
}

/* One op; returns the next. `*top` is where the next value goes. */
static const uint8_t *take(const struct expression *expression, const int32_t *inputs,
                           const uint8_t *code, int32_t **top)
{
    uint8_t op = *code++;
    if (op < EXPRESSION_KEEP) {
        *(*top)++ = pushed(expression, inputs, op, *code);
        return code + 1;
    }
    int32_t *values = *top - ops[op].arity;
    values[0] = ops[op].apply(values);
    *top = values + 1;
    return code;
}

void expression_begin(const struct expression *expression, int32_t *inputs)
{
    int32_t stack[EXPRESSION_DEPTH_MAX] = {0}; /* for analysers: what is kept was pushed */
    int32_t *top = stack;
    const uint8_t *code = expression->code;
    const uint8_t *end = code + expression->kept_size;
    while (code != end) {
        if (*code != EXPRESSION_KEEP) {
            code = take(expression, inputs, code, &top);
        } else {
            inputs[EXPRESSION_KEPT + code[1]] = *--top;
            code += 2;
        }
    }
}

void expression_results(const struct expression *expression, const int32_t *inputs,
                        int32_t results[EXPRESSION_RESULTS_MAX])
{
    int32_t stack[EXPRESSION_DEPTH_MAX];
    int32_t *top = stack;
    const uint8_t *code = expression->code + expression->kept_size;
    const uint8_t *end = expression->code + expression->size;
    while (code != end)
        code = take(expression, inputs, code, &top);
    COOP_ASSERT(top - stack <= EXPRESSION_RESULTS_MAX);
    for (uint32_t i = 0; stack + i != top; i++)
        results[i] = stack[i];
}

uint8_t expression_byte(int32_t value)
{
    if (value <= 0)
        return 0;
    return value >= ONE ? 255 : (uint8_t)(((uint32_t)value * 255u + HALF) / ONE);
}
