/* json_scan.c - the syntax of JSON, strictly, and where its values stand.
 *                                                                  SPDX-License-Identifier: MIT
 * Everything that cJSON lets pass though it is no JSON is an error here, so that it never decides
 * about validity. Each function begins at its first character and ends behind its last.
 */
#include <stdlib.h>
#include <string.h>

#include "engine/json.h"
#include "engine/utf8.h"

struct scanner {
    const struct source *source;
    struct arena *arena;
    struct diagnostics *diagnostics;
    size_t at;
    unsigned depth;
};

static bool scan_value(struct scanner *scanner, struct json_node *node);

static const char *rest(const struct scanner *scanner)
{
    return scanner->source->text + scanner->at;
}

/* The text ends in a zero, so looking at the character behind the last is fine. */
static char peek(const struct scanner *scanner)
{
    return *rest(scanner);
}

static bool at_end(const struct scanner *scanner)
{
    return scanner->at >= scanner->source->size;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_word(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static void skip_space(struct scanner *scanner)
{
    scanner->at += strspn(rest(scanner), " \t\r\n");
}

/* What stands here, for a message: "}", a word, the end of the file. */
static struct quoted found(const struct scanner *scanner)
{
    struct quoted end = {"the end of the file"}, zero = {"a zero byte"}, text = {"a string"};
    if (peek(scanner) == '\0')
        return at_end(scanner) ? end : zero;
    if (peek(scanner) == '"')
        return text;
    char word[32] = "";
    size_t size = 0;
    while (is_word(rest(scanner)[size]) && size < sizeof word - 1)
        size++;
    if (size == 0)
        size = utf8_length(rest(scanner), scanner->source->size - scanner->at);
    memcpy(word, rest(scanner), size);
    return quoted(word);
}

static size_t found_length(const struct scanner *scanner)
{
    size_t size = 0;
    while (is_word(rest(scanner)[size]))
        size++;
    return size ? size : 1;
}

/* Always false, so that a failing function can return it. */
static bool expected(struct scanner *scanner, const char *what)
{
    diagnose(scanner->diagnostics, scanner->source, scanner->at, found_length(scanner),
             "expected %s, found %s", what, found(scanner).text);
    char c = peek(scanner);
    if (c == '/' || c == '#')
        diagnose_note(scanner->diagnostics, "JSON has no comments");
    else if (c == '\'')
        diagnose_note(scanner->diagnostics, "JSON has its strings in double quotes: \"…\"");
    return false;
}

/* ---- Strings --------------------------------------------------------------------------------- */

static bool bad_string(struct scanner *scanner, size_t length, const char *what)
{
    diagnose(scanner->diagnostics, scanner->source, scanner->at, length, "%s", what);
    return false;
}

/* Four hexadecimal digits at `text`, or -1. */
static long hexadecimal(const char *text)
{
    if (strspn(text, "0123456789abcdefABCDEF") < 4)
        return -1;
    char digits[5] = {text[0], text[1], text[2], text[3], '\0'};
    return strtol(digits, NULL, 16);
}

/* Characters beyond U+FFFF are two \u, of which neither may stand alone. */
static bool scan_unicode(struct scanner *scanner)
{
    long unit = hexadecimal(rest(scanner) + 2);
    if (unit < 0)
        return bad_string(scanner, 2, "\\u needs four hexadecimal digits");
    if (unit == 0)
        return bad_string(scanner, 6, "a string cannot contain the character U+0000");
    if (unit >= 0xD800 && unit <= 0xDFFF) {
        const char *second = rest(scanner) + 6;
        long low = second[0] == '\\' && second[1] == 'u' ? hexadecimal(second + 2) : -1;
        if (unit >= 0xDC00 || low < 0xDC00 || low > 0xDFFF)
            return bad_string(scanner, 6, "half of a surrogate pair stands alone");
        scanner->at += 6;
    }
    scanner->at += 6;
    return true;
}

static bool scan_escape(struct scanner *scanner)
{
    char c = rest(scanner)[1];
    if (c == 'u')
        return scan_unicode(scanner);
    if (c == '\0' || !strchr("\"\\/bfnrt", c)) {
        bad_string(scanner, 2, "unknown escape in a string");
        diagnose_note(scanner->diagnostics,
                      "allowed are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX");
        return false;
    }
    scanner->at += 2;
    return true;
}

static bool scan_character(struct scanner *scanner)
{
    unsigned char c = (unsigned char)peek(scanner);
    size_t length;
    if (c == '\\')
        return scan_escape(scanner);
    if (c < 0x20)
        return bad_string(scanner, 1, "a control character in a string must be escaped");
    if (!utf8_valid(rest(scanner), scanner->source->size - scanner->at, &length))
        return bad_string(scanner, 1, "this byte is no UTF-8");
    scanner->at += length;
    return true;
}

static bool scan_string(struct scanner *scanner)
{
    size_t begin = scanner->at++;
    while (peek(scanner) != '"') {
        char c = peek(scanner);
        if (at_end(scanner) || c == '\n' || c == '\r') {
            scanner->at = begin;
            return bad_string(scanner, strcspn(rest(scanner), "\r\n"),
                              "this string does not end on its line");
        }
        if (!scan_character(scanner))
            return false;
    }
    scanner->at++;
    return true;
}

/* ---- Numbers and words ----------------------------------------------------------------------- */

static bool scan_digits(struct scanner *scanner)
{
    size_t count = 0;
    while (is_digit(peek(scanner))) {
        scanner->at++;
        count++;
    }
    return count > 0;
}

/* What is wrong with the number, or NULL. */
static const char *scan_number_parts(struct scanner *scanner)
{
    if (peek(scanner) == '-')
        scanner->at++;
    if (peek(scanner) == '0' && is_digit(rest(scanner)[1]))
        return "a number does not begin with 0";
    if (!scan_digits(scanner))
        return "a number begins with a digit";
    if (peek(scanner) == '.') {
        scanner->at++;
        if (!scan_digits(scanner))
            return "digits must follow the decimal point";
    }
    if (peek(scanner) == 'e' || peek(scanner) == 'E') {
        scanner->at++;
        if (peek(scanner) == '-' || peek(scanner) == '+')
            scanner->at++;
        if (!scan_digits(scanner))
            return "digits must follow the exponent's e";
    }
    return is_word(peek(scanner)) || peek(scanner) == '.' ? "this is no number" : NULL;
}

static bool scan_number(struct scanner *scanner)
{
    size_t begin = scanner->at;
    const char *problem = scan_number_parts(scanner);
    if (!problem && scanner->at - begin > JSON_NUMBER_MAX)
        problem = "a number has at most 60 characters";
    if (!problem)
        return true;
    scanner->at = begin;
    size_t length = strspn(rest(scanner), "0123456789+-._abcdefghijklmnopqrstuvwxyz"
                                          "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return bad_string(scanner, length, problem);
}

static bool scan_word(struct scanner *scanner, struct json_node *node)
{
    static const char *const words[] = {"true", "false", "null"};
    size_t length = found_length(scanner);
    for (size_t i = 0; i < 3; i++) {
        if (strlen(words[i]) != length || strncmp(rest(scanner), words[i], length) != 0)
            continue;
        node->type = i < 2 ? JSON_BOOLEAN : JSON_NULL;
        scanner->at += length;
        return true;
    }
    char word[32] = "";
    memcpy(word, rest(scanner), length < sizeof word ? length : sizeof word - 1);
    expected(scanner, "a value");
    const char *nearest = nearest_word(word, words, 3);
    if (nearest)
        diagnose_note(scanner->diagnostics, "did you mean %s?", nearest);
    else if (is_word(word[0]))
        diagnose_note(scanner->diagnostics, "a text stands in double quotes: \"%s\"", word);
    return false;
}

/* ---- Arrays and objects ---------------------------------------------------------------------- */

static bool scan_key(struct scanner *scanner, struct json_node *member)
{
    if (peek(scanner) != '"') {
        expected(scanner, "a key in double quotes");
        return false;
    }
    member->key_offset = scanner->at;
    if (!scan_string(scanner))
        return false;
    member->key_length = scanner->at - member->key_offset;
    skip_space(scanner);
    if (peek(scanner) != ':')
        return expected(scanner, "\":\" after the key");
    scanner->at++;
    skip_space(scanner);
    return true;
}

static struct json_node *add_child(struct scanner *scanner, struct json_node *node,
                                   struct json_node *last)
{
    struct json_node *child = arena_get(scanner->arena, sizeof *child);
    if (!child)
        return NULL;
    if (last)
        last->next = child;
    else
        node->first = child;
    node->count++;
    return child;
}

/* After an item: true if another follows. `closed` tells whether the bracket was there instead. */
static bool scan_comma(struct scanner *scanner, const struct json_node *node, bool *closed)
{
    bool object = node->type == JSON_OBJECT;
    char close = object ? '}' : ']';
    skip_space(scanner);
    *closed = peek(scanner) == close;
    if (*closed)
        return false;
    if (peek(scanner) != ',') {
        expected(scanner, object ? "\",\" or \"}\"" : "\",\" or \"]\"");
        if (at_end(scanner))
            diagnose_note_place(scanner->diagnostics, scanner->source, node->offset,
                                object ? "\"{\" was opened" : "\"[\" was opened");
        return false;
    }
    size_t comma = scanner->at++;
    skip_space(scanner);
    if (peek(scanner) != close)
        return true;
    diagnose(scanner->diagnostics, scanner->source, comma, 1, "no comma is allowed before \"%c\"",
             close);
    return false;
}

static bool scan_children(struct scanner *scanner, struct json_node *node)
{
    bool closed = false;
    struct json_node *last = NULL;
    scanner->at++;
    skip_space(scanner);
    if (peek(scanner) == (node->type == JSON_OBJECT ? '}' : ']')) {
        scanner->at++;
        return true;
    }
    do {
        last = add_child(scanner, node, last);
        if (!last || (node->type == JSON_OBJECT && !scan_key(scanner, last)) ||
            !scan_value(scanner, last))
            return false;
    } while (scan_comma(scanner, node, &closed));
    scanner->at += closed;
    return closed;
}

static bool scan_deeper(struct scanner *scanner, struct json_node *node)
{
    if (scanner->depth == JSON_DEPTH_MAX) {
        diagnose(scanner->diagnostics, scanner->source, scanner->at, 1,
                 "more than %d objects and arrays within each other", JSON_DEPTH_MAX);
        return false;
    }
    scanner->depth++;
    bool good = scan_children(scanner, node);
    scanner->depth--;
    return good;
}

static bool scan_any(struct scanner *scanner, struct json_node *node)
{
    char c = peek(scanner);
    if (c == '{' || c == '[') {
        node->type = c == '{' ? JSON_OBJECT : JSON_ARRAY;
        return scan_deeper(scanner, node);
    }
    if (c == '"') {
        node->type = JSON_STRING;
        return scan_string(scanner);
    }
    bool number = is_digit(c) || (c != '\0' && strchr("-+.", c));
    if (number) {
        node->type = JSON_NUMBER;
        return scan_number(scanner);
    }
    return scan_word(scanner, node);
}

static bool scan_value(struct scanner *scanner, struct json_node *node)
{
    node->offset = scanner->at;
    bool good = scan_any(scanner, node);
    node->length = scanner->at - node->offset;
    return good;
}

static bool scan_file(struct scanner *scanner, struct json_node *root)
{
    if (strncmp(rest(scanner), "\xEF\xBB\xBF", 3) == 0) {
        diagnose(scanner->diagnostics, scanner->source, 0, 3, "the file has a byte-order mark");
        diagnose_note(scanner->diagnostics, "save it as UTF-8 without one");
        return false;
    }
    skip_space(scanner);
    if (!scan_value(scanner, root))
        return false;
    skip_space(scanner);
    return at_end(scanner) || expected(scanner, "the end of the file");
}

struct json_node *json_scan(const struct source *source, struct arena *arena,
                            struct diagnostics *diagnostics)
{
    struct scanner scanner = {.source = source, .arena = arena, .diagnostics = diagnostics};
    struct json_node *root = arena_get(arena, sizeof *root);
    return root && scan_file(&scanner, root) ? root : NULL;
}
