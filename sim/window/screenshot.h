/* screenshot.h - the window's picture as a PNG file.                SPDX-License-Identifier: MIT */
#ifndef WINDOW_SCREENSHOT_H
#define WINDOW_SCREENSHOT_H

#include <stdbool.h>
#include <stddef.h>

#include "window/frame.h"

/* A name for now, that no file has: glowloop-YYYYMMDD-HHMMSS.png. */
void screenshot_name(char *name, size_t size);

/* Write the frame to `path`. A file of that name is replaced only by a whole one.
 * False, with one line for people in `why`, if that fails. */
bool screenshot_write(const struct frame *frame, const char *path, char *why, size_t why_size);

#endif
