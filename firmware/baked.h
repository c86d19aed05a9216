/* baked.h - a scene as constants: what `glowloop build` writes.    SPDX-License-Identifier: MIT
 *
 * The baked file includes this and defines `baked`. It names only what the scene needs, so the
 * linker leaves out the rest.
 */
#ifndef BAKED_H
#define BAKED_H

#include "boot_loader.h"
#include "keys.h"
#include "pace.h"
#include "parts/console.h"
#include "parts/digital.h"
#include "parts/expression.h"
#include "parts/palette.h"
#include "parts/pixels.h"
#include "parts/record.h"
#include "pins.h"
#include "programs/programs.h"
#include "serial.h"
#include "strips.h"
#include "trace.h"
#include "typed.h"

/* Memory for a task and its frame; glowloop knows `frame_size_max` from its own, larger pointers.
 */
#define BAKED_TASK(name_, frame_size_max_)                                                         \
    static uint64_t name_[(sizeof(coop_task) + (frame_size_max_) + 7) / 8]

/* Scenes may have parts and controls that no task is given. */
#define BAKED_MAYBE_UNUSED __attribute__((unused))

/* Members of the scene's struct board, by what needs them; BAKED_TRACED_… in a traced image. */
#define BAKED_BOARD_TIME                                                                           \
    .clock_us = pace_clock_us, .delay_us = pace_delay_us, .time_ms = pace_time_ms
#define BAKED_BOARD_PINS   .write = pins_write, .release = pins_release, BAKED_BOARD_INPUTS
#define BAKED_TRACED_PINS  .write = trace_write, .release = trace_release, BAKED_BOARD_INPUTS
#define BAKED_BOARD_INPUTS .listen = pins_listen, .read = pins_read
#define BAKED_BOARD_KEYS                                                                           \
    .watch = pins_watch, .unwatch = pins_unwatch, .scan = keys_scan, .scan_end = keys_scan_end
#define BAKED_TRACED_KEYS    BAKED_BOARD_KEYS, .key_taken = trace_key_taken
#define BAKED_BOARD_PIXELS   .settle = strips_settle, .send = strips_send
#define BAKED_TRACED_PIXELS  .settle = strips_settle, .send = trace_send
#define BAKED_BOARD_CONSOLE  .print = serial_board_print
#define BAKED_TRACED_CONSOLE .print = trace_print

/* Room for what the console sends. */
#define BAKED_SERIAL(size_)                                                                        \
    char serial_buffer[size_];                                                                     \
    const uint32_t serial_size = (size_)

/* What there is to know of a task, besides its program. */
struct baked_task {
    const char *name;
    uint16_t frame_size_max; /* that its BAKED_TASK has room for */
};

/* A pin that the outside drives. */
struct baked_input {
    uint8_t pin;
    bool pressed_level;
    bool boots; /* the board's own button: held very long, it leads to the boot loader */
};

struct baked {
    struct pace_cost cost;
    /* All tasks: those that main starts, those that others play, and the main program, if the scene
     * has one. These three have task_count entries. */
    const struct program_task *programs;
    const struct baked_task *infos;
    coop_task *const *tasks;
    uint16_t task_count;
    uint16_t root_count;                /* of those that main starts; 0: main is a program */
    const struct pixels *const *strips; /* ends in NULL */
    void (*add_strip)(const struct pixels *pixels);
    const struct baked_input *inputs; /* input_count of them */
    void (*expect)(uint8_t pin, enum pin_pull pull);
    void (*boot)(uint8_t pin); /* for those that boot */
    uint32_t baud;
    void (*hear)(char c);                  /* what comes in at the console */
    void (*const *begin)(coop_loop *loop); /* what begins with the loop; ends in NULL */
    uint8_t input_count;
};

extern const struct baked baked;

#endif
