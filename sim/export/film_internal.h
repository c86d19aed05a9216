/* film_internal.h - what the kinds of films share.                 SPDX-License-Identifier: MIT */
#ifndef EXPORT_FILM_INTERNAL_H
#define EXPORT_FILM_INTERNAL_H

#include <stdio.h>

#include "export/film.h"

struct film {
    const struct film_writer *writer;
    const char *path;
    char *part; /* the name while it comes to be */
    FILE *out;
    struct film_options options;
    void *state;   /* the kind's own */
    char why[256]; /* the first failure; "": none */
};

/* Of a kind. What fails calls film_fail(); end() is called in any case, and frees `state`. */
struct film_writer {
    const char *ending;
    bool own_file; /* begin() opens what it needs, `out` is NULL */
    void (*begin)(struct film *film);
    void (*add)(struct film *film, const struct render_picture *picture, uint64_t until_us);
    void (*end)(struct film *film);
};

extern const struct film_writer film_png, film_gif, film_mp4;

/* Red, green and blue bytes of each pixel; `rgb` has room for them. */
void film_bytes(const struct render_picture *picture, uint8_t *rgb);

/* The first failure stays. */
void film_fail(struct film *film, const char *why);

#endif
