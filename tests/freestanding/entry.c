/* entry.c - a program without a C library around core.             SPDX-License-Identifier: MIT
 *
 * Nothing of it is ever run: that it links is the test. Byte loops, because speed is no matter;
 * volatile, so that no compiler makes a call to the function itself out of one.
 */
#include <string.h>

#include "coop/coop.h"

void *memcpy(void *restrict to, const void *restrict from, size_t size)
{
    return memmove(to, from, size);
}

void *memmove(void *to, const void *from, size_t size)
{
    volatile unsigned char *target = to;
    const unsigned char *source = from;
    if (to < from) {
        for (size_t i = 0; i < size; i++)
            target[i] = source[i];
    } else {
        while (size-- > 0)
            target[size] = source[size];
    }
    return to;
}

void *memset(void *bytes, int value, size_t size)
{
    volatile unsigned char *target = bytes;
    while (size-- > 0)
        target[size] = (unsigned char)value;
    return bytes;
}

int memcmp(const void *one, const void *other, size_t size)
{
    const volatile unsigned char *left = one;
    const volatile unsigned char *right = other;
    for (; size > 0; size--, left++, right++) {
        if (*left != *right)
            return *left - *right;
    }
    return 0;
}

int strcmp(const char *one, const char *other)
{
    const volatile unsigned char *left = (const unsigned char *)one;
    const volatile unsigned char *right = (const unsigned char *)other;
    for (; *left != '\0' && *left == *right; left++)
        right++;
    return *left - *right;
}

void coop_assert_failed(const char *file, int line)
{
    (void)file;
    (void)line;
    while (true) {
    }
}

_Noreturn void _start(void);
_Noreturn void _start(void)
{
    while (true) {
    }
}
