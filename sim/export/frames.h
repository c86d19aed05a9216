/* frames.h - what pixels showed and when, as text that can be compared.
 *                                                                  SPDX-License-Identifier: MIT
 *     # glowloop frames 1: time in us, part, pixels as red, green, blue (and white)
 *     930 ring_two 000032 000032 000032 …
 *
 * EXPORT_FRAMES writes such a file; this reads it. A line is one time that a part's pixels were
 * sent. Empty lines, and lines that begin with #, are skipped.
 */
#ifndef EXPORT_FRAMES_H
#define EXPORT_FRAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/arena.h"
#include "engine/diagnostics.h"
#include "engine/scene.h"

struct frame {
    uint64_t time_us;
    size_t part;
    const uint8_t *light; /* of its pixels, as sim_pixels() has it */
    size_t line;          /* of the file, from 1 on */
};

/* Zero-initialise; free with frames_free(). */
struct frames {
    struct frame *list; /* by time */
    size_t count;
    size_t capacity;
    struct arena memory; /* private */
};

/* Read a whole file. What is wrong with it is told to `diagnostics`, with its place. False if
 * anything was. */
bool frames_load(struct frames *frames, const char *path, const struct scene *scene,
                 struct diagnostics *diagnostics);
void frames_free(struct frames *frames);

#endif
