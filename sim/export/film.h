/* film.h - pictures, one after the other, as a file.               SPDX-License-Identifier: MIT
 *
 * The file comes to be under another name, PATH.part, and gets its own when it is complete: nobody
 * ever sees half of one.
 */
#ifndef EXPORT_FILM_H
#define EXPORT_FILM_H

#include <stdbool.h>
#include <stdint.h>

#include "export/export.h"
#include "render/render.h"

enum film_kind {
    FILM_PNG, /* one picture */
    FILM_GIF, /* at most 50 pictures a second, which is what browsers show */
    FILM_MP4, /* by ffmpeg, which must be installed */
    FILM_KINDS
};

struct film_options {
    int32_t width; /* of all pictures */
    int32_t height;
    uint32_t fps; /* 1 or more */
};

/* The kind by the ending of `path`; FILM_KINDS: none of them. */
enum film_kind film_kind_of(const char *path);

struct film;

/* `path` must outlive it. NULL, with the reason and the path in `why` (EXPORT_WHY_MAX bytes), if
 * it cannot be written. */
struct film *film_open(enum film_kind kind, const char *path, const struct film_options *options,
                       char *why);
/* The next picture; until `until_us` of the film it stays. Of a PNG the last one counts. False:
 * there is no use in going on; film_close() tells why. */
bool film_add(struct film *film, const struct render_picture *picture, uint64_t until_us);
/* Complete the file or, unless `keep`, leave nothing. Frees it. False, with the reason and the path
 * in `why`, if that failed. NULL is fine, and true. */
bool film_close(struct film *film, bool keep, char *why);

#endif
