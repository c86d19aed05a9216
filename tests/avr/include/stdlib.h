/* stdlib.h - avr-libc's, and what the tests use beside it.         SPDX-License-Identifier: MIT */
#ifndef TEST_STDLIB_H
#define TEST_STDLIB_H

#include_next <stdlib.h>

char *getenv(const char *name);
unsigned long long strtoull(const char *text, char **end, int base);

#endif
