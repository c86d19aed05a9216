/* test_scene_damage.c - scenes that are broken at every byte, and memory that runs out at every
 * allocation.                                                      SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/scene.h"
#include "engine/scene_parts.h"

/* ---- Every byte ------------------------------------------------------------------------------ */

static void expect_bound(const struct scene *scene, const struct scene_argument *argument)
{
    const struct parameter *parameter = argument->parameter;
    if (parameter->type == PARAMETER_CONSOLE || parameter->type == PARAMETER_TASKS ||
        parameter->type == PARAMETER_FORMULAS) {
        cr_assert_eq(argument->part, scene->part_count);
        return;
    }
    if (!parameter_is_setting(parameter)) {
        cr_assert_lt(argument->part, scene->part_count);
        cr_assert_eq(part_models[scene->parts[argument->part].type].serves, parameter->type);
        cr_assert(!argument->is_map || scene->maps[argument->map].part == argument->part);
        return;
    }
    int32_t value = argument->value;
    if (argument->is_control) {
        cr_assert_lt(argument->control, scene->control_count);
        cr_assert_eq(scene->controls[argument->control].type, parameter->type);
        value = scene->controls[argument->control].value;
    }
    cr_assert(value >= parameter->minimum && value <= parameter->maximum);
}

static void expect_all_bound(const struct scene *scene, const struct scene_task *task)
{
    size_t needed = 0, given = 0; /* formulas */
    for (size_t i = 0; i < task->program->parameter_count; i++) {
        bool plays = task->program->parameters[i].type == PARAMETER_TASKS;
        needed |= task->program->parameters[i].type == PARAMETER_FORMULAS;
        given += task->arguments[i].formulas != NULL;
        expect_bound(scene, &task->arguments[i]);
        cr_assert(!plays || task->child_count > 0);
        cr_assert(!plays || task->child_first >= scene->root_count);
    }
    cr_assert_eq(given, needed);
    cr_assert(task->child_first + task->child_count <= scene->task_count);
}

static void expect_map(const struct scene *scene, const struct scene_map *map)
{
    cr_assert_lt(map->part, scene->part_count);
    cr_assert_eq(scene->parts[map->part].type, PART_NEOPIXEL);
    cr_assert_gt(map->map.count, 0);
    size_t places = map->map.starts ? map->map.starts[map->map.count] : map->map.count;
    cr_assert_geq(places, map->map.count);
    for (size_t i = 0; i < places; i++)
        cr_assert_lt(map->map.places[i], scene->parts[map->part].pixels);
}

/* What scene.h promises of every scene that was loaded. */
static void expect_whole(const struct scene *scene)
{
    cr_assert_not_null(scene->board);
    cr_assert_neq(scene->root_count > 0, scene->main != NULL);
    for (size_t i = 0; i < scene->part_count; i++) {
        cr_assert_not_null(scene->parts[i].pin);
        for (size_t j = 0; j < i; j++)
            cr_assert_neq(scene->parts[i].pin, scene->parts[j].pin);
    }
    for (size_t i = 0; i < scene->map_count; i++)
        expect_map(scene, &scene->maps[i]);
    for (size_t i = 0; i < scene->task_count; i++)
        expect_all_bound(scene, &scene->tasks[i]);
    if (scene->main != NULL)
        expect_all_bound(scene, scene->main);
}

/* Either a whole scene, or an error; never both, never neither. */
static void try_text(const char *text, size_t size, FILE *out)
{
    struct diagnostics diagnostics = {0};
    /* Just as large as it is, so that a sanitizer sees every look beyond it. */
    char *copy = malloc(size + 1);
    memcpy(copy, text, size);
    copy[size] = '\0';
    struct source source = {.path = "damaged.json", .text = copy, .size = size};
    struct scene *scene = scene_parse(&source, &diagnostics);
    cr_assert_neq(scene != NULL, diagnostics_any(&diagnostics), "%s", copy);
    if (scene)
        expect_whole(scene);
    rewind(out);
    diagnostics_print(&diagnostics, out, false);
    diagnostics_free(&diagnostics);
    scene_free(scene);
    free(copy);
}

static void damage(char *text, size_t size, FILE *out)
{
    static const char bytes[] = {'"', '{', ']', ',', '0', '@', 'x', '\\', '\n', '\0', '\x80'};
    char *copy = malloc(size + 1);
    for (size_t at = 0; at < size; at++) {
        char kept = text[at];
        try_text(text, at, out);
        memcpy(copy, text, at);
        memcpy(copy + at, text + at + 1, size - at - 1);
        try_text(copy, size - 1, out);
        copy[at] = kept;
        memcpy(copy + at + 1, text + at, size - at);
        try_text(copy, size + 1, out);
        for (size_t i = 0; i < sizeof bytes; i++) {
            text[at] = bytes[i];
            try_text(text, size, out);
        }
        text[at] = kept;
    }
    free(copy);
}

static void damage_all(const char *pattern)
{
    glob_t files;
    FILE *out = tmpfile();
    cr_assert_not_null(out);
    cr_assert_eq(glob(pattern, 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        struct source source;
        if (strstr(files.gl_pathv[i], ".schema.json"))
            continue;
        cr_assert(source_read(&source, files.gl_pathv[i]));
        damage(source.text, source.size, out);
        source_free(&source);
    }
    globfree(&files);
    fclose(out);
}

Test(scene_damage, a_scene_that_is_broken_anywhere_is_an_error_or_a_whole_scene)
{
    damage_all("scenes/*.json");
    damage_all("tests/scenes/good/*.json");
}

Test(scene_damage, so_is_one_with_errors_of_its_own)
{
    damage_all("tests/scenes/bad/many_at_once.json");
    damage_all("tests/scenes/bad/main_and_tasks.json");
    damage_all("tests/scenes/bad/part_values.json");
    damage_all("tests/scenes/bad/control_types.json");
    damage_all("tests/scenes/bad/formulas_given.json");
}

/* ---- Every allocation ------------------------------------------------------------------------ */

#ifdef SCENE_DAMAGE_WRAPS_MALLOC
void __real_free(void *memory);
void __wrap_free(void *memory);
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);

static long allocations_left = -1; /* below 0: as many as they like */
static long allocations_alive;

static void *count_alive(void *memory)
{
    allocations_alive += memory != NULL;
    return memory;
}

static bool refuse(void)
{
    if (allocations_left == 0)
        return true;
    if (allocations_left > 0)
        allocations_left--;
    return false;
}

void *__wrap_malloc(size_t size)
{
    return refuse() ? NULL : count_alive(__real_malloc(size));
}

void *__wrap_calloc(size_t count, size_t size)
{
    return refuse() ? NULL : count_alive(__real_calloc(count, size));
}

void *__wrap_realloc(void *memory, size_t size)
{
    if (refuse())
        return NULL;
    void *moved = __real_realloc(memory, size);
    return memory ? moved : count_alive(moved);
}

void __wrap_free(void *memory)
{
    allocations_alive -= memory != NULL;
    __real_free(memory);
}

/* The lowest number that is free: it rises when a file stays open. */
static int free_descriptor(void)
{
    int descriptor = dup(STDERR_FILENO);
    close(descriptor);
    return descriptor;
}

/* Lets it have `count` allocations, then none. True if the outcome is the one with enough. All that
 * it took is given back. */
static bool load_with(const char *path, long count, bool good)
{
    struct diagnostics diagnostics = {0};
    long alive = allocations_alive;
    int descriptor = free_descriptor();
    allocations_left = count;
    struct scene *scene = scene_load(path, &diagnostics);
    bool enough = allocations_left > 0;
    allocations_left = -1;
    cr_assert_neq(scene != NULL, diagnostics_any(&diagnostics));
    if (enough)
        cr_assert_eq(scene != NULL, good);
    if (enough)
        cr_assert_not(diagnostics.memory_out);
    scene_free(scene);
    diagnostics_free(&diagnostics);
    cr_assert_eq(allocations_alive, alive);
    cr_assert_eq(free_descriptor(), descriptor);
    return enough;
}

static void starve(const char *path, bool good)
{
    cJSON_Hooks hooks = {__wrap_malloc, __wrap_free};
    long count = 0;
    cJSON_InitHooks(&hooks);
    while (!load_with(path, count, good))
        count++;
    cr_assert_gt(count, 20);
}

Test(scene_damage, memory_may_run_out_at_every_allocation_and_all_is_given_back)
{
    starve("scenes/two_rings.json", true);
    starve("tests/scenes/good/every_field.json", true);
    starve("tests/scenes/good/main_control.json", true);
    starve("tests/scenes/good/formulas.json", true);
    starve("tests/scenes/good/pixel_maps.json", true);
    starve("tests/scenes/bad/many_at_once.json", false);
    starve("tests/scenes/bad/formulas_given.json", false);
}
#endif
