/* diagnostics.h - errors in files, told as a compiler tells them.  SPDX-License-Identifier: MIT
 *
 *     scenes/my.json:7:32: error: board "pico" has no pin "GP99"
 *       7 |     "ring": { "type": "neopixel", "pin": "GP99" }
 *         |                                          ^~~~~~
 *         = note: it has GP0 … GP28; did you mean "GP9"?
 *
 * Errors are kept and shown sorted by place, so that a reader may check things in any order.
 */
#ifndef ENGINE_DIAGNOSTICS_H
#define ENGINE_DIAGNOSTICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#if defined(__GNUC__)
#define PRINTF_LIKE(format_, first_) __attribute__((format(printf, format_, first_)))
#else
#define PRINTF_LIKE(format_, first_)
#endif

/* Errors kept; of those beyond, only the number is told. */
#define DIAGNOSTICS_MAX 1000
/* Bytes that source_read() reads at most: 64 MiB. */
#define SOURCE_SIZE_MAX ((size_t)64 * 1024 * 1024)

/* A file's text. Zero-terminated; `size` is without the zero, and the text may have others. */
struct source {
    char *path;
    char *text;
    size_t size;
};

/* Read a whole file. False, with errno set, if that fails: EFBIG beyond SOURCE_SIZE_MAX, EISDIR
 * for a directory. source_free() in either case. */
bool source_read(struct source *source, const char *path);
void source_free(struct source *source);

/* Line and column of byte `offset`, both from 1; a column is a character. O(offset). */
void source_place(const struct source *source, size_t offset, size_t *line, size_t *column);

/* Collects what is wrong. Zero-initialise, print, free. */
struct diagnostics {
    struct diagnostic *list; /* in the order of their places */
    size_t count;
    size_t capacity;
    size_t newest;   /* index of the one that a note goes to */
    size_t dropped;  /* beyond DIAGNOSTICS_MAX */
    bool io_error;   /* a file could not be read: exit code 3 rather than 2 */
    bool memory_out; /* some could not be kept, or something could not be checked */
};

/* An error at bytes [offset, offset + length) of `source`. The texts are copied. Control characters
 * and what is no UTF-8 are shown as U+FFFD. Files come in the order in which each had its first
 * error. */
void diagnose(struct diagnostics *diagnostics, const struct source *source, size_t offset,
              size_t length, const char *format, ...) PRINTF_LIKE(5, 6);
/* Add a note (what is allowed, what was meant) to the newest error. */
void diagnose_note(struct diagnostics *diagnostics, const char *format, ...) PRINTF_LIKE(2, 3);
/* The same, for a note about another place: "WHAT at line 3, column 5". */
void diagnose_note_place(struct diagnostics *diagnostics, const struct source *source,
                         size_t offset, const char *what);
/* An error without a place: the file cannot be read, an option is wrong. */
void diagnose_plain(struct diagnostics *diagnostics, const char *format, ...) PRINTF_LIKE(2, 3);

/* Whether anything was wrong, even if it could not be kept. */
bool diagnostics_any(const struct diagnostics *diagnostics);
/* One of them, for reports in other forms. The texts live as long as it does. */
struct diagnostic_view {
    const char *path; /* NULL: without a place */
    size_t line;
    size_t column;
    const char *message;
    const char *notes; /* one a line; NULL: none */
};
struct diagnostic_view diagnostics_view(const struct diagnostics *diagnostics, size_t index);
/* In the order of their places. Colour if `color`. */
void diagnostics_print(const struct diagnostics *diagnostics, FILE *out, bool color);
void diagnostics_free(struct diagnostics *diagnostics);

/* The candidate nearest to `word`: with few slips between them or, failing that, the first of which
 * one begins with the other. NULL if none is near enough to be meant. O(count). */
const char *nearest_word(const char *word, const char *const *candidates, size_t count);

/* A word of the user's in double quotes, shortened to 40 bytes: quoted(word).text as a %s. */
struct quoted {
    char text[64];
};
struct quoted quoted(const char *word);

#endif
