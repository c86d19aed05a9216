/* parameters.h - how a program writes its table.                   SPDX-License-Identifier: MIT */
#ifndef PROGRAMS_PARAMETERS_H
#define PROGRAMS_PARAMETERS_H

#include "programs/programs.h"

/* A part: its name in scenes, the member of the frame, its enum parameter_type without the prefix,
 * one line of help. */
#define PART(program_, name_, member_, type_, help_)                                               \
    {                                                                                              \
        .name = (name_), .help = (help_), .type = PARAMETER_##type_,                               \
        .offset = (uint16_t)offsetof(struct program_, member_)                                     \
    }

/* A setting that the program reads; from minimum to maximum, and what it is when nobody says. */
#define SETTING(program_, name_, member_, type_, minimum_, maximum_, fallback_, help_)             \
    {                                                                                              \
        .name = (name_), .help = (help_), .type = PARAMETER_##type_,                               \
        .offset = (uint16_t)offsetof(struct program_, member_), .minimum = (minimum_),             \
        .maximum = (maximum_), .fallback = (fallback_)                                             \
    }

/* A control that the program sets. */
#define CONTROL(program_, name_, member_, type_, minimum_, maximum_, help_)                        \
    {                                                                                              \
        .name = (name_), .help = (help_), .type = PARAMETER_##type_, .written = true,              \
        .offset = (uint16_t)offsetof(struct program_, member_), .minimum = (minimum_),             \
        .maximum = (maximum_)                                                                      \
    }

#define PROGRAM(name_, help_)                                                                      \
    const struct program name_##_program = {                                                       \
        .name = #name_,                                                                            \
        .help = (help_),                                                                           \
        .coroutine = &(name_),                                                                     \
        .parameters = parameters,                                                                  \
        .parameter_count = sizeof parameters / sizeof *parameters,                                 \
        .frame_size = sizeof(struct name_),                                                        \
    }

#define TIME_MAX_MS 86400000 /* a day */
#define COLOR_MAX   0xFFFFFF
#define COUNT_MAX   1000000

#endif
