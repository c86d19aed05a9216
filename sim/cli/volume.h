/* volume.h - the drive that a board in its boot loader shows, and copying to it.
 *                                                                  SPDX-License-Identifier: MIT */
#ifndef CLI_VOLUME_H
#define CLI_VOLUME_H

#include <stdbool.h>
#include <stddef.h>

#define VOLUME_PATH_MAX 1024
#define VOLUMES_MAX     16

struct volume {
    char path[VOLUME_PATH_MAX];
    char board_id[64]; /* of INFO_UF2.TXT: "RPI-RP2" for an RP2040 */
};

/* The drives that have an INFO_UF2.TXT, below the usual places or, if it is set, those that
 * GLOWLOOP_VOLUMES names, separated by colons. Returns how many, at most VOLUMES_MAX. */
size_t volume_find(struct volume volumes[VOLUMES_MAX]);

/* Whether it is one, at that path. */
bool volume_at(struct volume *volume, const char *path);

/* Copy a UF2 file to it, with a bar on a terminal, and see that it is there. That the drive is gone
 * after the last byte is how a board says that it has it all. False, and told, if it is not. */
bool volume_copy(const struct volume *volume, const char *uf2_path);

/* Whether `path` is a UF2 file for an RP2040; told, if not. */
bool volume_check_uf2(const char *path);

#endif
