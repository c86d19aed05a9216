/* criterion.h - the part of Criterion that the tests use, on a bare board.
 *                                                                  SPDX-License-Identifier: MIT
 * The same names and meanings, so that a test compiles unchanged for host and board. What is not
 * here does not compile. The tests lie in a section of their own, where criterion.c finds them.
 */
#ifndef CRITERION_H
#define CRITERION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct criterion_options {
    void (*init)(void); /* NULL: nothing to be done before, or after */
    void (*fini)(void);
    int signal; /* that ends the test, if it passes; 0: none */
};

struct criterion_suite {
    const char *name;
    struct criterion_options options;
};

struct criterion_test {
    const char *suite;
    const char *name;
    void (*run)(void);
    struct criterion_options options;
};

#define TestSuite(suite_, ...)                                                                     \
    static const struct criterion_suite suite_##_suite                                             \
        __attribute__((section("criterion_suites"), used)) = {#suite_, {__VA_ARGS__}}

#define Test(suite_, name_, ...)                                                                   \
    static void suite_##_##name_##_test(void);                                                     \
    static const struct criterion_test suite_##_##name_##_entry                                    \
        __attribute__((section("criterion_tests"), used)) = {                                      \
            #suite_, #name_, suite_##_##name_##_test, {__VA_ARGS__}};                              \
    static void suite_##_##name_##_test(void)

/* End the test that runs, unless `fine`. The texts are the condition, and a format of printf. */
void criterion_assert(bool fine, const char *file, int line, const char *condition,
                      const char *format, ...);

/* Keep the two sides of a comparison, to be told if it fails; and give back `fine`, or strcmp(). */
bool criterion_numbers(long long left, long long right, bool fine);
int criterion_texts(const char *left, const char *right);

#define cr_assert(condition_, ...)                                                                 \
    criterion_assert((condition_), __FILE__, __LINE__, #condition_, " " __VA_ARGS__)

/* ---- Conditions ------------------------------------------------------------------------------ */

#define eq(type_, left_, right_) CRITERION_##type_(==, left_, right_)
#define ne(type_, left_, right_) CRITERION_##type_(!=, left_, right_)
#define lt(type_, left_, right_) CRITERION_##type_(<, left_, right_)
#define le(type_, left_, right_) CRITERION_##type_(<=, left_, right_)
#define gt(type_, left_, right_) CRITERION_##type_(>, left_, right_)
#define ge(type_, left_, right_) CRITERION_##type_(>=, left_, right_)
#define not(condition_) (!(condition_))
#define zero(value_)                       CRITERION_int(==, value_, 0)

#define CRITERION_chr(op_, left_, right_)  CRITERION_NUMBERS_(char, op_, left_, right_)
#define CRITERION_int(op_, left_, right_)  CRITERION_NUMBERS_(long, op_, left_, right_)
#define CRITERION_uint(op_, left_, right_) CRITERION_NUMBERS_(unsigned long, op_, left_, right_)
#define CRITERION_i8(op_, left_, right_)   CRITERION_NUMBERS_(int8_t, op_, left_, right_)
#define CRITERION_i16(op_, left_, right_)  CRITERION_NUMBERS_(int16_t, op_, left_, right_)
#define CRITERION_i32(op_, left_, right_)  CRITERION_NUMBERS_(int32_t, op_, left_, right_)
#define CRITERION_i64(op_, left_, right_)  CRITERION_NUMBERS_(int64_t, op_, left_, right_)
#define CRITERION_u8(op_, left_, right_)   CRITERION_NUMBERS_(uint8_t, op_, left_, right_)
#define CRITERION_u16(op_, left_, right_)  CRITERION_NUMBERS_(uint16_t, op_, left_, right_)
#define CRITERION_u32(op_, left_, right_)  CRITERION_NUMBERS_(uint32_t, op_, left_, right_)
#define CRITERION_u64(op_, left_, right_)  CRITERION_NUMBERS_(uint64_t, op_, left_, right_)
#define CRITERION_sz(op_, left_, right_)   CRITERION_NUMBERS_(size_t, op_, left_, right_)
#define CRITERION_dbl(op_, left_, right_)  CRITERION_NUMBERS_(double, op_, left_, right_)
#define CRITERION_ptr(op_, left_, right_)                                                          \
    CRITERION_NUMBERS_(uintptr_t, op_, (uintptr_t)(left_), (uintptr_t)(right_))
#define CRITERION_str(op_, left_, right_) (criterion_texts(left_, right_) op_ 0)

#define CRITERION_NUMBERS_(type_, op_, left_, right_)                                              \
    __extension__({                                                                                \
        type_ criterion_left = (left_), criterion_right = (right_);                                \
        criterion_numbers((long long)criterion_left, (long long)criterion_right,                   \
                          criterion_left op_ criterion_right);                                     \
    })

#endif
