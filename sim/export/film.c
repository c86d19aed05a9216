/* film.c - files of pictures: opening, closing, what goes wrong.   SPDX-License-Identifier: MIT */
#include "export/film.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "export/film_internal.h"

static const struct film_writer *const writers[FILM_KINDS] = {&film_png, &film_gif, &film_mp4};

enum film_kind film_kind_of(const char *path)
{
    size_t length = strlen(path);
    int kind = 0;
    for (; kind < FILM_KINDS; kind++) {
        size_t size = strlen(writers[kind]->ending);
        if (length > size && strcmp(path + length - size, writers[kind]->ending) == 0)
            break;
    }
    return (enum film_kind)kind;
}

void film_fail(struct film *film, const char *why)
{
    if (film->why[0] == '\0')
        (void)snprintf(film->why, sizeof film->why, "%s", why);
}

void film_bytes(const struct render_picture *picture, uint8_t *rgb)
{
    size_t count = (size_t)picture->width * (size_t)picture->height;
    for (size_t i = 0; i < count; i++) {
        *rgb++ = (uint8_t)(picture->pixels[i] >> 16);
        *rgb++ = (uint8_t)(picture->pixels[i] >> 8);
        *rgb++ = (uint8_t)picture->pixels[i];
    }
}

static void tell(const struct film *film, const char *path, char *why)
{
    (void)snprintf(why, EXPORT_WHY_MAX, "%s: cannot write: %s", path, film->why);
}

struct film *film_open(enum film_kind kind, const char *path, const struct film_options *options,
                       char *why)
{
    struct film *film = calloc(1, sizeof *film);
    size_t size = strlen(path) + sizeof ".part";
    char *part = malloc(size);
    if (film == NULL || part == NULL) {
        (void)snprintf(why, EXPORT_WHY_MAX, "%s: cannot write: out of memory", path);
        free(part);
        free(film);
        return NULL;
    }
    (void)snprintf(part, size, "%s.part", path);
    *film = (struct film){.writer = writers[kind], .path = path, .part = part, .options = *options};
    if (!film->writer->own_file && (film->out = fopen(part, "wb")) == NULL)
        film_fail(film, strerror(errno));
    else
        film->writer->begin(film);
    if (film->why[0] == '\0')
        return film;
    (void)film_close(film, true, why);
    return NULL;
}

bool film_add(struct film *film, const struct render_picture *picture, uint64_t until_us)
{
    errno = 0;
    if (film->why[0] == '\0')
        film->writer->add(film, picture, until_us);
    if (film->out != NULL && ferror(film->out))
        film_fail(film, errno == 0 ? "an error of the disk" : strerror(errno));
    return film->why[0] == '\0';
}

static void close_file(struct film *film)
{
    if (film->out == NULL)
        return;
    errno = 0;
    bool arrived = fflush(film->out) == 0 && !ferror(film->out);
    if (fclose(film->out) != 0 || !arrived)
        film_fail(film, errno == 0 ? "an error of the disk" : strerror(errno));
}

bool film_close(struct film *film, bool keep, char *why)
{
    if (film == NULL)
        return true;
    if (!keep)
        film_fail(film, "it was not wanted any more");
    if (film->writer->own_file || film->out != NULL)
        film->writer->end(film);
    close_file(film);
    if (film->why[0] == '\0' && rename(film->part, film->path) != 0)
        film_fail(film, strerror(errno));
    bool complete = film->why[0] == '\0';
    if (!complete) {
        (void)remove(film->part);
        tell(film, film->path, why);
    }
    free(film->part);
    free(film);
    return complete || !keep;
}
