/* inttypes.h - avr-libc's, with numbers of 64 bits.                SPDX-License-Identifier: MIT */
#ifndef TEST_INTTYPES_H
#define TEST_INTTYPES_H

#include_next <inttypes.h>

#define PRId64 "lld"
#define PRIu64 "llu"

#endif
