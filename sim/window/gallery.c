/* gallery.c - scenes to choose from: which there are, and what they look like.
 *                                                                  SPDX-License-Identifier: MIT */
#include "window/gallery.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "window/internal.h"

#define SHOWN_US 700000u /* of virtual time, before the picture is taken */

/* ---- Which there are ------------------------------------------------------------------------- */

static bool ends(const char *text, const char *end)
{
    size_t size = strlen(text);
    return size > strlen(end) && strcmp(text + size - strlen(end), end) == 0;
}

static bool is_scene(const char *name)
{
    return ends(name, ".json") && !ends(name, ".schema.json") && !ends(name, ".scenario.json");
}

static bool is_directory(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* Those of a directory, and of what is in it, `depth` levels down. */
static void list(struct gallery *gallery, const char *directory, int depth)
{
    DIR *entries = opendir(directory);
    const struct dirent *entry;
    while (entries && (entry = readdir(entries)) != NULL && gallery->count < GALLERY_SCENES) {
        struct gallery_scene *scene = &gallery->scenes[gallery->count];
        int size = snprintf(scene->path, sizeof scene->path, "%s/%s", directory, entry->d_name);
        if (*entry->d_name == '.' || size >= (int)sizeof scene->path)
            continue;
        if (is_scene(entry->d_name)) {
            gallery->count++;
        } else if (depth > 0 && is_directory(scene->path)) {
            char inner[512];
            memcpy(inner, scene->path, sizeof inner);
            list(gallery, inner, depth - 1);
        }
    }
    if (entries)
        (void)closedir(entries);
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct gallery_scene *)a)->path, ((const struct gallery_scene *)b)->path);
}

/* The directory of the present scene; where that is one of several, the one above them. */
static void find_directory(const char *path, char directory[512])
{
    (void)snprintf(directory, 512, "%s", path);
    char *slash = strrchr(directory, '/');
    if (!slash) {
        memcpy(directory, ".", 2);
        return;
    }
    *slash = '\0';
    char schema[560];
    (void)snprintf(schema, sizeof schema, "%s/../scene.schema.json", directory);
    FILE *file = fopen(schema, "r");
    slash = strrchr(directory, '/');
    if (file && slash)
        *slash = '\0';
    if (file)
        (void)fclose(file);
}

void gallery_free(struct gallery *gallery)
{
    for (int i = 0; i < gallery->count; i++)
        free(gallery->scenes[i].pixels);
    free(gallery->scenes);
    *gallery = (struct gallery){0};
}

void gallery_toggle(struct window *window)
{
    struct gallery *gallery = &window->gallery;
    char directory[512];
    bool visible = !gallery->visible;
    gallery_free(gallery);
    panels_stale(window);
    if (!visible)
        return;
    gallery->scenes = calloc(GALLERY_SCENES, sizeof *gallery->scenes);
    if (!gallery->scenes)
        return;
    find_directory(window->scene->path, directory);
    list(gallery, directory, 1);
    qsort(gallery->scenes, (size_t)gallery->count, sizeof *gallery->scenes, by_path);
    for (int i = 0; i < gallery->count; i++)
        if (strcmp(gallery->scenes[i].path, window->scene->path) == 0)
            gallery->chosen = i;
    gallery->visible = true;
}

/* ---- What they look like ----------------------------------------------------------------------
 */

static void keep_picture(struct gallery_scene *one, const struct render_picture *picture)
{
    size_t count = (size_t)picture->width * (size_t)picture->height;
    one->pixels = malloc(count * sizeof *one->pixels);
    if (!one->pixels)
        return;
    memcpy(one->pixels, picture->pixels, count * sizeof *one->pixels);
    one->width = picture->width;
    one->height = picture->height;
}

static void draw_parts(struct window *window, struct gallery_scene *one, const struct scene *scene,
                       const struct sim *sim)
{
    struct render_part parts[SCENE_PARTS_MAX];
    struct label_size labels[SCENE_PARTS_MAX] = {{0, 0}};
    struct render_view view = {.width = scaled(window, GALLERY_WIDTH),
                               .height = scaled(window, GALLERY_HEIGHT),
                               .background = window->colors->ground,
                               .exposure = RENDER_EXPOSURE_NEUTRAL,
                               .ambient = window->colors->ambient};
    struct render_box stage = {0, 0, view.width, view.height};
    struct render *render = render_new();
    if (!render)
        return;
    layout_parts(scene, parts, &stage, labels);
    layout_fit(&view, parts, scene->part_count, &stage, labels, LAYOUT_SCALE_ONE / 4);
    layout_light(sim, scene, parts);
    const struct render_picture *picture = render_draw(render, &view, parts, scene->part_count);
    if (picture)
        keep_picture(one, picture);
    render_free(render);
}

static struct sim *preview(const struct window_options *options, const struct scene *scene)
{
    if (options->preview)
        return options->preview(options->context, scene);
    return sim_new(scene, NULL, NULL);
}

static void look_at(struct window *window, struct gallery_scene *one)
{
    struct diagnostics diagnostics = {0};
    struct scene *scene = scene_load(one->path, &diagnostics);
    struct sim *sim = scene ? preview(window->options, scene) : NULL;
    diagnostics_free(&diagnostics);
    one->broken = !scene;
    (void)snprintf(one->name, sizeof one->name, "%s", scene ? scene->name : "not in order");
    if (sim) {
        (void)sim_run(sim, scene->cost.boot_us + SHOWN_US);
        draw_parts(window, one, scene, sim);
    }
    sim_free(sim);
    scene_free(scene);
}

bool gallery_advance(struct window *window)
{
    struct gallery *gallery = &window->gallery;
    for (int i = 0; gallery->visible && i < gallery->count; i++)
        if (!*gallery->scenes[i].name) {
            look_at(window, &gallery->scenes[i]);
            panels_stale(window);
            return true;
        }
    return false;
}
