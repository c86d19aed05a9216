/* json.h - JSON whose values know where they stand in the file.    SPDX-License-Identifier: MIT
 *
 * Strict: RFC 8259 to the letter, in UTF-8 without a byte-order mark, and no key twice in one
 * object. What breaks a rule is told with its place. cJSON decodes the values; the scanner in
 * json_scan.c, walking the same text, gives them their places.
 */
#ifndef ENGINE_JSON_H
#define ENGINE_JSON_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>

#include "engine/arena.h"
#include "engine/diagnostics.h"

/* Objects and arrays within each other, at most. */
#define JSON_DEPTH_MAX 32
/* Characters of a number; cJSON reads no more than 63. */
#define JSON_NUMBER_MAX 60

enum json_type { JSON_NULL, JSON_BOOLEAN, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

/* A value; of an object, also its key. Places are bytes of the source, with quotes and brackets. */
struct json_node {
    enum json_type type;
    size_t offset, length;
    size_t key_offset, key_length; /* 0 if it is no member of an object */
    size_t count;                  /* of its items or members */
    const char *key;               /* NULL if it is no member of an object */
    const char *text;              /* of a string, else NULL; has no zeros within */
    double number;                 /* of a number */
    bool truth;                    /* of a boolean */
    bool repeated;                 /* its key was used before: an error, told already */
    struct json_node *first;       /* item or member */
    struct json_node *next;        /* after this one, where it is an item or a member */
};

struct json {
    struct json_node *root; /* NULL after a syntax error */
    cJSON *tree;            /* owns the texts */
    struct arena arena;     /* owns the nodes */
};

/* Read `source`, which must outlive it. False, with the reason in `diagnostics`, if it has no root.
 * Keys that are used twice are told, too, but leave a root. json_free() in any case.
 * O(n log n). */
bool json_parse(struct json *json, const struct source *source, struct diagnostics *diagnostics);
void json_free(struct json *json);

/* The member of that key, the first if there are several; NULL: none, or no object. */
const struct json_node *json_member(const struct json_node *object, const char *key);

/* Where byte `index` of a string's text stands in its source, which has escapes; its size: where
 * the string ends. O(index). */
size_t json_text_offset(const struct json_node *node, const struct source *source, size_t index);

/* "a string", "an object", … for messages. */
const char *json_type_name(enum json_type type);

/* Used by json_parse(): the syntax and the places. NULL after an error, which has been told or, if
 * memory is out, marked in the arena. */
struct json_node *json_scan(const struct source *source, struct arena *arena,
                            struct diagnostics *diagnostics);

#endif
