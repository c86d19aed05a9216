/* printed.c - what was printed, as a text.                         SPDX-License-Identifier: MIT */
#include "printed.h"

#include <stdlib.h>

char *all_of(FILE *file)
{
    long size = ftell(file);
    char *text = calloc(1, (size_t)size + 1);
    rewind(file);
    if (fread(text, 1, (size_t)size, file) != (size_t)size)
        abort();
    fclose(file);
    return text;
}

static char *print(struct diagnostics *diagnostics, bool color)
{
    FILE *file = tmpfile();
    if (!file)
        abort();
    diagnostics_print(diagnostics, file, color);
    diagnostics_free(diagnostics);
    return all_of(file);
}

char *printed(struct diagnostics *diagnostics)
{
    return print(diagnostics, false);
}

char *printed_in_color(struct diagnostics *diagnostics)
{
    return print(diagnostics, true);
}
