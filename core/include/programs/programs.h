/* programs.h - the programs, and what each can be told.            SPDX-License-Identifier: MIT
 *
 * A program is a coroutine with a table of parameters. Simulator, schema, `glowloop list` and
 * firmware all read the same tables; nothing else knows a program by name.
 *
 * Every parameter is a pointer in the coroutine's frame: to a part, or to an int32_t, its
 * setting. Settings may change while the program runs: it reads them when it needs them, and
 * several programs may share one, which is then called a control of the scene.
 */
#ifndef PROGRAMS_H
#define PROGRAMS_H

#include <stddef.h>
#include <stdint.h>

#include "coop/coop.h"
#include "parts/board.h"

enum parameter_type {
    PARAMETER_PIXELS,   /* struct pixels *        a ring or strip */
    PARAMETER_LED,      /* struct digital *       an LED at a pin */
    PARAMETER_BUTTON,   /* struct button_wiring * a button at a pin */
    PARAMETER_CONSOLE,  /* struct console *       the board's console */
    PARAMETER_TASKS,    /* struct program_tasks * the tasks that it plays; the last parameter */
    PARAMETER_FORMULAS, /* const struct expression * of three results; NULL if left out: of those
                           that a program has, a scene says one */
    PARAMETER_SWITCH,   /* int32_t *: 0 or 1 */
    PARAMETER_NUMBER,   /* int32_t * */
    PARAMETER_TIME,     /* int32_t *, milliseconds */
    PARAMETER_COLOR,    /* int32_t *, 0xRRGGBB */
    PARAMETER_PALETTE   /* int32_t *, for palette_of(); see parts/palette.h */
};

/* How a button is wired: what a program needs to open a keypad on it. */
struct button_wiring {
    const struct board *board;
    uint8_t pin;
    bool pressed_level;
};

struct parameter {
    const char *name; /* in a scene: snake_case, no unit */
    const char *help; /* one line, no full stop */
    uint16_t offset;  /* of the pointer in the frame */
    uint8_t type;     /* enum parameter_type */
    bool written : 1; /* the program sets it: a scene must name a control */
    bool typed : 1;   /* of a console: the program reads what is typed there */
    int32_t minimum;  /* the rest is for settings */
    int32_t maximum;
    int32_t fallback; /* where a scene says nothing */
};

struct program {
    const char *name;
    const char *help;
    const coop_coroutine *coroutine;
    const COOP_FLASH struct parameter *parameters;
    uint16_t frame_size; /* of its struct NAME */
    uint8_t parameter_count;
};

/* A task of a program: what its frame begins with. Whoever has a scene makes these. */
struct program_task {
    const struct program *program;
    coop_task *task;       /* its frame, of frame_size bytes, behind it */
    void *const *bindings; /* one for each parameter, in their order */
};

/* Tasks that a program is given, to start them as often as it likes. */
struct program_tasks {
    const struct program_task *list;
    coop_task *const *tasks; /* of each, for coop_gather_list() and its kin */
    uint16_t count;          /* 1 or more */
};

/* Make `task`, which is zeroed or has finished, ready for coop_start(), as if it had never run. */
void program_prepare(const struct program_task *task);

/* All of them, sorted by name. */
extern const struct program *const programs[];
extern const uint16_t program_count;

/* NULL if there is none. */
const struct program *program_find(const char *name);

/* Whether a parameter is a setting, rather than a part. */
static inline bool parameter_is_setting(const struct parameter *parameter)
{
    return parameter->type >= PARAMETER_SWITCH;
}

#endif
