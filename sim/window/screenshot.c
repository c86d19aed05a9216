/* screenshot.c - the window's picture as a PNG file.                SPDX-License-Identifier: MIT */
#include "window/screenshot.h"

#include <stdio.h>
#include <time.h>

#include "export/film.h"

static bool exists(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file)
        (void)fclose(file);
    return file != NULL;
}

void screenshot_name(char *name, size_t size, const char *ending)
{
    char stamp[32] = "";
    time_t now = time(NULL);
    const struct tm *local = localtime(&now);
    if (local)
        (void)strftime(stamp, sizeof stamp, "%Y%m%d-%H%M%S", local);
    (void)snprintf(name, size, "glowloop-%s.%s", stamp, ending);
    for (int i = 2; i < 1000 && exists(name); i++)
        (void)snprintf(name, size, "glowloop-%s-%d.%s", stamp, i, ending);
}

bool screenshot_write(const struct frame *frame, const char *path, char *why)
{
    struct render_picture picture = {
        .pixels = frame->pixels, .width = frame->width, .height = frame->height};
    struct film_options options = {.width = frame->width, .height = frame->height, .fps = 1};
    struct film *film = film_open(FILM_PNG, path, &options, why);
    if (film)
        (void)film_add(film, &picture, 0);
    return film && film_close(film, true, why);
}
