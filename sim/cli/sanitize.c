/* sanitize.c - the option --sanitize.                              SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "project/project.h"

char **cli_words;

const char *cli_take_sanitize(void *into, const char *value)
{
    static char why[256];
    (void)into;
    (void)value;
    if (project_sanitized()) {
        project_serve_scenes(true);
        return NULL;
    }
    if (!project_sanitize_next(why, sizeof why))
        return why;
    (void)fflush(NULL);
    (void)execv("/proc/self/exe", cli_words);
    (void)snprintf(why, sizeof why, "it cannot be executed anew: %s", strerror(errno));
    return why;
}
