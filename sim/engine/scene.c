/* scene.c - a scene file as data.                                  SPDX-License-Identifier: MIT */
#include "engine/scene.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "engine/scene_load.h"
#include "engine/utf8.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
enum { NAMES_MAX = 16 };

/* ---- The members at the top ------------------------------------------------------------------ */

static void load_version(struct loader *loader, const struct json_node *node)
{
    if (!expect_type(loader, node, JSON_NUMBER) || node->number == SCENE_VERSION)
        return;
    ERROR_AT(loader, node, "unknown \"version\" of the format");
    NOTE(loader, "this program reads version %d", SCENE_VERSION);
}

static void load_title(struct loader *loader, const struct json_node *node)
{
    if (!expect_type(loader, node, JSON_STRING))
        return;
    size_t size = strlen(node->text), characters = 0;
    for (size_t i = 0; i < size; i += utf8_length(node->text + i, size - i))
        characters++;
    if (characters == 0 || characters > SCENE_TITLE_MAX)
        ERROR_AT(loader, node, "\"name\" must have from 1 to %d characters", SCENE_TITLE_MAX);
    else
        loader->scene->name = keep_text(loader, node->text);
}

static void load_schema(struct loader *loader, const struct json_node *node)
{
    expect_type(loader, node, JSON_STRING);
}

static void load_board(struct loader *loader, const struct json_node *node)
{
    const char *names[NAMES_MAX];
    struct scene *scene = loader->scene;
    if (!expect_type(loader, node, JSON_STRING))
        return;
    scene->board = board_model_find(node->text);
    if (scene->board) {
        scene->cost = scene->board->cost;
        return;
    }
    for (size_t i = 0; i < board_model_count; i++)
        names[i] = board_models[i].name;
    ERROR_AT(loader, node, "unknown board %s", quoted(node->text).text);
    note_words(loader, "boards are", node->text, names, board_model_count);
}

static void load_cost_field(struct loader *loader, const struct json_node *node)
{
    char text[32], why[200];
    double number;
    const struct board_cost_field *field = board_cost_field_find(node->key);
    if (!field)
        return;
    if (field->words) {
        if (!expect_type(loader, node, JSON_STRING))
            return;
        if (!board_cost_set(&loader->scene->cost, node->key, node->text, why, sizeof why))
            ERROR_AT(loader, node, "%s", why);
    } else if (load_whole(loader, node, (double)field->minimum, (double)field->maximum, &number)) {
        snprintf(text, sizeof text, "%" PRIu64, (uint64_t)number);
        board_cost_set(&loader->scene->cost, node->key, text, why, sizeof why);
    }
}

void load_cost(struct loader *loader, const struct json_node *cost)
{
    const char *names[NAMES_MAX];
    if (!expect_type(loader, cost, JSON_OBJECT))
        return;
    for (size_t i = 0; i < board_cost_field_count; i++)
        names[i] = board_cost_fields[i].name;
    check_keys(loader, cost, "the cost of time has", names, board_cost_field_count);
    for (const struct json_node *node = cost->first; node; node = node->next)
        load_cost_field(loader, node);
}

/* In the order in which they need each other. */
static const struct section {
    const char *name;
    void (*load)(struct loader *loader, const struct json_node *node);
    bool required;
    const char *example;
} sections[] = {
    {"$schema", load_schema, false, NULL},
    {"version", load_version, true, "\"version\": 1"},
    {"name", load_title, false, NULL},
    {"board", load_board, true, "\"board\": \"qtpy_rp2040\""},
    {"cost", load_cost, false, NULL},
    {"parts", load_parts, false, NULL},
    {"palettes", load_palettes, false, NULL},
    {"controls", load_controls, false, NULL},
    {"tasks", load_tasks, false, NULL},
    {"main", load_main, false, NULL},
};

/* A scene says what runs in one of two ways. */
static void check_what_runs(struct loader *loader, const struct json_node *root)
{
    const struct json_node *tasks = json_member(root, "tasks");
    const struct json_node *program = json_member(root, "main");
    if (!tasks && !program) {
        ERROR_AT(loader, root, "the scene has no \"tasks\"");
        NOTE(loader, "add \"tasks\": [ … ] or, for a single program, \"main\": { … }");
    } else if (tasks && program) {
        ERROR_AT_KEY(loader, program, "a scene has either \"tasks\" or \"main\"");
        note_place(loader, "\"tasks\" stands", tasks->key_offset);
    }
}

static void load_root(struct loader *loader, const struct json_node *root)
{
    const char *names[COUNT(sections)];
    if (!expect_type(loader, root, JSON_OBJECT))
        return;
    for (size_t i = 0; i < COUNT(sections); i++) {
        const struct json_node *node = json_member(root, sections[i].name);
        names[i] = sections[i].name;
        if (node)
            sections[i].load(loader, node);
        else if (sections[i].required) {
            ERROR_AT(loader, root, "the scene has no \"%s\"", sections[i].name);
            NOTE(loader, "add %s", sections[i].example);
        }
    }
    check_what_runs(loader, root);
    check_keys(loader, root, "a scene has", names, COUNT(sections));
}

/* ---- Files and memory ------------------------------------------------------------------------ */

/* "scenes/two_rings.json" is "two_rings", "my_light/scene.json" is "my_light". */
static const char *title_of(struct scene *scene, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *file = slash ? slash + 1 : path;
    const char *folder = slash;
    while (folder && folder > path && folder[-1] != '/')
        folder--;
    if (folder && *folder != '.' && folder < slash && strcmp(file, SCENE_FILE) == 0)
        return arena_text(&scene->memory, folder, (size_t)(slash - folder));
    const char *end = strstr(file, ".json");
    const char *copy = arena_text(&scene->memory, file, end ? (size_t)(end - file) : strlen(file));
    return copy ? copy : "";
}

static struct scene *new_scene(const char *path)
{
    struct scene *scene = calloc(1, sizeof *scene);
    if (!scene)
        return NULL;
    struct arena *memory = &scene->memory;
    scene->parts = arena_get(memory, SCENE_PARTS_MAX * sizeof *scene->parts);
    scene->maps = arena_get(memory, SCENE_MAPS_MAX * sizeof *scene->maps);
    scene->palettes = arena_get(memory, PALETTE_OWN_MAX * sizeof *scene->palettes);
    scene->controls = arena_get(memory, SCENE_CONTROLS_MAX * sizeof *scene->controls);
    scene->tasks = arena_get(memory, SCENE_TASKS_MAX * sizeof *scene->tasks);
    scene->path = arena_text(memory, path, strlen(path));
    scene->name = title_of(scene, path);
    if (memory->failed) {
        scene_free(scene);
        return NULL;
    }
    return scene;
}

/* NULL if anything was wrong since there were `before` errors. */
static struct scene *finish(struct scene *scene, struct diagnostics *diagnostics, size_t before)
{
    if (!scene || scene->memory.failed)
        diagnostics->memory_out = true;
    if (diagnostics->memory_out || diagnostics->count + diagnostics->dropped > before) {
        scene_free(scene);
        return NULL;
    }
    return scene;
}

struct scene *load_scene(const struct source *source, const struct json_node *root,
                         struct diagnostics *diagnostics)
{
    size_t before = diagnostics->count + diagnostics->dropped;
    struct scene *scene = new_scene(source->path);
    struct loader loader = {.scene = scene, .source = source, .diagnostics = diagnostics};
    bool known = scene_programs_at(source->path, &loader.own, diagnostics);
    if (scene && known)
        load_root(&loader, root);
    scene = finish(scene, diagnostics, before);
    if (scene)
        load_settings_list(scene);
    return scene;
}

struct scene *scene_parse(const struct source *source, struct diagnostics *diagnostics)
{
    size_t before = diagnostics->count + diagnostics->dropped;
    struct scene *scene = NULL;
    struct json json;
    if (json_parse(&json, source, diagnostics))
        scene = load_scene(source, json.root, diagnostics);
    json_free(&json);
    if (scene) {
        scene->text = arena_text(&scene->memory, source->text, source->size);
        scene->text_size = source->size;
    }
    /* A key that stands twice leaves a root. */
    return scene ? finish(scene, diagnostics, before) : NULL;
}

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

char *scene_file(const char *path)
{
    size_t length = strlen(path);
    char *file = malloc(length + sizeof "/" SCENE_FILE);
    if (!file)
        return NULL;
    bool folder = is_folder(path);
    bool slash = length > 0 && path[length - 1] == '/';
    (void)snprintf(file, length + sizeof "/" SCENE_FILE, "%s%s%s", path,
                   folder && !slash ? "/" : "", folder ? SCENE_FILE : "");
    return file;
}

bool scene_read(struct source *source, const char *path, struct diagnostics *diagnostics)
{
    char *file = scene_file(path);
    if (!file)
        diagnostics->memory_out = true;
    bool fine = file && load_file(source, file, "scene", diagnostics);
    if (file && diagnostics->io_error && is_folder(path))
        diagnose_note(diagnostics, "name a scene in it, or make a project: `glowloop new --help`");
    free(file);
    return fine;
}

struct scene *scene_load(const char *path, struct diagnostics *diagnostics)
{
    struct source source = {0};
    struct scene *scene =
        scene_read(&source, path, diagnostics) ? scene_parse(&source, diagnostics) : NULL;
    source_free(&source);
    return scene;
}

void scene_free(struct scene *scene)
{
    if (!scene)
        return;
    struct arena memory = scene->memory;
    free(scene);
    arena_free(&memory);
}

size_t scene_part_find(const struct scene *scene, const char *name)
{
    size_t i = 0;
    while (i < scene->part_count && strcmp(scene->parts[i].name, name) != 0)
        i++;
    return i;
}

size_t scene_map_find(const struct scene *scene, const char *name)
{
    size_t i = 0;
    while (i < scene->map_count && strcmp(scene->maps[i].name, name) != 0)
        i++;
    return i;
}

size_t scene_control_find(const struct scene *scene, const char *name)
{
    size_t i = 0;
    while (i < scene->control_count && strcmp(scene->controls[i].name, name) != 0)
        i++;
    return i;
}

static bool has_console(const struct program *program)
{
    for (uint8_t i = 0; i < program->parameter_count; i++)
        if (program->parameters[i].type == PARAMETER_CONSOLE)
            return true;
    return false;
}

bool scene_has_console(const struct scene *scene)
{
    for (size_t i = 0; i < scene->task_count; i++)
        if (has_console(scene->tasks[i].program))
            return true;
    return scene->main && has_console(scene->main->program);
}
