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

/* Arithmetic of 64 bits is calls and loops on small processors: so what is frequent does without.
 */

static uint32_t magnitude(int32_t value)
{
    return value < 0 ? 0u - (uint32_t)value : (uint32_t)value;
}

static int32_t with_sign(uint32_t value, bool negative)
{
    if (value > INT32_MAX)
        return negative ? INT32_MIN : INT32_MAX;
    return negative ? -(int32_t)value : (int32_t)value;
}

/* By halves; what is left out behind the point is below its last bit. */
static int32_t product(int32_t one, int32_t other)
{
    uint32_t a = magnitude(one), b = magnitude(other);
    uint32_t whole = (a >> 16) * (b >> 16);
    uint32_t low = (a >> 16) * (b & 0xFFFFu) + (a & 0xFFFFu) * (b >> 16) +
                   ((a & 0xFFFFu) * (b & 0xFFFFu) >> 16);
    uint32_t sum = (whole << 16) + low;
    if (whole > 0xFFFFu || sum < low)
        sum = UINT32_MAX;
    return with_sign(sum, (one ^ other) < 0);
}

/* What is before the point by one division, and what is behind it bit by bit. */
static int32_t quotient(int32_t value, int32_t divisor)
{
    if (divisor == 0)
        return value == 0 ? 0 : value < 0 ? INT32_MIN : INT32_MAX;
    uint32_t b = magnitude(divisor);
    uint32_t result = magnitude(value) / b;
    uint32_t rest = magnitude(value) - result * b;
    if (result > 0xFFFFu)
        return with_sign(UINT32_MAX, (value ^ divisor) < 0);
    for (uint8_t bit = 0; bit < 16; bit++) {
        result <<= 1;
        rest <<= 1;
        if (rest >= b) {
            rest -= b;
            result++;
        }
    }
    return with_sign(result, (value ^ divisor) < 0);
}

/* A sum overflows if it has not the sign that both have. */
static int32_t add(const int32_t *values)
{
    uint32_t sum = (uint32_t)values[0] + (uint32_t)values[1];
    if ((((uint32_t)values[0] ^ sum) & ((uint32_t)values[1] ^ sum)) >> 31 != 0)
        return values[0] < 0 ? INT32_MIN : INT32_MAX;
    return (int32_t)sum;
}

static int32_t subtract(const int32_t *values)
{
    uint32_t difference = (uint32_t)values[0] - (uint32_t)values[1];
    if ((((uint32_t)values[0] ^ (uint32_t)values[1]) & ((uint32_t)values[0] ^ difference)) >> 31)
        return values[0] < 0 ? INT32_MIN : INT32_MAX;
    return (int32_t)difference;
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

#define AT(op_) (EXPRESSION_##op_ - EXPRESSION_VALUES)

static const struct op {
    int32_t (*apply)(const int32_t *values);
    uint8_t arity;
} ops[] = {
    [AT(CONSTANT)] = {NULL, 0},
    [AT(INPUT)] = {NULL, 0},
    [AT(CONTROL)] = {NULL, 0},
    [AT(CONTROL_SECONDS)] = {NULL, 0},
    [AT(KEEP)] = {NULL, 1},
    [AT(NEGATE)] = {negate, 1},
    [AT(NOT)] = {not_, 1},
    [AT(ABS)] = {abs_, 1},
    [AT(FLOOR)] = {floor_, 1},
    [AT(CEIL)] = {ceil_, 1},
    [AT(FRACT)] = {fract, 1},
    [AT(SQRT)] = {sqrt_, 1},
    [AT(SIN)] = {sin_, 1},
    [AT(COS)] = {cos_, 1},
    [AT(WAVE)] = {wave, 1},
    [AT(TRIANGLE)] = {triangle, 1},
    [AT(SQUARE)] = {square, 1},
    [AT(ADD)] = {add, 2},
    [AT(SUBTRACT)] = {subtract, 2},
    [AT(MULTIPLY)] = {multiply, 2},
    [AT(DIVIDE)] = {divide, 2},
    [AT(REMAINDER)] = {remainder_, 2},
    [AT(POWER)] = {power, 2},
    [AT(LESS)] = {less, 2},
    [AT(LESS_EQUAL)] = {less_equal, 2},
    [AT(EQUAL)] = {equal, 2},
    [AT(AND)] = {and_, 2},
    [AT(OR)] = {or_, 2},
    [AT(MIN)] = {min_, 2},
    [AT(MAX)] = {max_, 2},
    [AT(STEP)] = {step, 2},
    [AT(RANDOM)] = {random_, 2},
    [AT(CLAMP)] = {clamp, 3},
    [AT(MIX)] = {mix, 3},
    [AT(SMOOTH)] = {smooth, 3},
    [AT(NOISE)] = {noise, 3},
    [AT(CHOOSE)] = {choose, 3},
};

uint8_t expression_arity(enum expression_op op)
{
    return ops[op - EXPRESSION_VALUES].arity;
}

int32_t expression_apply(enum expression_op op, const int32_t *values)
{
    return ops[op - EXPRESSION_VALUES].apply(values);
}

static int32_t control(const struct expression *expression, uint8_t op, uint8_t index)
{
    int64_t value = *expression->controls[index] * (int64_t)ONE;
    return fit(op == EXPRESSION_CONTROL ? value : (value + 500) / 1000);
}

/* What is rare, and followed by an index. */
static COOP_NOINLINE int32_t *take_indexed(const struct expression *expression, const uint8_t *code,
                                           int32_t *values, int32_t *top)
{
    if (code[0] == EXPRESSION_KEEP)
        values[EXPRESSION_KEPT + code[1]] = *--top;
    else
        *top++ = control(expression, code[0], code[1]);
    return top;
}

static void run(const struct expression *expression, const uint8_t *code, int32_t *values,
                int32_t *top)
{
    for (;;) { /* what is most frequent first */
        uint8_t op = *code++;
        if (op < EXPRESSION_VALUES) {
            *top++ = values[op];
        } else if (op > EXPRESSION_KEEP) {
            const struct op *taken = &ops[op - EXPRESSION_VALUES];
            top -= taken->arity;
            *top = taken->apply(top);
            top++;
        } else if (op == EXPRESSION_END) {
            return;
        } else {
            top = take_indexed(expression, code++ - 1, values, top);
        }
    }
}

void expression_begin(const struct expression *expression, int32_t *values)
{
    int32_t stack[EXPRESSION_DEPTH_MAX] = {0}; /* for analysers: what is kept was pushed */
    for (uint16_t i = 0; i < expression->constant_count; i++)
        values[EXPRESSION_CONSTANTS + i] = expression->constants[i];
    run(expression, expression->code, values, stack);
}

void expression_results(const struct expression *expression, int32_t *values, int32_t *stack)
{
    run(expression, expression->code + expression->kept_size, values, stack);
}
