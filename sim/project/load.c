/* load.c - a compiled object, and the programs in it.              SPDX-License-Identifier: MIT */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/setting.h"
#include "programs/parameters.h"
#include "project/internal.h"

#define PROGRAMS_MAX 64

struct project_object {
    void *handle;
    struct loaded loaded;
    char *path;
    char *folder;
    char *addr2line;
    const struct program *programs[PROGRAMS_MAX];
    size_t count;
    bool crowded; /* there are more */
};

/* The one that is being loaded: its programs say so by themselves, see programs/parameters.h. */
static struct project_object *loading;

void program_announce(const struct program *program)
{
    if (loading == NULL)
        return;
    loading->crowded = loading->count == PROGRAMS_MAX;
    if (!loading->crowded)
        loading->programs[loading->count++] = program;
}

/* ---- Where it lies --------------------------------------------------------------------------- */

struct loaded *all_loaded;

static char *find_addr2line(void)
{
    static const char *const names[] = {"addr2line", "llvm-addr2line", "eu-addr2line"};
    char *found = NULL;
    for (size_t i = 0; found == NULL && i < sizeof names / sizeof *names; i++)
        found = compiler_tool(names[i]);
    return found;
}

static bool enlist(struct project_object *object, const char *path, const char *folder)
{
    object->path = strdup(path);
    object->folder = strdup(folder);
    object->addr2line = find_addr2line();
    if (object->path == NULL || object->folder == NULL)
        return false;
    object->loaded = (struct loaded){.path = object->path,
                                     .folder = object->folder,
                                     .addr2line = object->addr2line,
                                     .next = all_loaded};
    if (!statics_keep(&object->loaded))
        return false;
    all_loaded = &object->loaded;
    return true;
}

static void delist(const struct project_object *object)
{
    struct loaded **link = &all_loaded;
    while (*link != NULL && *link != &object->loaded)
        link = &(*link)->next;
    if (*link != NULL)
        *link = (*link)->next;
}

/* ---- Are its tables in order? ---------------------------------------------------------------- */

static const char *wrong_range(const struct parameter *parameter)
{
    if (parameter->minimum > parameter->maximum)
        return "its minimum is above its maximum";
    if (!parameter->written &&
        (parameter->fallback < parameter->minimum || parameter->fallback > parameter->maximum))
        return "what it is when nobody says is not in its range";
    return NULL;
}

static const char *wrong_parameter(const struct program *program, size_t index)
{
    const struct parameter *parameter = &program->parameters[index];
    if (parameter->name == NULL || parameter->name[0] == '\0' || parameter->help == NULL)
        return "it has no name, or no help";
    if (parameter->offset + sizeof(void *) > program->frame_size)
        return "it is no member of the program's frame";
    if (parameter->type > PARAMETER_PALETTE)
        return "its type is none";
    if (parameter->type == PARAMETER_TASKS && index + 1u != program->parameter_count)
        return "the tasks that it plays are not the last";
    for (size_t i = 0; i < index; i++)
        if (strcmp(program->parameters[i].name, parameter->name) == 0)
            return "there are two of that name";
    return parameter_is_setting(parameter) ? wrong_range(parameter) : NULL;
}

static bool check_count(const struct project_object *object, char *why, size_t why_size)
{
    if (object->crowded)
        (void)snprintf(why, why_size,
                       "the C files have more than " TEXT_OF(PROGRAMS_MAX) " programs");
    return !object->crowded;
}

static bool check_program(const struct program *program, char *why, size_t why_size)
{
    if (program_find(program->name) != NULL) {
        (void)snprintf(why, why_size,
                       "\"%s\" is a program that comes with Glowloop; give yours another name",
                       program->name);
        return false;
    }
    for (size_t i = 0; i < program->parameter_count; i++) {
        const char *wrong = wrong_parameter(program, i);
        const char *name = program->parameters[i].name;
        if (wrong == NULL)
            continue;
        (void)snprintf(why, why_size, "program \"%s\", parameter %zu (\"%s\"): %s", program->name,
                       i + 1, name == NULL ? "" : name, wrong);
        return false;
    }
    return true;
}

/* ---- Loading --------------------------------------------------------------------------------- */

/* "FILE: undefined symbol: name" is for linkers to read. */
static void tell_loader_error(const char *said, char *why, size_t why_size)
{
    static const char words[] = "undefined symbol: ";
    const char *name = strstr(said, words);
    if (name != NULL) {
        name += sizeof words - 1;
        (void)snprintf(why, why_size, "the C files use \"%.*s\", and none of them defines it",
                       (int)strcspn(name, " ,"), name);
        return;
    }
    (void)snprintf(why, why_size, "it cannot be loaded: %s", said);
}

struct project_object *project_load(const char *path, const char *folder, char *why,
                                    size_t why_size)
{
    struct project_object *object = calloc(1, sizeof *object);
    if (object == NULL) {
        (void)snprintf(why, why_size, "out of memory");
        return NULL;
    }
    loading = object;
    object->handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    loading = NULL;
    bool fine = object->handle != NULL;
    if (!fine)
        tell_loader_error(dlerror(), why, why_size);
    if (fine && !enlist(object, path, folder)) {
        (void)snprintf(why, why_size, "out of memory");
        fine = false;
    }
    fine = fine && check_count(object, why, why_size);
    for (size_t i = 0; fine && i < object->count; i++)
        fine = check_program(object->programs[i], why, why_size);
    if (fine)
        return object;
    project_unload(object);
    return NULL;
}

const struct program *const *project_programs(const struct project_object *object, size_t *count)
{
    *count = object->count;
    return object->programs;
}

void project_unload(struct project_object *object)
{
    if (object == NULL)
        return;
    delist(object);
    if (object->handle != NULL)
        (void)dlclose(object->handle);
    free(object->path);
    free(object->folder);
    free(object->addr2line);
    free(object->loaded.kept);
    free(object);
}
