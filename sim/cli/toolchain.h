/* toolchain.h - compiling firmware: where its sources are, and the tools that make it.
 *                                                                  SPDX-License-Identifier: MIT */
#ifndef CLI_TOOLCHAIN_H
#define CLI_TOOLCHAIN_H

#include <stdbool.h>

#include "project/project.h"

#define TOOLCHAIN_PATH_MAX 1024

/* Where it is done. */
struct toolchain {
    char source[TOOLCHAIN_PATH_MAX]; /* of Glowloop: has firmware/CMakeLists.txt */
    char sdk[TOOLCHAIN_PATH_MAX];    /* pico-sdk */
    char folder[TOOLCHAIN_PATH_MAX]; /* of the build, kept for the next; ours until the end */
    int lock;
};

/* Find all that is needed to build for that board of pico-sdk's, and wait until nobody else builds
 * there. What is missing is told, and how to get it; false then. */
bool toolchain_open(struct toolchain *toolchain, const char *sdk_board);
/* FOLDER/NAME. The result is valid until the next call. */
const char *toolchain_file(const struct toolchain *toolchain, const char *name);
/* Compile these C files along, of a scene's own folder; its scene.c comes with them or without.
 * False with errno set. */
bool toolchain_add(const struct toolchain *toolchain, const struct project *own);
/* Build FOLDER/scene.c to FOLDER/scene.elf and scene.bin. What the tools said is told if they fail;
 * false then. */
bool toolchain_build(const struct toolchain *toolchain, const char *sdk_board);
void toolchain_close(struct toolchain *toolchain);

#endif
