/* diagnostics.c - errors in files, told as a compiler tells them.  SPDX-License-Identifier: MIT */
#include "engine/diagnostics.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "engine/excerpt.h"
#include "engine/list.h"

enum { MESSAGE_MAX = 1024 };

struct diagnostic {
    char *path; /* NULL: without a place */
    char *message;
    char *notes; /* one a line, or NULL */
    struct excerpt excerpt;
    size_t group; /* the file's number, counted in the order of their first errors */
    size_t offset;
    size_t line;
    size_t column;
};

static char *format_text(const char *format, va_list arguments)
{
    char raw[MESSAGE_MAX];
    if (vsnprintf(raw, sizeof raw, format, arguments) < 0)
        raw[0] = '\0';
    return clean_text(raw);
}

/* ---- Collecting ------------------------------------------------------------------------------ */

static void free_one(struct diagnostic *diagnostic)
{
    free(diagnostic->path);
    free(diagnostic->message);
    free(diagnostic->notes);
    free(diagnostic->excerpt.text);
}

static bool make_room(struct diagnostics *diagnostics)
{
    struct diagnostic *list =
        list_room(diagnostics->list, diagnostics->count + 1, &diagnostics->capacity, sizeof *list);
    if (list)
        diagnostics->list = list;
    return list != NULL;
}

/* The number of that file; a new one if it had no error yet. Each error without a place counts as
 * a file of its own, so that it stays where it came. */
static size_t group_of(const struct diagnostics *diagnostics, const char *path)
{
    size_t next = 0;
    for (size_t i = 0; i < diagnostics->count; i++) {
        const struct diagnostic *other = &diagnostics->list[i];
        if (path && other->path && strcmp(path, other->path) == 0)
            return other->group;
        next = other->group + 1;
    }
    return next;
}

/* Takes over what `diagnostic` owns. */
static void keep(struct diagnostics *diagnostics, struct diagnostic *diagnostic)
{
    if (!diagnostic->message || !make_room(diagnostics)) {
        diagnostics->memory_out = true;
        diagnostics->newest = SIZE_MAX;
        free_one(diagnostic);
        return;
    }
    diagnostic->group = group_of(diagnostics, diagnostic->path);
    size_t at = diagnostics->count++;
    for (; at > 0; at--) {
        const struct diagnostic *before = &diagnostics->list[at - 1];
        if (before->group < diagnostic->group ||
            (before->group == diagnostic->group && before->offset <= diagnostic->offset))
            break;
        diagnostics->list[at] = *before;
    }
    diagnostics->list[at] = *diagnostic;
    diagnostics->newest = at;
}

static bool full(struct diagnostics *diagnostics)
{
    if (diagnostics->count < DIAGNOSTICS_MAX)
        return false;
    diagnostics->dropped++;
    diagnostics->newest = SIZE_MAX;
    return true;
}

/* ---- The calls ------------------------------------------------------------------------------- */

void diagnose(struct diagnostics *diagnostics, const struct source *source, size_t offset,
              size_t length, const char *format, ...)
{
    if (full(diagnostics))
        return;
    if (offset > source->size)
        offset = source->size;
    struct diagnostic diagnostic = {.path = copy_text(source->path), .offset = offset};
    va_list arguments;
    va_start(arguments, format);
    diagnostic.message = format_text(format, arguments);
    va_end(arguments);
    source_place(source, offset, &diagnostic.line, &diagnostic.column);
    diagnostic.excerpt = excerpt_of(source, offset, length);
    if (!diagnostic.path || !diagnostic.excerpt.text)
        diagnostics->memory_out = true;
    keep(diagnostics, &diagnostic);
}

void diagnose_plain(struct diagnostics *diagnostics, const char *format, ...)
{
    if (full(diagnostics))
        return;
    struct diagnostic diagnostic = {.path = NULL};
    va_list arguments;
    va_start(arguments, format);
    diagnostic.message = format_text(format, arguments);
    va_end(arguments);
    keep(diagnostics, &diagnostic);
}

void diagnose_note(struct diagnostics *diagnostics, const char *format, ...)
{
    if (diagnostics->newest >= diagnostics->count)
        return;
    va_list arguments;
    va_start(arguments, format);
    char *note = format_text(format, arguments);
    va_end(arguments);
    struct diagnostic *diagnostic = &diagnostics->list[diagnostics->newest];
    size_t old = diagnostic->notes ? strlen(diagnostic->notes) : 0;
    char *notes = note ? realloc(diagnostic->notes, old + strlen(note) + 2) : NULL;
    if (notes) {
        sprintf(notes + old, "%s\n", note);
        diagnostic->notes = notes;
    } else {
        diagnostics->memory_out = true;
    }
    free(note);
}

/* Finding a place takes time, so it is not done for a note that nobody keeps. */
void diagnose_note_place(struct diagnostics *diagnostics, const struct source *source,
                         size_t offset, const char *what)
{
    size_t line, column;
    if (diagnostics->newest >= diagnostics->count)
        return;
    source_place(source, offset, &line, &column);
    diagnose_note(diagnostics, "%s at line %zu, column %zu", what, line, column);
}

bool diagnostics_any(const struct diagnostics *diagnostics)
{
    return diagnostics->count > 0 || diagnostics->memory_out;
}

void diagnostics_free(struct diagnostics *diagnostics)
{
    for (size_t i = 0; i < diagnostics->count; i++)
        free_one(&diagnostics->list[i]);
    free(diagnostics->list);
    *diagnostics = (struct diagnostics){0};
}

struct diagnostic_view diagnostics_view(const struct diagnostics *diagnostics, size_t index)
{
    const struct diagnostic *diagnostic = &diagnostics->list[index];
    return (struct diagnostic_view){diagnostic->path, diagnostic->line, diagnostic->column,
                                    diagnostic->message, diagnostic->notes};
}

/* ---- Printing -------------------------------------------------------------------------------- */

struct style {
    const char *error, *strong, *mark, *plain;
};

static const struct style styles[] = {{"", "", "", ""},
                                      {"\033[1;31m", "\033[1m", "\033[1;36m", "\033[0m"}};

static void repeat(FILE *out, char c, size_t count)
{
    while (count-- > 0)
        putc(c, out);
}

static void print_notes(FILE *out, const char *notes, int gutter, const struct style *style)
{
    while (notes && *notes) {
        int length = (int)strcspn(notes, "\n");
        fprintf(out, "%*s %s=%s note: %.*s\n", gutter, "", style->mark, style->plain, length,
                notes);
        notes += length + 1;
    }
}

static void print_excerpt(FILE *out, const struct diagnostic *diagnostic, int gutter,
                          const struct style *style)
{
    fprintf(out, "%s%*zu |%s %s\n", style->mark, gutter, diagnostic->line, style->plain,
            diagnostic->excerpt.text);
    fprintf(out, "%s%*s |%s ", style->mark, gutter, "", style->plain);
    repeat(out, ' ', diagnostic->excerpt.caret);
    fprintf(out, "%s^", style->error);
    if (diagnostic->excerpt.underlined > 1)
        repeat(out, '~', diagnostic->excerpt.underlined - 1);
    fprintf(out, "%s\n", style->plain);
}

static void print_one(FILE *out, const struct diagnostic *diagnostic, const struct style *style)
{
    int gutter = snprintf(NULL, 0, "%zu", diagnostic->line);
    gutter = gutter < 3 ? 3 : gutter;
    if (diagnostic->path)
        fprintf(out, "%s%s:%zu:%zu:%s ", style->strong, diagnostic->path, diagnostic->line,
                diagnostic->column, style->plain);
    fprintf(out, "%serror:%s %s%s%s\n", style->error, style->plain, style->strong,
            diagnostic->message, style->plain);
    if (diagnostic->path && diagnostic->excerpt.text)
        print_excerpt(out, diagnostic, gutter, style);
    print_notes(out, diagnostic->notes, gutter, style);
}

void diagnostics_print(const struct diagnostics *diagnostics, FILE *out, bool color)
{
    const struct style *style = &styles[color];
    for (size_t i = 0; i < diagnostics->count; i++)
        print_one(out, &diagnostics->list[i], style);
    if (diagnostics->dropped)
        fprintf(out, "%serror:%s and %zu more\n", style->error, style->plain, diagnostics->dropped);
    if (diagnostics->memory_out)
        fprintf(out, "%serror:%s out of memory\n", style->error, style->plain);
}
