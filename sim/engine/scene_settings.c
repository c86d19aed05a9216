/* scene_settings.c - what of a scene can be changed while it runs.  SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "engine/scene_load.h"

#define PATH_MAX_SIZE (2 * SCENE_NAME_MAX + 32)

static void list_control(struct scene *scene, size_t index)
{
    const struct scene_control *control = &scene->controls[index];
    scene->settings[scene->setting_count++] = (struct scene_setting){.name = control->name,
                                                                     .path = control->name,
                                                                     .type = control->type,
                                                                     .minimum = control->minimum,
                                                                     .maximum = control->maximum,
                                                                     .begins = &control->value,
                                                                     .control = index};
}

/* Tasks that have no names of their own have those of their programs. */
static size_t namesakes_before(const struct scene *scene, size_t task)
{
    size_t count = 0;
    for (size_t i = 0; i < task && task < scene->task_count; i++)
        count += strcmp(scene->tasks[i].name, scene->tasks[task].name) == 0;
    return count;
}

static const char *path_of(struct scene *scene, size_t task, const char *owner, const char *name)
{
    char path[PATH_MAX_SIZE];
    size_t before = namesakes_before(scene, task);
    if (before == 0)
        (void)snprintf(path, sizeof path, "%s.%s", owner, name);
    else
        (void)snprintf(path, sizeof path, "%s#%zu.%s", owner, before + 1, name);
    return arena_text(&scene->memory, path, strlen(path));
}

static void list_own(struct scene *scene, const struct scene_task *task, size_t index)
{
    for (size_t i = 0; i < task->program->parameter_count; i++) {
        const struct scene_argument *argument = &task->arguments[i];
        const struct parameter *parameter = argument->parameter;
        if (!parameter_is_setting(parameter) || argument->is_control ||
            scene->setting_count == SCENE_SETTINGS_MAX)
            continue;
        int32_t maximum = parameter->maximum;
        if (parameter->type == PARAMETER_PALETTE)
            maximum = PALETTE_COUNT - 1 + (int32_t)scene->palette_count;
        scene->settings[scene->setting_count++] =
            (struct scene_setting){.name = parameter->name,
                                   .owner = task->name,
                                   .path = path_of(scene, index, task->name, parameter->name),
                                   .type = (enum parameter_type)parameter->type,
                                   .minimum = parameter->minimum,
                                   .maximum = maximum,
                                   .begins = &argument->value,
                                   .task = index,
                                   .parameter = i};
    }
}

void load_settings_list(struct scene *scene)
{
    scene->settings = arena_get(&scene->memory, SCENE_SETTINGS_MAX * sizeof *scene->settings);
    if (!scene->settings)
        return;
    for (size_t i = 0; i < scene->control_count; i++)
        list_control(scene, i);
    for (size_t i = 0; i < scene->task_count; i++)
        list_own(scene, &scene->tasks[i], i);
    if (scene->main)
        list_own(scene, scene->main, scene->task_count);
}

size_t scene_setting_find(const struct scene *scene, const char *path)
{
    size_t i = 0;
    while (i < scene->setting_count && strcmp(scene->settings[i].path, path) != 0)
        i++;
    return i;
}

const char *scene_setting_nearest(const struct scene *scene, const char *path)
{
    const char *paths[SCENE_SETTINGS_MAX];
    for (size_t i = 0; i < scene->setting_count; i++)
        paths[i] = scene->settings[i].path;
    return nearest_word(path, paths, scene->setting_count);
}
