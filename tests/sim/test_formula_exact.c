/* test_formula_exact.c - formulas rolled from seeds, against arithmetic in double.
 *                                                                  SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "formula_fixture.h"

#define STEP (1.0 / EXPRESSION_ONE)

TestSuite(formula_exact);

/* A text, what it is in arithmetic without end, and how far off whole numbers may be. */
struct guess {
    char text[FORMULA_TEXT_MAX + 64];
    double value, error;
    bool known; /* no edge is so near that the error may cross it */
};

static double fit(double value)
{
    return value < -32768 ? -32768 : value > 32768 - STEP ? 32768 - STEP : value;
}

/* Whether the nearest multiple of `grid` is too near. */
static bool at_edge(double value, double error, double grid)
{
    return fabs(value - round(value / grid) * grid) <= error + 1e-9;
}

static void guess_leaf(struct guess *guess)
{
    static const struct {
        const char *text;
        enum expression_input input;
    } leaves[] = {
        {"i", EXPRESSION_I}, {"n", EXPRESSION_N}, {"x", EXPRESSION_X}, {"t", EXPRESSION_T}};
    *guess = (struct guess){.known = true};
    if (chance(2)) {
        unsigned leaf = chance(4);
        strcpy(guess->text, leaves[leaf].text);
        guess->value = (double)pixel[leaves[leaf].input] / EXPRESSION_ONE;
        return;
    }
    static const unsigned ranges[] = {2, 10, 300, 30000};
    unsigned whole = chance(ranges[chance(4)]), thousandths = chance(1000);
    (void)sprintf(guess->text, "%u.%03u", whole, thousandths);
    guess->value = whole + thousandths / 1000.0;
    guess->error = STEP / 2;
}

struct guesser {
    const char *form; /* with a % for each argument */
    int arity;
    void (*work_out)(struct guess *guess, const struct guess *a);
};

static void multiply(struct guess *guess, const struct guess *a)
{
    guess->error = fabs(a[0].value) * a[1].error + fabs(a[1].value) * a[0].error +
                   a[0].error * a[1].error + STEP;
    guess->value = a[0].value * a[1].value;
}

static void add(struct guess *guess, const struct guess *a)
{
    guess->value = a[0].value + a[1].value;
    guess->error = a[0].error + a[1].error;
}

static void subtract(struct guess *guess, const struct guess *a)
{
    guess->value = a[0].value - a[1].value;
    guess->error = a[0].error + a[1].error;
}

static void divide(struct guess *guess, const struct guess *a)
{
    guess->known &= fabs(a[1].value) > 2 * a[1].error && a[1].value != 0;
    guess->value = a[0].value / a[1].value;
    guess->error =
        (a[0].error + fabs(guess->value) * a[1].error) / (fabs(a[1].value) - a[1].error) + STEP;
}

static void modulo(struct guess *guess, const struct guess *a)
{
    divide(guess, a);
    guess->known &= !at_edge(guess->value, guess->error, 1);
    double count = floor(guess->value);
    guess->value = a[0].value - count * a[1].value;
    guess->error = a[0].error + fabs(count) * a[1].error;
}

static void negate(struct guess *guess, const struct guess *a)
{
    guess->value = -a->value;
    guess->error = a->error;
}

static void absolute(struct guess *guess, const struct guess *a)
{
    guess->value = fabs(a->value);
    guess->error = a->error;
}

static void whole(struct guess *guess, const struct guess *a)
{
    guess->known &= !at_edge(a->value, a->error, 1);
    guess->value = floor(a->value);
}

static void raised(struct guess *guess, const struct guess *a)
{
    guess->known &= !at_edge(a->value, a->error, 1);
    guess->value = ceil(a->value);
}

static void fraction(struct guess *guess, const struct guess *a)
{
    guess->known &= !at_edge(a->value, a->error, 1);
    guess->value = a->value - floor(a->value);
    guess->error = a->error;
}

static void root(struct guess *guess, const struct guess *a)
{
    guess->known &= fabs(a->value) > 4 * a->error;
    guess->value = a->value > 0 ? sqrt(a->value) : 0;
    guess->error = a->value > 0 ? a->error / guess->value + STEP : 0;
}

static void sine(struct guess *guess, const struct guess *a)
{
    guess->value = sin(a->value);
    guess->error = a->error + 0.001;
}

static void cosine(struct guess *guess, const struct guess *a)
{
    guess->value = cos(a->value);
    guess->error = a->error + 0.001;
}

static void swell(struct guess *guess, const struct guess *a)
{
    guess->value = (1 - cos(a->value * 2 * acos(-1))) / 2;
    guess->error = acos(-1) * a->error + 0.001;
}

static void zigzag(struct guess *guess, const struct guess *a)
{
    guess->value = 1 - fabs(1 - 2 * (a->value - floor(a->value)));
    guess->error = 2 * a->error + 3 * STEP;
}

static void halves(struct guess *guess, const struct guess *a)
{
    guess->known &= !at_edge(a->value, a->error, 0.5);
    guess->value = a->value - floor(a->value) < 0.5;
}

static void less(struct guess *guess, const struct guess *a)
{
    guess->known &= !at_edge(a[0].value - a[1].value, a[0].error + a[1].error, 1e9);
    guess->value = a[0].value < a[1].value;
}

static void edge(struct guess *guess, const struct guess *a)
{
    less(guess, a);
}

static void lowest(struct guess *guess, const struct guess *a)
{
    guess->value = fmin(a[0].value, a[1].value);
    guess->error = fmax(a[0].error, a[1].error);
}

static void highest(struct guess *guess, const struct guess *a)
{
    guess->value = fmax(a[0].value, a[1].value);
    guess->error = fmax(a[0].error, a[1].error);
}

static void clamped(struct guess *guess, const struct guess *a)
{
    guess->value = fmin(fmax(a[0].value, a[1].value), a[2].value);
    guess->error = fmax(fmax(a[0].error, a[1].error), a[2].error);
}

static void mixed(struct guess *guess, const struct guess *a)
{
    struct guess rest = {.value = fit(1 - a[2].value), .error = a[2].error}, left = {0},
                 right = {0};
    multiply(&left, (struct guess[]){a[0], rest});
    multiply(&right, (struct guess[]){a[1], a[2]});
    guess->value = fit(left.value) + fit(right.value);
    guess->error = left.error + right.error;
}

static void smoothed(struct guess *guess, const struct guess *a)
{
    double span = a[1].value - a[0].value, vague = a[0].error + a[1].error;
    guess->known &= fabs(span) > 2 * vague + STEP;
    double part = (a[2].value - a[0].value) / span;
    double off = (a[2].error + a[0].error + fabs(part) * vague) / (fabs(span) - vague) + STEP;
    part = fmin(fmax(part, 0), 1);
    guess->value = part * part * (3 - 2 * part);
    guess->error = 1.5 * off + 1.5 * off * off + 5 * STEP;
}

static void chosen(struct guess *guess, const struct guess *a)
{
    const struct guess *one = &a[a[0].value != 0 ? 1 : 2];
    guess->known &= a[0].error == 0 || fabs(a[0].value) > a[0].error;
    guess->value = one->value;
    guess->error = one->error;
}

static void cubed(struct guess *guess, const struct guess *a)
{
    struct guess squared = {0};
    multiply(&squared, (struct guess[]){a[0], a[0]});
    squared.value = fit(squared.value);
    multiply(guess, (struct guess[]){a[0], squared});
}

static const struct guesser guessers[] = {
    {"(% + %)", 2, add},
    {"(% - %)", 2, subtract},
    {"(% * %)", 2, multiply},
    {"(% / %)", 2, divide},
    {"(% $ %)", 2, modulo},
    {"(-%)", 1, negate},
    {"abs(%)", 1, absolute},
    {"floor(%)", 1, whole},
    {"ceil(%)", 1, raised},
    {"saw(%)", 1, fraction},
    {"sqrt(%)", 1, root},
    {"sin(%)", 1, sine},
    {"cos(%)", 1, cosine},
    {"wave(%)", 1, swell},
    {"triangle(%)", 1, zigzag},
    {"square(%)", 1, halves},
    {"(% < %)", 2, less},
    {"step(%, %)", 2, edge},
    {"min(%, %)", 2, lowest},
    {"max(%, %)", 2, highest},
    {"clamp(%, %, %)", 3, clamped},
    {"mix(%, %, %)", 3, mixed},
    {"smooth(%, %, %)", 3, smoothed},
    {"(% ? % : %)", 3, chosen},
    {"(%)^3", 1, cubed},
};

/* False if the text gets too long. */
static bool put_arguments(struct guess *guess, const struct guesser *guesser,
                          const struct guess *arguments)
{
    char text[1024] = "";
    for (const char *at = guesser->form; *at; at++) {
        char sign[2] = {*at == '$' ? '%' : *at};
        strcat(text, *at == '%' ? arguments++->text : sign);
        if (strlen(text) > FORMULA_TEXT_MAX)
            return false;
    }
    strcpy(guess->text, text);
    return true;
}

static bool make_guess(struct guess *guess, unsigned depth)
{
    if (depth == 0 || chance(5) == 0) {
        guess_leaf(guess);
        return true;
    }
    const struct guesser *guesser = &guessers[chance(sizeof guessers / sizeof *guessers)];
    struct guess arguments[3];
    bool good = true;
    *guess = (struct guess){.known = true};
    for (int i = 0; i < guesser->arity && good; i++) {
        good = make_guess(&arguments[i], depth - 1);
        guess->known &= arguments[i].known;
    }
    if (!good || !guess->known || !put_arguments(guess, guesser, arguments))
        return false;
    guesser->work_out(guess, arguments);
    guess->value = fit(guess->value);
    return true;
}

Test(formula_exact, is_as_exact_as_its_steps)
{
    int tried = 0;
    for (uint32_t seed = 0; seed < 60000; seed++) {
        struct formula_problem problem = {0};
        struct guess guess;
        double result;
        chance_state = seed * 2654435761u;
        if (!make_guess(&guess, 1 + chance(4)) || !guess.known || guess.error > 1)
            continue;
        if (!work_out(guess.text, pixel, &result, &problem)) {
            cr_assert(strstr(problem.message, "division by zero") != NULL, "%s: %s", guess.text,
                      problem.message);
            continue;
        }
        tried++;
        cr_assert(fabs(result - guess.value) <= guess.error + 1e-9,
                  "%s is %.9g, and not %.9g within %.3g", guess.text, result, guess.value,
                  guess.error);
    }
    cr_assert_gt(tried, 20000);
}
