/* scene_programs.c - which programs a scene can name.              SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "engine/scene_load.h"

enum { NAMES_MAX = 128 };

static scene_programs_of own_programs_of;
static void *own_programs_context;

void scene_set_programs(scene_programs_of programs_of, void *context)
{
    own_programs_of = programs_of;
    own_programs_context = context;
}

bool scene_programs_at(const char *path, struct scene_programs *own,
                       struct diagnostics *diagnostics)
{
    *own = (struct scene_programs){0};
    return !own_programs_of || own_programs_of(own_programs_context, path, own, diagnostics);
}

/* Those of the scene's own folder are few. */
static void note_own_programs(struct loader *loader)
{
    char list[400] = "";
    if (!loader->own.where)
        return;
    for (size_t i = 0; i < loader->own.count; i++) {
        size_t used = strlen(list);
        (void)snprintf(list + used, sizeof list - used, "%s %s", i > 0 ? "," : "",
                       loader->own.list[i]->name);
    }
    if (loader->own.count > 0)
        NOTE(loader, "in %s there is%s", loader->own.where, list);
    else
        NOTE(loader,
             "in %s there is none: a program ends with PROGRAM(its_name, \"what it shows\");",
             loader->own.where);
}

/* There are too many of the others to list. */
void note_programs(struct loader *loader, const char *word)
{
    const char *names[NAMES_MAX];
    size_t count = 0;
    for (size_t i = 0; i < loader->own.count && count < NAMES_MAX; i++)
        names[count++] = loader->own.list[i]->name;
    for (size_t i = 0; i < program_count && count < NAMES_MAX; i++)
        names[count++] = programs[i]->name;
    const char *nearest = word ? nearest_word(word, names, count) : NULL;
    note_own_programs(loader);
    if (nearest)
        NOTE(loader, "did you mean \"%s\"? `glowloop list programs` tells all %u", nearest,
             (unsigned)program_count);
    else
        NOTE(loader, "`glowloop list programs` tells the %u there are", (unsigned)program_count);
}

const struct program *find_program(const struct loader *loader, const char *name)
{
    for (size_t i = 0; i < loader->own.count; i++)
        if (strcmp(loader->own.list[i]->name, name) == 0)
            return loader->own.list[i];
    return program_find(name);
}
