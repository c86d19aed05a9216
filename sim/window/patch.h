/* patch.h - values put into the text of a scene.                    SPDX-License-Identifier: MIT
 *
 * Whatever stands in the file keeps its form: only the values that changed are written, in their
 * places; what was not there yet comes behind its neighbours. The result is read and checked as a
 * scene before it replaces the file.
 */
#ifndef WINDOW_PATCH_H
#define WINDOW_PATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/json.h"
#include "engine/scene.h"

#define PATCHES_MAX (SCENE_PARTS_MAX + SCENE_SETTINGS_MAX)

/* Text in place of `length` bytes at `offset`. */
struct patch {
    size_t offset;
    size_t length;
    char text[96];
};

/* A scene's file, open for changes. */
struct patches {
    const struct scene *scene;
    struct source source;
    struct json json;
    struct patch list[PATCHES_MAX];
    size_t count;
};

/* Read the file that `scene` was read from. False, with one line in `why`, if that cannot be, or it
 * is another one by now. patches_close() in either case. */
bool patches_open(struct patches *patches, const struct scene *scene, char *why, size_t why_size);
void patches_close(struct patches *patches);

/* Give a part a place, um from the scene's middle. */
void patch_place(struct patches *patches, size_t part, int32_t x_um, int32_t y_um);
/* Let a control or a setting begin with that value. */
void patch_setting(struct patches *patches, const struct scene_setting *setting, int32_t value);

/* Write the file, whole or not at all. False, with one line in `why`. */
bool patches_write(struct patches *patches, char *why, size_t why_size);

#endif
