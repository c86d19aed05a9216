/* screenshot.c - the window's picture as a PNG file.                SPDX-License-Identifier: MIT */
#include "window/screenshot.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "export/film.h"

static bool exists(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file)
        (void)fclose(file);
    return file != NULL;
}

void screenshot_name(char *name, size_t size)
{
    char stamp[32] = "";
    time_t now = time(NULL);
    const struct tm *local = localtime(&now);
    if (local)
        (void)strftime(stamp, sizeof stamp, "%Y%m%d-%H%M%S", local);
    (void)snprintf(name, size, "glowloop-%s.png", stamp);
    for (int i = 2; i < 1000 && exists(name); i++)
        (void)snprintf(name, size, "glowloop-%s-%d.png", stamp, i);
}

/* As film_png wants it: 0xFFRRGGBB, row by row. */
static bool read_window(SDL_Renderer *renderer, uint32_t *pixels, int width, const char *path,
                        char *why)
{
    if (SDL_RenderReadPixels(renderer, NULL, SDL_PIXELFORMAT_ARGB8888, pixels,
                             width * (int)sizeof *pixels) == 0)
        return true;
    (void)snprintf(why, EXPORT_WHY_MAX, "%s: cannot write: %s", path, SDL_GetError());
    return false;
}

bool screenshot_write(SDL_Renderer *renderer, const char *path, char *why)
{
    int width = 0;
    int height = 0;
    SDL_GetRendererOutputSize(renderer, &width, &height);
    uint32_t *pixels = malloc((size_t)width * (size_t)height * sizeof *pixels + 1);
    struct render_picture picture = {.pixels = pixels, .width = width, .height = height};
    struct film_options options = {.width = width, .height = height, .fps = 1};
    bool written = false;
    if (!pixels)
        (void)snprintf(why, EXPORT_WHY_MAX, "%s: cannot write: out of memory", path);
    else if (read_window(renderer, pixels, width, path, why)) {
        struct film *film = film_open(FILM_PNG, path, &options, why);
        if (film)
            (void)film_add(film, &picture, 0);
        written = film && film_close(film, true, why);
    }
    free(pixels);
    return written;
}
