/* source.c - files as text with places in it.                      SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "engine/excerpt.h"
#include "engine/list.h"
#include "engine/utf8.h"

enum { READ_SIZE = 16384 };

/* Room for one more read and the zero. */
static bool make_room(struct source *source, size_t *capacity)
{
    char *text = list_room(source->text, source->size + READ_SIZE + 1, capacity, 1);
    if (!text) {
        errno = ENOMEM;
        return false;
    }
    source->text = text;
    return true;
}

/* Byte by byte through stdio: the size that a file claims says nothing about pipes and devices. */
static bool read_all(struct source *source, FILE *file)
{
    size_t capacity = 0;
    while (make_room(source, &capacity)) {
        errno = 0;
        size_t got = fread(source->text + source->size, 1, READ_SIZE, file);
        source->size += got;
        source->text[source->size] = '\0';
        if (ferror(file)) {
            errno = errno ? errno : EIO;
            return false;
        }
        if (got < READ_SIZE)
            return true;
        if (source->size > SOURCE_SIZE_MAX) {
            errno = EFBIG;
            return false;
        }
    }
    return false;
}

bool source_read(struct source *source, const char *path)
{
    *source = (struct source){.path = copy_text(path)};
    if (!source->path) {
        errno = ENOMEM;
        return false;
    }
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    bool complete = read_all(source, file);
    int error = errno;
    fclose(file);
    errno = error;
    return complete;
}

void source_free(struct source *source)
{
    free(source->path);
    free(source->text);
    *source = (struct source){0};
}

void source_place(const struct source *source, size_t offset, size_t *line, size_t *column)
{
    const char *begin = source->text;
    const char *place = source->text + offset;
    const char *next;
    *line = 1;
    while ((next = memchr(begin, '\n', (size_t)(place - begin)))) {
        begin = next + 1;
        *line += 1;
    }
    *column = 1;
    while (begin < place) {
        bool ascii = (unsigned char)*begin < 0x80;
        begin += ascii ? 1 : utf8_length(begin, (size_t)(place - begin));
        *column += 1;
    }
}
