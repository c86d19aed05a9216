/* screenshot.h - the window's picture as a PNG file.                SPDX-License-Identifier: MIT */
#ifndef WINDOW_SCREENSHOT_H
#define WINDOW_SCREENSHOT_H

#include <SDL.h>
#include <stdbool.h>
#include <stddef.h>

#include "export/export.h"

/* A name for now, that no file has: glowloop-YYYYMMDD-HHMMSS.png. */
void screenshot_name(char *name, size_t size);

/* Write what `renderer` has drawn to `path`. A file of that name is replaced only by a whole one.
 * False, with one line for people in `why` (EXPORT_WHY_MAX bytes), if that fails. */
bool screenshot_write(SDL_Renderer *renderer, const char *path, char *why);

#endif
