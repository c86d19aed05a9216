/* parameters.h - how a program writes its table.                   SPDX-License-Identifier: MIT */
#ifndef PROGRAMS_PARAMETERS_H
#define PROGRAMS_PARAMETERS_H

#include "programs/programs.h"

/* A part: its name in scenes, the member of the frame, its enum parameter_type without the prefix,
 * one line of help. */
#define PART(program_, name_, member_, type_, help_)                                               \
    {                                                                                              \
        .name = COOP_NAME_(name_), .help = COOP_NAME_(help_), .type = PARAMETER_##type_,           \
        .offset = (uint16_t)offsetof(struct program_, member_)                                     \
    }

/* A console that the program also reads: one that is a PART takes no typed lines. */
#define TYPED_CONSOLE(program_, name_, member_, help_)                                             \
    {                                                                                              \
        .name = COOP_NAME_(name_), .help = COOP_NAME_(help_), .type = PARAMETER_CONSOLE,           \
        .typed = true, .offset = (uint16_t)offsetof(struct program_, member_)                      \
    }

/* The tasks that the program plays, in its member `tasks`. */
#define TASKS(program_)                                                                            \
    {                                                                                              \
        .name = COOP_NAME_("tasks"), .help = COOP_NAME_("what it plays"), .type = PARAMETER_TASKS, \
        .offset = (uint16_t)offsetof(struct program_, tasks)                                       \
    }

/* Formulas that a scene may leave out; of a program's, it says one. */
#define FORMULAS(program_, member_, help_)                                                         \
    {                                                                                              \
        .name = COOP_NAME_(#member_), .help = COOP_NAME_(help_), .type = PARAMETER_FORMULAS,       \
        .offset = (uint16_t)offsetof(struct program_, member_)                                     \
    }

/* A setting that the program reads; from minimum to maximum, and what it is when nobody says. */
#define SETTING(program_, name_, member_, type_, minimum_, maximum_, fallback_, help_)             \
    {                                                                                              \
        .name = COOP_NAME_(name_), .help = COOP_NAME_(help_), .type = PARAMETER_##type_,           \
        .offset = (uint16_t)offsetof(struct program_, member_), .minimum = (minimum_),             \
        .maximum = (maximum_), .fallback = (fallback_)                                             \
    }

/* A control that the program sets. */
#define CONTROL(program_, name_, member_, type_, minimum_, maximum_, help_)                        \
    {                                                                                              \
        .name = COOP_NAME_(name_), .help = COOP_NAME_(help_), .type = PARAMETER_##type_,           \
        .written = true, .offset = (uint16_t)offsetof(struct program_, member_),                   \
        .minimum = (minimum_), .maximum = (maximum_)                                               \
    }

#define PROGRAM(name_, help_) PROGRAM_WITH(name_, parameters, help_)

/* What is loaded into a program that runs already (docs/own-programs.md) has no list that names its
 * programs: each says so itself. */
#ifdef PROGRAM_ANNOUNCES
void program_announce(const struct program *program);
#define PROGRAM_ANNOUNCE_(name_)                                                                   \
    ;                                                                                              \
    __attribute__((constructor)) static void name_##_announce_(void)                               \
    {                                                                                              \
        program_announce(&name_##_program);                                                        \
    }                                                                                              \
    extern const struct program name_##_program
#else
#define PROGRAM_ANNOUNCE_(name_)
#endif

/* The same for several programs in one file, each with a table of its own. */
#define PROGRAM_WITH(name_, parameters_, help_) PROGRAM_AS(name_, name_, parameters_, help_)

/* The same for a program that is another's coroutine with a table of its own. */
#define PROGRAM_AS(name_, coroutine_, parameters_, help_)                                          \
    const struct program name_##_program = {                                                       \
        .name = COOP_NAME_(#name_),                                                                \
        .help = COOP_NAME_(help_),                                                                 \
        .coroutine = &(coroutine_),                                                                \
        .parameters = (parameters_),                                                               \
        .parameter_count = sizeof(parameters_) / sizeof *(parameters_),                            \
        .frame_size = sizeof(struct coroutine_),                                                   \
    } PROGRAM_ANNOUNCE_(name_)

/* What all animations can be told (programs/animation.h): where, how fast, how often. */
#define ANIMATION_PARAMETERS(program_, speed_)                                                     \
    PART(program_, "pixels", animation.pixels, PIXELS, "the ring or strip to light"),              \
        SETTING(program_, "speed", animation.speed, TIME, 1, SPEED_MAX_MS, speed_,                 \
                "time from frame to frame")
#define REPEAT_PARAMETER(program_)                                                                 \
    SETTING(program_, "repeat", animation.repeat, NUMBER, 0, COUNT_MAX, 0,                         \
            "cycles until it ends; 0: never")
#define SEED_PARAMETER(program_)                                                                   \
    SETTING(program_, "seed", seed, NUMBER, 0, COUNT_MAX, 1, "another number, another chance")

#define TIME_MAX_MS  86400000 /* a day */
#define SPEED_MAX_MS 3600000  /* an hour: in us, it fits into 32 bits */
#define COLOR_MAX    0xFFFFFF
#define COUNT_MAX    1000000
#define PIXELS_MAX   1024
#define PERCENT_MAX  100
#define PALETTE_MAX  (PALETTE_COUNT + PALETTE_OWN_MAX - 1)

#endif
