/* golden.h - files that hold what must be seen.                    SPDX-License-Identifier: MIT */
#ifndef SCENARIO_GOLDEN_H
#define SCENARIO_GOLDEN_H

#include "scenario/play.h"

/* Whether the file at `path` has that text. If not, `why` (TELL_MAX bytes) tells the first line
 * that differs, and PATH.actual gets the text. Where golden files are to be updated it gets the
 * text itself, and all is well. */
bool golden_text(struct player *player, const char *path, const char *text, size_t size, char *why);

/* The first `size` bytes of PATH with `ending` in place of its own, or behind it. */
void golden_beside(const char *path, const char *ending, char *beside, size_t size);

#endif
