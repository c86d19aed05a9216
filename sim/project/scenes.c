/* scenes.c - scenes find the programs of their folder.             SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "project/internal.h"

/* An object that has been loaded stays: scenes that are gone may have left pointers to it. */
struct served {
    char *path; /* of the object */
    char *where;
    struct project_object *object;
    struct served *next;
};

static struct served *all_served;
static bool sanitizes;

/* ---- Telling --------------------------------------------------------------------------------- */

static size_t offset_of(const struct source *source, size_t line, size_t column)
{
    size_t offset = 0;
    for (size_t i = 1; i < line; i++) {
        const char *end = memchr(source->text + offset, '\n', source->size - offset);
        if (end == NULL)
            return source->size;
        offset = (size_t)(end - source->text) + 1;
    }
    /* Compilers count a tab as up to eight columns. */
    for (size_t at = 1; at < column && offset < source->size && source->text[offset] != '\n';
         offset++)
        at = source->text[offset] == '\t' ? (at + 7) / 8 * 8 + 1 : at + 1;
    return offset;
}

static size_t word_length(const char *text)
{
    size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    return length == 0 ? 1 : length;
}

static void diagnose_notes(struct diagnostics *diagnostics, const char *notes)
{
    while (notes != NULL && *notes != '\0') {
        int length = (int)strcspn(notes, "\n");
        diagnose_note(diagnostics, "%.*s", length, notes);
        notes += length + (notes[length] == '\n');
    }
}

static void diagnose_problem(struct diagnostics *diagnostics, const struct project *project,
                             const struct project_problem *problem)
{
    struct source source = {0};
    if (problem->path != NULL && problem->line > 0 && source_read(&source, problem->path)) {
        size_t offset = offset_of(&source, problem->line, problem->column);
        diagnose(diagnostics, &source, offset, word_length(source.text + offset), "%s",
                 problem->text);
    } else {
        diagnose_plain(diagnostics, "%s: %s", project->folder, problem->text);
    }
    diagnose_notes(diagnostics, problem->notes);
    source_free(&source);
}

static void print_warning(const struct project_problem *problem)
{
    fprintf(stderr, "%s:%zu:%zu: warning: %s\n", problem->path == NULL ? "" : problem->path,
            problem->line, problem->column, problem->text);
}

void project_build_tell(const struct project *project, const struct project_build *build,
                        bool warnings, struct diagnostics *diagnostics)
{
    size_t count;
    const struct project_problem *list = project_build_problems(build, &count);
    for (size_t i = 0; i < count; i++)
        if (list[i].fatal)
            diagnose_problem(diagnostics, project, &list[i]);
        else if (warnings)
            print_warning(&list[i]);
}

/* ---- Serving --------------------------------------------------------------------------------- */

/* "my_light.c, other.c" */
static char *names_of(const struct project *project)
{
    char *names = strdup(project->sources[0]);
    for (size_t i = 1; names != NULL && i < project->source_count; i++) {
        char *more = project_text("%s, %s", names, project->sources[i]);
        free(names);
        names = more;
    }
    return names;
}

static struct served *find_served(const char *path)
{
    struct served *served = all_served;
    while (served != NULL && strcmp(served->path, path) != 0)
        served = served->next;
    return served;
}

static struct served *serve(const struct project *project, const char *path,
                            struct diagnostics *diagnostics)
{
    char why[256];
    struct served *served = calloc(1, sizeof *served);
    if (served != NULL)
        *served =
            (struct served){.path = strdup(path), .where = names_of(project), .next = all_served};
    if (served == NULL || served->path == NULL || served->where == NULL) {
        diagnostics->memory_out = true;
        return NULL; /* the process is about to end */
    }
    served->object = project_load(path, project->folder, why, sizeof why);
    if (served->object != NULL)
        return all_served = served;
    diagnose_plain(diagnostics, "%s: %s", project->folder, why);
    free(served->path);
    free(served->where);
    free(served);
    return NULL;
}

static bool programs_of_project(const struct project *project, struct scene_programs *own,
                                struct diagnostics *diagnostics)
{
    struct project_build *build = project_build_begin(project, sanitizes);
    struct served *served = NULL;
    if (build == NULL) {
        diagnostics->memory_out = true;
        return false;
    }
    bool built = project_build_poll(build, -1) == PROJECT_BUILT;
    if (built)
        served = find_served(project_build_object(build));
    project_build_tell(project, build, served == NULL, diagnostics);
    if (built && served == NULL)
        served = serve(project, project_build_object(build), diagnostics);
    project_build_end(build);
    if (served == NULL)
        return false;
    own->list = project_programs(served->object, &own->count);
    own->where = served->where;
    return true;
}

static bool programs_of(void *context, const char *scene_path, struct scene_programs *own,
                        struct diagnostics *diagnostics)
{
    struct project project;
    (void)context;
    bool fine =
        !project_find(&project, scene_path) || programs_of_project(&project, own, diagnostics);
    project_free(&project);
    return fine;
}

void project_serve_scenes(bool sanitized)
{
    sanitizes = sanitized;
    scene_set_programs(programs_of, NULL);
}
