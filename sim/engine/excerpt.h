/* excerpt.h - a line of a file, made fit to be shown.              SPDX-License-Identifier: MIT
 *
 * What a terminal might take for a command, and what is no UTF-8, becomes U+FFFD; tabs become
 * spaces; a long line is cut on both sides of the place.
 */
#ifndef ENGINE_EXCERPT_H
#define ENGINE_EXCERPT_H

#include "engine/diagnostics.h"

struct excerpt {
    char *text;        /* NULL: memory is out. The caller frees it. */
    size_t caret;      /* columns before the place */
    size_t underlined; /* columns of the place; 0: it is at the line's end */
};

/* The line of byte `offset`, of which `length` bytes are meant. O(offset + line). */
struct excerpt excerpt_of(const struct source *source, size_t offset, size_t length);

/* Copies, at most 1023 bytes of the second. NULL: memory is out. The caller frees them. */
char *copy_text(const char *text);
char *clean_text(const char *raw);

#endif
