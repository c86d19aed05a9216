/* printed.h - what was printed, as a text.                         SPDX-License-Identifier: MIT */
#ifndef PRINTED_H
#define PRINTED_H

#include <stdio.h>

#include "engine/diagnostics.h"

/* What diagnostics_print() says. Frees them; the caller frees the text. */
char *printed(struct diagnostics *diagnostics);
char *printed_in_color(struct diagnostics *diagnostics);

/* All that stands in a temporary file, which is closed. The caller frees it. */
char *all_of(FILE *file);

#endif
