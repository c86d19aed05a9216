/* colors.h - the two looks of the window.                           SPDX-License-Identifier: MIT */
#ifndef WINDOW_COLORS_H
#define WINDOW_COLORS_H

#include <stdint.h>

/* One accent on a calm ground; words are at least 4.5 : 1 against it. All are 0xRRGGBB. */
struct colors {
    uint32_t ground;
    uint32_t panel;
    uint32_t line;   /* between things, and of lanes */
    uint32_t chosen; /* behind the row that is */
    uint32_t key;
    uint32_t key_edge;
    uint32_t words;
    uint32_t dim;
    uint32_t accent;
    uint32_t on_accent;
    uint32_t error;
    uint32_t run;  /* of a task that has the CPU */
    uint32_t wait; /* of one that waits */
    uint32_t wake;
    uint16_t ambient; /* light of the room, as render.h has it */
};

extern const struct colors colors_dark;
extern const struct colors colors_light;

#endif
