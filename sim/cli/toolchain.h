/* toolchain.h - compiling firmware: where its sources are, and the tools that make it.
 *                                                                  SPDX-License-Identifier: MIT */
#ifndef CLI_TOOLCHAIN_H
#define CLI_TOOLCHAIN_H

#include <stdbool.h>

#include "bake/bake.h"
#include "project/project.h"

#define TOOLCHAIN_PATH_MAX 1024

/* Where it is done. */
struct toolchain {
    char source[TOOLCHAIN_PATH_MAX]; /* of Glowloop: has firmware/CMakeLists.txt */
    const struct bake_board *board;
    char sdk[TOOLCHAIN_PATH_MAX];    /* pico-sdk; empty: none is needed */
    char folder[TOOLCHAIN_PATH_MAX]; /* of the build, kept for the next; ours until the end */
    int lock;
};

/* Find all that is needed to build for that board, and wait until nobody else builds there. What is
 * missing is told, and how to get it; false then. */
bool toolchain_open(struct toolchain *toolchain, const struct bake_board *board);
/* FOLDER/NAME. The result is valid until the next call. */
const char *toolchain_file(const struct toolchain *toolchain, const char *name);
/* Compile the C files of a project along; it may be none. False with errno set. */
bool toolchain_add(const struct toolchain *toolchain, const struct project *own);
/* Build FOLDER/scene.c to FOLDER/scene.elf, and scene.bin or, for an AVR, scene.hex. What the tools
 * said is told if they fail; false then. */
bool toolchain_build(const struct toolchain *toolchain);
void toolchain_close(struct toolchain *toolchain);

#endif
