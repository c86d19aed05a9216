/* frames.h - some frames of each animation, to be counted.         SPDX-License-Identifier: MIT */
#ifndef FRAMES_H
#define FRAMES_H

#include <stdbool.h>

#include "programs/programs.h"

#define FRAMES 8

/* Draw FRAMES frames of 16 pixels, and FRAMES of 256, each inside a call of measure(); false if the
 * program is no animation. */
bool frames_run(const struct program *program);

#endif
