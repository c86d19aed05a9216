/* build.h - making firmware of a scene, for the verbs that need some.
 *                                                                  SPDX-License-Identifier: MIT */
#ifndef CLI_BUILD_H
#define CLI_BUILD_H

#include <stddef.h>

#include "bake/bake.h"

/* The board of that name: NULL, or what is wrong with the name. */
const char *build_find_board(const struct bake_board **board, const char *name);

/* What `glowloop build SCENE -o FOLDER` does, for `board` or, if NULL, the scene's own. Returns an
 * exit code; all that is wrong has been told. `uf2_path` gets the result's path. */
int build_scene(const char *scene_path, const struct bake_board *board, const char *folder,
                char *uf2_path, size_t size);

/* What `build` names the image of a scene for `board`: SCENE-BOARD.ENDING, where SCENE is the name
 * of its file without its own ending or, if that is a project's, of its folder. */
void build_name(const char *scene_path, const struct bake_board *board, const char *ending,
                char *name, size_t size);

#endif
