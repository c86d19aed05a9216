/* bake.h - a scene as constants in C, for the firmware of a board. SPDX-License-Identifier: MIT
 *
 * The chip reads no JSON: what it needs of a scene is baked into tables, which firmware/baked.h
 * describes. First the scene's parts get pins of the board at hand, which may be another than the
 * scene names; then the file is written.
 */
#ifndef BAKE_H
#define BAKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "engine/scene.h"

#define BAKE_BAUD 115200

/* What a pin of another board's scene is here. */
struct bake_alias {
    const char *name; /* on the scene's board */
    const char *here; /* on this one */
};

/* A board that there is firmware for. */
struct bake_board {
    const struct board_model *model;
    const char *sdk_name; /* pico-sdk's PICO_BOARD; NULL: an AVR, which needs no SDK */
    uint8_t console_tx;   /* the console's pins, which scenes cannot have */
    uint8_t console_rx;
    uint8_t strips_max; /* neopixel parts of a scene */
    /* Of an AVR, in bytes: what an image may take of its memories. */
    uint32_t flash_max;
    uint32_t ram_max;
    uint32_t stack;                   /* of that RAM */
    const struct bake_alias *aliases; /* ends with no name */
};

/* NULL if there is no firmware for a board of that name. */
const struct bake_board *bake_board_find(const char *name);
/* The names of all of them, for messages: at most `max`. Returns how many. */
size_t bake_board_names(const char **names, size_t max);

/* A scene with its place on a board. Zero-initialise; needs no freeing. */
struct baking {
    const struct scene *scene;
    const struct bake_board *board;
    const struct board_pin *pins[SCENE_PARTS_MAX]; /* of each part */
    /* Of each task, and then the main program: what its frame takes there. 0: not known yet; it is
     * at most what it takes here. */
    uint16_t frame_sizes[SCENE_TASKS_MAX + 1];
    bool traced;   /* the board is to tell what happens */
    uint32_t baud; /* of its console; BAKE_BAUD unless changed */
};

/* Begin `baking`, and find pins for the parts of `scene`, which was loaded from `source`. What the
 * board cannot do is told to `diagnostics`, with its place and why; false if there is any. */
bool bake_place(struct baking *baking, const struct scene *scene, const struct source *source,
                const struct bake_board *board, struct diagnostics *diagnostics);

/* Write the C file. Errors stay in `out`: see ferror(). */
void bake_write(const struct baking *baking, FILE *out);

/* Write what a boot loader takes from what is in flash: `size` bytes from its start on. Errors stay
 * in `out`. Source: the UF2 specification of Microsoft; the family is the RP2040's. */
void bake_write_uf2(const uint8_t *image, size_t size, FILE *out);

/* An image as the linker leaves it. */
struct bake_elf {
    const uint8_t *bytes;
    size_t size;
};

/* What it takes of an AVR's memories. 0 if it is no such file. */
void bake_elf_sizes(const struct bake_elf *elf, uint32_t *flash, uint32_t *ram);
/* Set baking->frame_sizes to what the programs in `elf`, an AVR's, say. */
bool bake_elf_frames(const struct bake_elf *elf, struct baking *baking);
/* The task, or behind all of them the main program. */
const struct scene_task *bake_task(const struct scene *scene, size_t index);

/* Whether a program reads what is typed at the console. */
bool bake_reads_typed(const struct scene *scene);

/* bake_tables.c, for bake_write(): palettes, views, where controls are, and a task's formulas. */
void bake_palettes(const struct scene *scene, FILE *out);
void bake_views(const struct scene *scene, FILE *out);
void bake_control_places(const struct scene *scene, FILE *out);
void bake_formulas(const struct scene *scene, const struct scene_task *task, size_t index,
                   FILE *out);

#endif
