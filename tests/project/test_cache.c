/* test_cache.c - objects of own programs are compiled once.         SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "project/glow.h"

TestSuite(cache, .init = glow_make, .fini = glow_remove);

static bool file_exists(const char *name)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", glow_folder, name);
    return access(path, F_OK) == 0;
}

static size_t cached_files(void)
{
    char path[128];
    size_t count = 0;
    snprintf(path, sizeof path, "%s/glowloop/own", glow_top);
    DIR *entries = opendir(path);
    for (const struct dirent *entry; entries && (entry = readdir(entries));)
        count += entry->d_name[0] != '.';
    if (entries)
        closedir(entries);
    return count;
}

static void build_twice(bool *again)
{
    char first[128];
    struct stat before, after;
    cr_assert_eq(glow_build_it(), PROJECT_BUILT);
    strcpy(first, project_build_object(glow_build));
    cr_assert_eq(stat(first, &before), 0);
    cr_assert_eq(glow_build_it(), PROJECT_BUILT);
    cr_assert_eq(stat(project_build_object(glow_build), &after), 0);
    *again = before.st_ino != after.st_ino || strcmp(first, project_build_object(glow_build)) != 0;
}

Test(cache, what_is_unchanged_is_not_compiled_again)
{
    bool again;
    build_twice(&again);
    cr_assert_not(again);
    glow_write("glow.c", GLOW); /* saved, with nothing changed */
    build_twice(&again);
    cr_assert_not(again);
}

Test(cache, a_header_that_has_changed_compiles_it_again)
{
    char first[128];
    glow_write("size.h", "enum { SIZE = 1 };\n");
    glow_write("glow.c", "#include \"size.h\"\n" GLOW);
    cr_assert_eq(glow_build_it(), PROJECT_BUILT);
    strcpy(first, project_build_object(glow_build));
    glow_write("size.h", "enum { SIZE = 2 };\n");
    cr_assert_eq(glow_build_it(), PROJECT_BUILT);
    cr_assert_str_neq(first, project_build_object(glow_build));
}

Test(cache, a_header_of_another_folder_counts_too)
{
    struct stat before, after;
    glow_write("../shared.h", "enum { SIZE = 1 };\n");
    glow_write("glow.c", "#include \"../shared.h\"\n" GLOW);
    cr_assert_eq(glow_build_it(), PROJECT_BUILT);
    cr_assert_eq(stat(project_build_object(glow_build), &before), 0);
    glow_write("../shared.h", "enum { SIZE = 2 };\n");
    cr_assert_eq(glow_build_it(), PROJECT_BUILT);
    cr_assert_eq(stat(project_build_object(glow_build), &after), 0);
    cr_assert(before.st_ino != after.st_ino || before.st_ctim.tv_nsec != after.st_ctim.tv_nsec);
}

Test(cache, a_failed_build_leaves_nothing)
{
    glow_write("glow.c", "nonsense\n");
    cr_assert_eq(glow_build_it(), PROJECT_FAILED);
    cr_assert_eq(cached_files(), 0);
    cr_assert_not(file_exists("glow.o"));
}

Test(cache, a_build_that_is_given_up_leaves_nothing)
{
    cr_assert(project_find(&glow_project, glow_folder));
    glow_build = project_build_begin(&glow_project, false);
    cr_assert_eq(project_build_poll(glow_build, 0), PROJECT_BUILDING);
    project_build_end(glow_build);
    glow_build = NULL;
    cr_assert_eq(cached_files(), 0);
}

Test(cache, what_is_saved_while_it_compiles_counts)
{
    glow_write("glow.c", "nonsense\n");
    cr_assert(project_find(&glow_project, glow_folder));
    glow_build = project_build_begin(&glow_project, false);
    cr_assert_eq(project_build_poll(glow_build, 0), PROJECT_BUILDING);
    glow_write("glow.c", GLOW);
    cr_assert_eq(project_build_poll(glow_build, -1), PROJECT_BUILT);
    cr_assert_eq(glow_problem_count(), 0);
    char first[128];
    strcpy(first, project_build_object(glow_build));
    cr_assert_eq(glow_build_it(), PROJECT_BUILT);
    cr_assert_str_eq(first, project_build_object(glow_build));
}

Test(cache, old_objects_go)
{
    char text[1024];
    for (int i = 0; i < 36; i++) {
        snprintf(text, sizeof text, "int version_%d;\n", i);
        glow_write("glow.c", text);
        cr_assert_eq(glow_build_it(), PROJECT_BUILT);
    }
    cr_assert_leq(cached_files(), 32 * 3);
    cr_assert_eq(access(project_build_object(glow_build), R_OK), 0);
}
