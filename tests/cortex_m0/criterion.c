/* criterion.c - the tests of an image, each a process.             SPDX-License-Identifier: MIT
 *
 * Prints the lines of the host's `--tap`: "ok - suite::name" or "not ok - suite::name".
 */
#include <criterion/criterion.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "board.h"
#include "host.h"

/* Of microbit.ld. */
extern const struct criterion_suite suites_begin[], suites_end[];
extern const struct criterion_test tests_begin[], tests_end[];

/* The status of a test that went to its end, which no exit() gives, and of one that failed. */
enum { PASSED = -1, FAILED = -2 };

static KEPT uint32_t failures;

/* The two sides of the last comparison: texts, or numbers if there are none. */
static long long left_number, right_number;
static const char *left_text, *right_text;

static const struct criterion_options *suite_options(const char *name)
{
    static const struct criterion_options none;
    for (const struct criterion_suite *suite = suites_begin; suite < suites_end; suite++)
        if (strcmp(suite->name, name) == 0)
            return &suite->options;
    return &none;
}

static void call(void (*function)(void))
{
    if (function != NULL)
        function();
}

void process_run(uint32_t number)
{
    const struct criterion_test *test = &tests_begin[number];
    if (test >= tests_end)
        board_end(failures == 0 && number > 0);
    const struct criterion_options *suite = suite_options(test->suite);
    call(suite->init);
    call(test->options.init);
    test->run();
    call(test->options.fini);
    call(suite->fini);
    process_end(PASSED);
}

void process_ended(uint32_t number, int status)
{
    const struct criterion_test *test = &tests_begin[number];
    int signal = test->options.signal;
    if (signal == 0)
        signal = suite_options(test->suite)->signal;
    bool passed = status == (signal == 0 ? PASSED : STATUS_OF(signal));
    if (!passed)
        failures++;
    if (!passed && status != FAILED)
        host_print(status == PASSED ? "# no signal ended it\n" : "# it ended with status %d\n",
                   status);
    host_print("%s - %s::%s\n", passed ? "ok" : "not ok", test->suite, test->name);
}

bool criterion_numbers(long long left, long long right, bool fine)
{
    left_number = left;
    right_number = right;
    left_text = NULL;
    return fine;
}

int criterion_texts(const char *left, const char *right)
{
    left_text = left;
    right_text = right;
    return strcmp(left, right);
}

/* newlib-nano prints 32 bits. */
static void print_numbers(void)
{
    if (left_number == (long)left_number && right_number == (long)right_number)
        host_print("# %ld and %ld\n", (long)left_number, (long)right_number);
    else
        host_print("# 0x%08lx%08lx and 0x%08lx%08lx\n", (unsigned long)(left_number >> 32),
                   (unsigned long)left_number, (unsigned long)(right_number >> 32),
                   (unsigned long)right_number);
}

void criterion_assert(bool fine, const char *file, int line, const char *condition,
                      const char *format, ...)
{
    if (fine)
        return;
    char message[100];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    host_print("# %s:%d: %s%s\n", file, line, condition, message);
    if (left_text != NULL)
        host_print("# \"%s\" and \"%s\"\n", left_text, right_text);
    else
        print_numbers();
    process_end(FAILED);
}
