/* utf8.h - where characters end.                                   SPDX-License-Identifier: MIT */
#ifndef ENGINE_UTF8_H
#define ENGINE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* Whether `text`, of `size` bytes (at least 1), begins with a well-formed character, and how many
 * bytes that has. Surrogates, overlong forms and what lies beyond U+10FFFF are not well-formed.
 * Source: RFC 3629, section 4. */
bool utf8_valid(const char *text, size_t size, size_t *length);

/* Bytes of the character that `text` begins with; 1 if it is not well-formed. */
size_t utf8_length(const char *text, size_t size);

#endif
