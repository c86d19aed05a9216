/* screenshot.h - the window's picture as a PNG file.                SPDX-License-Identifier: MIT */
#ifndef WINDOW_SCREENSHOT_H
#define WINDOW_SCREENSHOT_H

#include <stdbool.h>
#include <stddef.h>

#include "export/export.h"
#include "window/frame.h"

/* A name for now with that ending, which no file has: glowloop-YYYYMMDD-HHMMSS.png. */
void screenshot_name(char *name, size_t size, const char *ending);

/* Write the frame to `path`. A file of that name is replaced only by a whole one. False, with one
 * line for people in `why` (EXPORT_WHY_MAX bytes), if that fails. */
bool screenshot_write(const struct frame *frame, const char *path, char *why);

#endif
