/* own.c - what verbs share about folders with own programs.        SPDX-License-Identifier: MIT */
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

int cli_own_programs(const char *path, struct scene_programs *own)
{
    struct diagnostics diagnostics = {0};
    if (scene_programs_at(path, own, &diagnostics) && own->where == NULL) {
        diagnose_plain(&diagnostics, "%s has no programs of its own", path);
        diagnose_note(&diagnostics, "a project is a folder with " SCENE_FILE " and C files beside "
                                    "it; `glowloop new my_light` makes one");
    }
    return cli_finish_diagnostics(&diagnostics);
}
