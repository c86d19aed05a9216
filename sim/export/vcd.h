/* vcd.h - inside of the VCD writer; for vcd*.c alone.              SPDX-License-Identifier: MIT
 *
 * A VCD's header names every variable, but programs start tasks as they go. So the changes are
 * written to a temporary file, and come behind the header at the end.
 *
 * Variables are numbered: those of parts and pins first, the console's, then three of each task.
 */
#ifndef EXPORT_VCD_H
#define EXPORT_VCD_H

#include <stdio.h>

#include "engine/task_states.h"
#include "export/internal.h"
#include "export/waveform.h"

enum vcd_task_variable { VCD_RUNS, VCD_STATE, VCD_AT, VCD_TASK_VARIABLES };

struct vcd_part {
    uint32_t pin;   /* variable of its level; 0: none */
    uint32_t first; /* of neopixels: latch, current and each pixel; of others one, lit or pressed */
    uint8_t *light; /* of neopixels, as last written */
    uint8_t *next;
    uint32_t dark_ua; /* what they draw while they are dark */
    struct waveform waveform;
};

struct vcd {
    struct export *export;
    FILE *body;
    struct vcd_part parts[SCENE_PARTS_MAX];
    uint32_t typed;      /* the line that was, and the variable behind it that it was */
    bool any_typed;      /* else there are no such variables */
    uint32_t task_first; /* variable */
    struct task_states tasks;
    uint64_t time; /* of the last time stamp, in units */
    bool timed;    /* there was one */
};

/* A time of the simulation in the file's units. */
uint64_t vcd_units(const struct vcd *vcd, uint64_t us);
bool vcd_has_waveform(const struct vcd *vcd);

/* Values; to the file that is given, as a header has some, too. */
void vcd_bit(FILE *out, uint32_t variable, char value);
void vcd_milliamperes(FILE *out, uint32_t variable, uint32_t ua);
void vcd_text(FILE *out, uint32_t variable, const char *text);

/* Digits rather than a vector: sigrok stops at the first vector of more than one bit. */
void vcd_pixel(FILE *out, uint32_t variable, const uint8_t *light, uint8_t channels);
uint32_t vcd_task_variable(const struct vcd *vcd, size_t task, enum vcd_task_variable which);

/* Everything before the changes, with the values at the beginning. */
void vcd_write_header(const struct vcd *vcd, FILE *out);

#endif
