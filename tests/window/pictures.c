/* pictures.c - each scene in a window, kept as a picture: window_pictures WIDTHxHEIGHT FOLDER SCENE
 * … SPDX-License-Identifier: MIT Fails if a window has another size, shows nothing, or cuts words
 * off. How it looks is for people: they find the pictures in FOLDER, one for each scene.
 */
#include <SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "window/window.h"

#define SHOWN_US   1500000u /* of virtual time, before the picture is taken */
#define COLORS_MIN 24       /* of a picture that shows anything: words alone have more */

struct show {
    const char *path;
    int width, height;
    struct scene *scene;
    struct sim *sim;
    size_t colors; /* of the last picture */
    bool sized;    /* it has the size that it should have */
    char cut[200]; /* words that were cut off */
};

static struct sim *start(void *context, bool again, sim_listener listener, void *listener_context)
{
    struct show *show = context;
    (void)again;
    sim_free(show->sim);
    show->sim = sim_new(show->scene, listener, listener_context);
    return show->sim;
}

static void cut(void *context, const char *words)
{
    struct show *show = context;
    if (!*show->cut)
        (void)snprintf(show->cut, sizeof show->cut, "%s", words);
}

/* Different ones, as far as a look at every 7th pixel goes; no more than are asked for. */
static size_t count_colors(const SDL_Surface *surface)
{
    uint32_t found[COLORS_MIN];
    size_t count = 0;
    for (int i = 0; i < surface->w * surface->h && count < COLORS_MIN; i += 7) {
        const uint8_t *row = (const uint8_t *)surface->pixels + i / surface->w * surface->pitch;
        uint32_t color = 0;
        size_t known = 0;
        memcpy(&color, row + (size_t)(i % surface->w) * 4, 4);
        while (known < count && found[known] != color)
            known++;
        if (known == count)
            found[count++] = color;
    }
    return count;
}

static void shown(void *context)
{
    struct show *show = context;
    const SDL_Surface *surface = SDL_GetWindowSurface(SDL_GetWindowFromID(1));
    show->sized = surface && surface->w == show->width && surface->h == show->height;
    show->colors = surface && surface->format->BytesPerPixel == 4 ? count_colors(surface) : 0;
}

/* The path with _ for /, and its end exchanged. */
static void name_picture(const struct show *show, const char *folder, char path[1024])
{
    const char *name = strstr(show->path, "scenes/");
    int size = snprintf(path, 1024, "%s/", folder);
    (void)snprintf(path + size, 1024 - (size_t)size, "%s", name ? name + 7 : show->path);
    for (char *c = path + size; *c; c++)
        *c = *c == '/' ? '_' : *c;
    char *end = strstr(path + size, ".json");
    if (end)
        (void)snprintf(end, 1024 - (size_t)(end - path), ".png");
}

static bool judge(const struct show *show, const struct window_result *result)
{
    const char *problem = NULL;
    if (result->end == WINDOW_NO_DISPLAY || result->end == WINDOW_FAILED)
        problem = result->reason;
    else if (result->screenshot_failed)
        problem = "the picture could not be written";
    else if (!show->sized)
        problem = "the window has another size";
    else if (show->colors < COLORS_MIN)
        problem = "there is next to nothing in it";
    if (problem)
        printf("%s: %s\n", show->path, problem);
    if (*show->cut)
        printf("%s: cut off: %s\n", show->path, show->cut);
    return !problem && !*show->cut;
}

static bool take(struct show *show, const char *folder)
{
    char picture[1024];
    struct diagnostics diagnostics = {0};
    show->scene = scene_load(show->path, &diagnostics);
    diagnostics_print(&diagnostics, stdout, false);
    diagnostics_free(&diagnostics);
    if (!show->scene)
        return false;
    name_picture(show, folder, picture);
    struct window_options options = {.start = start,
                                     .context = show,
                                     .speed_eighths = WINDOW_SPEED_MAX,
                                     .end_us = show->scene->cost.boot_us + SHOWN_US,
                                     .width = show->width,
                                     .height = show->height,
                                     .screenshot_path = picture,
                                     .cut = cut,
                                     .shown = shown};
    struct window_result result = window_play(show->scene, &options);
    sim_free(show->sim);
    scene_free(show->scene);
    return judge(show, &result);
}

int main(int argc, char **argv)
{
    struct show size = {0};
    int failures = 0;
    if (argc < 4 || sscanf(argv[1], "%dx%d", &size.width, &size.height) != 2) {
        fprintf(stderr, "usage: window_pictures WIDTHxHEIGHT FOLDER SCENE ...\n");
        return 2;
    }
    for (int i = 3; i < argc; i++) {
        struct show show = {.path = argv[i], .width = size.width, .height = size.height};
        failures += !take(&show, argv[2]);
    }
    printf("%d pictures, %d failed\n", argc - 3, failures);
    return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
