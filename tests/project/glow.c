/* glow.c - a project to build, for tests.                           SPDX-License-Identifier: MIT */
#include "project/glow.h"

#include <criterion/criterion.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char scene[] =
    "{ \"version\": 1, \"board\": \"pico\",\n"
    "  \"parts\": { \"ring\": { \"type\": \"neopixel\", \"pin\": \"GP0\", \"pixels\": 8 } },\n"
    "  \"tasks\": [ { \"program\": \"glow\", \"with\": { \"pixels\": \"ring\" } } ] }\n";

char glow_top[64];
char glow_folder[80];
struct project glow_project;
struct project_build *glow_build;

void glow_write(const char *name, const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", glow_folder, name);
    FILE *out = fopen(path, "w");
    cr_assert(out);
    fputs(text, out);
    fclose(out);
}

void glow_make(void)
{
    strcpy(glow_top, "/tmp/glowloop_project_XXXXXX");
    cr_assert(mkdtemp(glow_top));
    snprintf(glow_folder, sizeof glow_folder, "%s/glow", glow_top);
    cr_assert_eq(mkdir(glow_folder, 0777), 0);
    setenv("XDG_CACHE_HOME", glow_top, 1);
    glow_write("scene.json", scene);
    glow_write("glow.c", GLOW);
}

void glow_remove(void)
{
    char command[128];
    setenv("PATH", "/usr/bin:/bin", 1);
    project_build_end(glow_build);
    project_free(&glow_project);
    snprintf(command, sizeof command, "rm -rf '%s'", glow_top);
    cr_assert_eq(system(command), 0);
}

enum project_state glow_build_it(void)
{
    project_build_end(glow_build);
    project_free(&glow_project);
    cr_assert(project_find(&glow_project, glow_folder));
    glow_build = project_build_begin(&glow_project, false);
    cr_assert(glow_build);
    return project_build_poll(glow_build, -1);
}

const struct project_problem *glow_problem(size_t index)
{
    size_t count;
    const struct project_problem *list = project_build_problems(glow_build, &count);
    cr_assert_lt(index, count, "only %zu problems", count);
    return &list[index];
}

size_t glow_problem_count(void)
{
    size_t count;
    (void)project_build_problems(glow_build, &count);
    return count;
}
