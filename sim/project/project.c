/* project.c - which folders are projects.                          SPDX-License-Identifier: MIT */
#include "project/project.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "project/internal.h"

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* The folder itself, or that of a file. */
static char *folder_of(const char *path)
{
    size_t length = strlen(path);
    if (!is_folder(path)) {
        const char *slash = strrchr(path, '/');
        if (slash == NULL)
            return strdup(".");
        length = (size_t)(slash - path) + 1;
    }
    while (length > 1 && path[length - 1] == '/')
        length--;
    return strndup(path, length);
}

static bool is_source(const char *name)
{
    size_t length = strlen(name);
    return length > 2 && name[0] != '.' && strcmp(name + length - 2, ".c") == 0;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void add_source(struct project *project, const char *name)
{
    project->crowded |= project->source_count == PROJECT_SOURCES_MAX;
    if (!project->crowded && (project->sources[project->source_count] = strdup(name)) != NULL)
        project->source_count++;
}

static void find_sources(struct project *project)
{
    DIR *entries = opendir(project->folder);
    const struct dirent *entry;
    while (entries != NULL && (entry = readdir(entries)) != NULL)
        if (is_source(entry->d_name))
            add_source(project, entry->d_name);
    if (entries != NULL)
        (void)closedir(entries);
    qsort(project->sources, project->source_count, sizeof *project->sources, compare_names);
}

bool project_find(struct project *project, const char *path)
{
    *project = (struct project){.folder = folder_of(path)};
    char *scene = project->folder == NULL ? NULL : project_text("%s/" SCENE_FILE, project->folder);
    bool there = scene != NULL && access(scene, F_OK) == 0;
    free(scene);
    if (!there)
        return false;
    project->whole = realpath(project->folder, NULL);
    find_sources(project);
    return project->whole != NULL && project->source_count > 0;
}

void project_free(struct project *project)
{
    for (size_t i = 0; i < project->source_count; i++)
        free(project->sources[i]);
    free(project->folder);
    free(project->whole);
    *project = (struct project){0};
}
