/* json_write.h - JSON as text, two spaces a level.                 SPDX-License-Identifier: MIT
 *
 *     struct json_writer writer = {.out = stdout};
 *     json_open(&writer, NULL, '{');
 *     json_text(&writer, "name", "two rings");
 *     json_close(&writer, '}');
 *
 * `key` is NULL for what is no member of an object. Errors stay with the stream.
 */
#ifndef ENGINE_JSON_WRITE_H
#define ENGINE_JSON_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Zero-initialise all but `out`. */
struct json_writer {
    FILE *out;
    unsigned depth;
    bool filled; /* something stands in the innermost object or array */
};

/* A text in quotes, for those who write JSON in their own way. Bytes that are no UTF-8 become
 * U+FFFD each. */
void json_quote(FILE *out, const char *text);

/* Brackets: '{' and '}', or '[' and ']'. With the last one the line ends. */
void json_open(struct json_writer *writer, const char *key, char bracket);
void json_close(struct json_writer *writer, char bracket);
void json_text(struct json_writer *writer, const char *key, const char *text);
void json_truth(struct json_writer *writer, const char *key, bool truth);
/* Exact for whole numbers up to 2^53, else to 15 digits. */
void json_number(struct json_writer *writer, const char *key, double number);
/* An array of texts on one line. */
void json_texts(struct json_writer *writer, const char *key, const char *const *texts,
                size_t count);

#endif
