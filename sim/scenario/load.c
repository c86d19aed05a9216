/* load.c - a scenario file as data.                                SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/load.h"
#include "scenario/schema.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define SEED_MAX     9007199254740991.0

/* ---- The members at the top ------------------------------------------------------------------ */

static void load_nothing(struct loading *loading, struct scenario *scenario,
                         const struct json_node *node)
{
    (void)scenario;
    (void)expect_type(&loading->loader, node, JSON_STRING);
}

static void load_version(struct loading *loading, struct scenario *scenario,
                         const struct json_node *node)
{
    (void)scenario;
    if (!expect_type(&loading->loader, node, JSON_NUMBER) || node->number == SCENARIO_VERSION)
        return;
    ERROR_AT(&loading->loader, node, "unknown \"version\" of the format");
    NOTE(&loading->loader, "this program reads version %d", SCENARIO_VERSION);
}

static void load_name(struct loading *loading, struct scenario *scenario,
                      const struct json_node *node)
{
    const char *title = load_title(loading, node);
    scenario->name = title ? title : scenario->name;
}

/* It has been loaded before all else. */
static void load_scene_again(struct loading *loading, struct scenario *scenario,
                             const struct json_node *node)
{
    (void)loading;
    (void)scenario;
    (void)node;
}

static void load_scene_cost(struct loading *loading, struct scenario *scenario,
                            const struct json_node *node)
{
    (void)scenario;
    load_cost(&loading->loader, node);
}

static void change_controls(struct loading *loading, struct scenario *scenario,
                            const struct json_node *node)
{
    (void)scenario;
    load_overridden_controls(loading, node);
}

static void change_tasks(struct loading *loading, struct scenario *scenario,
                         const struct json_node *node)
{
    (void)scenario;
    load_overridden_tasks(loading, node);
}

static void load_seed(struct loading *loading, struct scenario *scenario,
                      const struct json_node *node)
{
    double seed;
    if (load_whole(&loading->loader, node, 0, SEED_MAX, &seed))
        scenario->seed = (uint64_t)seed;
}

static void load_timeout(struct loading *loading, struct scenario *scenario,
                         const struct json_node *node)
{
    uint64_t us;
    if (load_time(loading, node, &us))
        scenario->timeout_us = us;
}

static void load_may_fail(struct loading *loading, struct scenario *scenario,
                          const struct json_node *node)
{
    if (expect_type(&loading->loader, node, JSON_BOOLEAN))
        scenario->tasks_may_fail = node->truth;
}

const struct section load_sections[] = {
    {"$schema", "Where this schema is, for editors.", load_nothing, schema_text, NULL},
    {"version", "Version of the format.", load_version, schema_version, "\"version\": 1"},
    {"name", "A title for people; the file's name, if it is left out.", load_name, schema_title,
     NULL},
    {"scene", "The scene: its file, from this one's folder, or all of it.", load_scene_again,
     schema_scene, "\"scene\": \"my_scene.json\""},
    {"cost", "What time costs, where it differs from the scene's.", load_scene_cost, schema_cost,
     NULL},
    {"controls", "Other first values of controls, by name.", change_controls, schema_settings,
     NULL},
    {"tasks", "Other settings of tasks, by the task's name.", change_tasks, schema_tasks, NULL},
    {"seed", "Decides how contacts bounce.", load_seed, schema_seed, NULL},
    {"timeout", "It fails after so much virtual time; 10min, if left out.", load_timeout,
     schema_time, NULL},
    {"tasks_may_fail", "A task that fails does not make it fail.", load_may_fail, schema_switch,
     NULL},
    {"always", "What must hold at any time.", load_always, schema_always, NULL},
    {"steps", "What is done and expected, one after the other.", load_steps, schema_steps,
     "\"steps\": [ { \"delay\": \"1s\" } ]"},
};
const size_t load_section_count = COUNT(load_sections);

/* ---- The file -------------------------------------------------------------------------------- */

static struct scene *scene_beside(struct loading *loading, const struct json_node *node)
{
    struct diagnostics *diagnostics = loading->loader.diagnostics;
    bool absolute = node->text[0] == '/';
    size_t size = strlen(loading->folder) + strlen(node->text) + 1;
    char *path = malloc(size);
    if (!path) {
        diagnostics->memory_out = true;
        return NULL;
    }
    (void)snprintf(path, size, "%s%s", absolute ? "" : loading->folder, node->text);
    FILE *file = fopen(path, "rb");
    struct scene *scene = NULL;
    if (file) {
        (void)fclose(file);
        scene = scene_load(path, diagnostics);
    } else {
        ERROR_AT(&loading->loader, node, "there is no scene %s: %s", quoted(path).text,
                 strerror(errno));
        NOTE(&loading->loader, "the path begins at the folder of this file");
    }
    free(path);
    return scene;
}

static struct scene *load_its_scene(struct loading *loading, const struct json_node *root)
{
    const struct json_node *node = json_member(root, "scene");
    struct loader *loader = &loading->loader;
    if (!node) {
        ERROR_AT(loader, root, "the scenario has no \"scene\"");
        NOTE(loader, "add \"scene\": \"my_scene.json\"");
        return NULL;
    }
    if (node->type == JSON_OBJECT)
        return load_scene(loader->source, node, loader->diagnostics);
    if (node->type == JSON_STRING)
        return scene_beside(loading, node);
    ERROR_AT(loader, node, "\"scene\" must be a path or an object, not %s",
             json_type_name(node->type));
    return NULL;
}

/* Without its scene, no name in a scenario means anything. */
static void load_root(struct loading *loading, struct scenario *scenario,
                      const struct json_node *root)
{
    struct loader *loader = &loading->loader;
    const char *names[COUNT(load_sections)];
    if (!expect_type(loader, root, JSON_OBJECT))
        return;
    for (size_t i = 0; i < COUNT(load_sections); i++)
        names[i] = load_sections[i].name;
    check_keys(loader, root, "a scenario has", names, COUNT(load_sections));
    scenario->scene = loader->scene = load_its_scene(loading, root);
    if (!scenario->scene)
        return;
    for (size_t i = 0; i < COUNT(load_sections); i++) {
        const struct json_node *node = json_member(root, load_sections[i].name);
        if (node)
            load_sections[i].load(loading, scenario, node);
        else if (load_sections[i].example) {
            ERROR_AT(loader, root, "the scenario has no \"%s\"", load_sections[i].name);
            NOTE(loader, "add %s", load_sections[i].example);
        }
    }
}

/* "scenes/scenarios/blink.scenario.json" is "blink". */
static char *title_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *title = strdup(slash ? slash + 1 : path);
    char *end = title ? strstr(title, SCENARIO_ENDING) : NULL;
    if (end && end > title)
        *end = '\0';
    return title;
}

static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return strndup(path, slash ? (size_t)(slash - path) + 1 : 0);
}

static void load_text(struct scenario *scenario, const char *folder,
                      struct diagnostics *diagnostics)
{
    struct loading loading = {.loader = {.source = &scenario->source, .diagnostics = diagnostics},
                              .folder = folder};
    struct json json;
    if (json_parse(&json, &scenario->source, diagnostics))
        load_root(&loading, scenario, json.root);
    if (scenario->scene && scenario->scene->memory.failed)
        diagnostics->memory_out = true;
    json_free(&json);
}

static struct scenario *new_scenario(const char *path, struct diagnostics *diagnostics)
{
    struct scenario *scenario = calloc(1, sizeof *scenario);
    if (scenario)
        scenario->title = title_of(path);
    if (!scenario || !scenario->title) {
        diagnostics->memory_out = true;
        free(scenario);
        return NULL;
    }
    scenario->name = scenario->title;
    scenario->timeout_us = SCENARIO_TIMEOUT_US;
    return scenario;
}

/* NULL, and freed, if anything was wrong since there were `before` errors. */
static struct scenario *load(struct scenario *scenario, const char *path, size_t before,
                             struct diagnostics *diagnostics)
{
    char *folder = folder_of(path);
    if (folder)
        load_text(scenario, folder, diagnostics);
    else
        diagnostics->memory_out = true;
    free(folder);
    if (diagnostics->count + diagnostics->dropped == before && !diagnostics->memory_out)
        return scenario;
    scenario_free(scenario);
    return NULL;
}

struct scenario *scenario_load(const char *path, struct diagnostics *diagnostics)
{
    size_t before = diagnostics->count + diagnostics->dropped;
    struct scenario *scenario = new_scenario(path, diagnostics);
    if (scenario && load_file(&scenario->source, path, "scenario", diagnostics))
        return load(scenario, path, before, diagnostics);
    scenario_free(scenario);
    return NULL;
}

struct scenario *scenario_parse(const char *path, char *text, size_t size,
                                struct diagnostics *diagnostics)
{
    size_t before = diagnostics->count + diagnostics->dropped;
    struct scenario *scenario = new_scenario(path, diagnostics);
    if (!scenario) {
        free(text);
        return NULL;
    }
    scenario->source = (struct source){strdup(path), text, size};
    if (!scenario->source.path)
        diagnostics->memory_out = true;
    return load(scenario, path, before, diagnostics);
}

static void free_values(struct value *values)
{
    for (size_t i = 0; i < SCENARIO_VALUES_MAX; i++)
        value_free(&values[i]);
}

void scenario_free(struct scenario *scenario)
{
    if (!scenario)
        return;
    for (size_t i = 0; i < scenario->step_count; i++)
        free_values(scenario->steps[i].expectation.values);
    for (size_t i = 0; i < scenario->always_count; i++)
        free_values(scenario->always[i].values);
    free(scenario->steps);
    free(scenario->always);
    free(scenario->title);
    scene_free(scenario->scene);
    source_free(&scenario->source);
    free(scenario);
}
