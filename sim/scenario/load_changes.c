/* load_changes.c - what a scenario changes in its scene.           SPDX-License-Identifier: MIT */
#include <string.h>

#include "scenario/load.h"

enum { NAMES_MAX = 64 };

static void override_control(struct loading *loading, const struct json_node *node)
{
    const char *names[SCENE_CONTROLS_MAX];
    struct scene *scene = loading->loader.scene;
    size_t index = scene_control_find(scene, node->key);
    if (index < scene->control_count) {
        struct scene_control *control = &scene->controls[index];
        const struct parameter like = {.name = control->name,
                                       .type = (uint8_t)control->type,
                                       .minimum = control->minimum,
                                       .maximum = control->maximum};
        (void)load_parameter(&loading->loader, &like, node, &control->value);
        return;
    }
    for (size_t i = 0; i < scene->control_count; i++)
        names[i] = scene->controls[i].name;
    ERROR_AT_KEY(&loading->loader, node, "the scene has no control %s", quoted(node->key).text);
    note_words(&loading->loader, "controls are", node->key, names, scene->control_count);
}

void load_overridden_controls(struct loading *loading, const struct json_node *controls)
{
    if (!expect_type(&loading->loader, controls, JSON_OBJECT))
        return;
    for (const struct json_node *node = controls->first; node; node = node->next)
        override_control(loading, node);
}

static void override_setting(struct loading *loading, const struct scene_task *task,
                             const struct json_node *node)
{
    struct loader *loader = &loading->loader;
    const char *names[NAMES_MAX];
    size_t count = 0;
    for (size_t i = 0; i < task->program->parameter_count && count < NAMES_MAX; i++) {
        struct scene_argument *argument = &task->arguments[i];
        if (!parameter_is_setting(argument->parameter))
            continue;
        names[count++] = argument->parameter->name;
        if (strcmp(argument->parameter->name, node->key) != 0)
            continue;
        if (!argument->is_control) {
            (void)load_parameter(loader, argument->parameter, node, &argument->value);
            return;
        }
        ERROR_AT_KEY(loader, node, "%s is shared by tasks", quoted(node->key).text);
        NOTE(loader, "change control \"%s\" in \"controls\"",
             loader->scene->controls[argument->control].name);
        return;
    }
    ERROR_AT_KEY(loader, node, "task \"%s\" has no setting %s", task->name, quoted(node->key).text);
    note_words(loader, "it has", node->key, names, count);
}

static const struct scene_task *find_task(const struct scene *scene, const char *name)
{
    if (scene->main && strcmp(name, "main") == 0)
        return scene->main;
    for (size_t i = 0; i < scene->task_count; i++)
        if (strcmp(scene->tasks[i].name, name) == 0)
            return &scene->tasks[i];
    return NULL;
}

static void override_task(struct loading *loading, const struct json_node *node)
{
    struct loader *loader = &loading->loader;
    const char *names[SCENE_TASKS_MAX + 1] = {"main"};
    size_t count = loader->scene->main ? 1 : 0;
    const struct scene_task *task = find_task(loader->scene, node->key);
    if (task && expect_type(loader, node, JSON_OBJECT))
        for (const struct json_node *each = node->first; each; each = each->next)
            override_setting(loading, task, each);
    if (task)
        return;
    for (size_t i = 0; i < loader->scene->task_count; i++)
        names[count++] = loader->scene->tasks[i].name;
    ERROR_AT_KEY(loader, node, "the scene has no task %s", quoted(node->key).text);
    note_words(loader, "tasks are", node->key, names, count);
}

void load_overridden_tasks(struct loading *loading, const struct json_node *tasks)
{
    if (!expect_type(&loading->loader, tasks, JSON_OBJECT))
        return;
    for (const struct json_node *node = tasks->first; node; node = node->next)
        override_task(loading, node);
}
