/* excerpt.c - a line of a file, made fit to be shown.              SPDX-License-Identifier: MIT */
#include "engine/excerpt.h"

#include <stdlib.h>
#include <string.h>

#include "engine/utf8.h"

enum { TEXT_MAX = 1024, SHOWN_MAX = 96, LEFT_MAX = 64, TAB_SPACES = 4 };

#define REPLACEMENT "\xEF\xBF\xBD"

/* A growing string of at most TEXT_MAX bytes, cut at a character. */
struct text {
    char bytes[TEXT_MAX];
    size_t size;
};

static void add(struct text *text, const char *bytes, size_t size)
{
    if (text->size + size < sizeof text->bytes) {
        memcpy(text->bytes + text->size, bytes, size);
        text->size += size;
    }
    text->bytes[text->size] = '\0';
}

/* What a terminal would obey instead of showing: C0 and C1 controls, and the marks that turn the
 * direction of writing. A byte-order mark would be invisible. */
static bool obeyed(const char *character, size_t length)
{
    static const char *const marks[] = {"\xEF\xBB\xBF", "\u202A", "\u202B", "\u202C", "\u202D",
                                        "\u202E",       "\u2066", "\u2067", "\u2068", "\u2069"};
    unsigned char first = (unsigned char)character[0];
    if (length == 1)
        return first < 0x20 || first == 0x7F;
    if (length == 2)
        return first == 0xC2 && (unsigned char)character[1] < 0xA0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(marks[i], character, length) == 0)
            return true;
    return false;
}

/* One character of foreign text, made harmless. Returns its size. */
static size_t add_character(struct text *text, const char *bytes, size_t size)
{
    size_t length;
    if (!utf8_valid(bytes, size, &length)) {
        add(text, REPLACEMENT, sizeof REPLACEMENT - 1);
        return 1;
    }
    if (obeyed(bytes, length))
        add(text, REPLACEMENT, sizeof REPLACEMENT - 1);
    else
        add(text, bytes, length);
    return length;
}

char *copy_text(const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy = malloc(size);
    if (copy)
        memcpy(copy, text, size);
    return copy;
}

char *clean_text(const char *raw)
{
    struct text clean = {.size = 0};
    size_t size = strlen(raw);
    for (size_t i = 0; i < size;)
        i += add_character(&clean, raw + i, size - i);
    return copy_text(clean.bytes);
}

struct span {
    const char *line;
    const char *end;
    const char *from; /* the marked bytes, all within the line */
    const char *to;
};

static struct span find_span(const struct source *source, size_t offset, size_t length)
{
    struct span span;
    const char *text_end = source->text + source->size;
    span.from = source->text + offset;
    span.line = span.from;
    while (span.line > source->text && span.line[-1] != '\n')
        span.line--;
    span.end = memchr(span.from, '\n', (size_t)(text_end - span.from));
    if (!span.end)
        span.end = text_end;
    span.to = length < (size_t)(span.end - span.from) ? span.from + length : span.end;
    if (span.end > span.from && span.end[-1] == '\r')
        span.end--;
    if (span.to > span.end)
        span.to = span.end;
    return span;
}

/* Where the shown part of the line begins: at its begin, unless the marked place is beyond what
 * can be shown. */
static const char *shown_from(const struct span *span)
{
    if (span->from - span->line <= LEFT_MAX || span->to - span->line <= SHOWN_MAX)
        return span->line;
    const char *from = span->from - LEFT_MAX;
    while (from < span->from && ((unsigned char)*from & 0xC0) == 0x80)
        from++;
    return from;
}

struct excerpt excerpt_of(const struct source *source, size_t offset, size_t length)
{
    struct excerpt excerpt = {.text = NULL};
    struct span span = find_span(source, offset, length);
    struct text text = {.size = 0};
    const char *at = shown_from(&span);
    size_t columns = at > span.line;
    if (columns)
        add(&text, "…", sizeof "…" - 1);
    while (at < span.end && columns < SHOWN_MAX) {
        size_t width = *at == '\t' ? TAB_SPACES : 1;
        if (at < span.from)
            excerpt.caret = columns + width;
        else if (at < span.to)
            excerpt.underlined += width;
        columns += width;
        if (*at == '\t') {
            add(&text, "    ", TAB_SPACES);
            at++;
        } else {
            at += add_character(&text, at, (size_t)(span.end - at));
        }
    }
    if (at < span.end)
        add(&text, "…", sizeof "…" - 1);
    excerpt.text = copy_text(text.bytes);
    return excerpt;
}
