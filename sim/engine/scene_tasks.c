/* scene_tasks.c - the tasks of a scene, and what their programs are given.
 *                                                                  SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "engine/scene_load.h"
#include "engine/setting.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
enum { NAMES_MAX = 128 };

/* One parameter of a task's program; `node` is what the scene says, NULL for nothing. */
struct binding {
    const struct scene_task *task;
    const struct json_node *task_node;
    const struct parameter *parameter;
    struct scene_argument *argument;
    const struct json_node *node;
};

/* ---- Parts ----------------------------------------------------------------------------------- */

static bool serves(const struct scene_part *part, const struct parameter *parameter)
{
    return part_models[part->type].serves == parameter->type;
}

static void note_parts(struct loader *loader, const struct binding *binding, const char *word)
{
    const char *names[SCENE_PARTS_MAX + SCENE_MAPS_MAX];
    size_t count = 0;
    const char *noun = parameter_type_noun((enum parameter_type)binding->parameter->type);
    char intro[64];
    for (size_t i = 0; i < loader->scene->part_count; i++)
        if (loader->part_typed[i] && serves(&loader->scene->parts[i], binding->parameter))
            names[count++] = loader->scene->parts[i].name;
    for (size_t i = 0; binding->parameter->type == PARAMETER_PIXELS && i < loader->scene->map_count;
         i++)
        names[count++] = loader->scene->maps[i].name;
    if (count == 0) {
        NOTE(loader, "no part of this scene is %s", noun);
        return;
    }
    snprintf(intro, sizeof intro, "parts of type \"%s\":",
             parameter_type_name((enum parameter_type)binding->parameter->type));
    note_words(loader, intro, word, names, count);
}

static void tell_wrong_part(struct loader *loader, const struct binding *binding,
                            enum parameter_type type)
{
    ERROR_AT(loader, binding->node, "\"%s\" must be %s, but %s is %s", binding->parameter->name,
             parameter_type_noun((enum parameter_type)binding->parameter->type),
             quoted(binding->node->text).text, parameter_type_noun(type));
    note_parts(loader, binding, NULL);
}

static void bind_map(struct loader *loader, const struct binding *binding, size_t map)
{
    if (binding->parameter->type != PARAMETER_PIXELS) {
        tell_wrong_part(loader, binding, PARAMETER_PIXELS);
        return;
    }
    binding->argument->is_map = true;
    binding->argument->map = map;
    binding->argument->part = loader->scene->maps[map].part;
}

static void bind_part(struct loader *loader, const struct binding *binding)
{
    const struct json_node *node = binding->node;
    const struct scene *scene = loader->scene;
    if (!expect_type(loader, node, JSON_STRING))
        return;
    size_t map = scene_map_find(scene, node->text);
    if (map < scene->map_count) {
        bind_map(loader, binding, map);
        return;
    }
    size_t index = scene_part_find(scene, node->text);
    binding->argument->part = index;
    if (index == scene->part_count) {
        ERROR_AT(loader, node, "unknown part %s", quoted(node->text).text);
        note_parts(loader, binding, node->text);
    } else if (loader->part_typed[index] && !serves(&scene->parts[index], binding->parameter)) {
        tell_wrong_part(loader, binding, part_models[scene->parts[index].type].serves);
    }
}

static void tell_missing_part(struct loader *loader, const struct binding *binding)
{
    const struct parameter *parameter = binding->parameter;
    const struct json_node *with = json_member(binding->task_node, "with");
    const struct json_node *program = json_member(binding->task_node, "program");
    ERROR_AT(loader, with ? with : program, "program \"%s\" has no \"%s\"",
             binding->task->program->name, parameter->name);
    NOTE(loader, "\"%s\": %s", parameter->name, parameter->help);
    note_parts(loader, binding, NULL);
}

/* ---- Settings -------------------------------------------------------------------------------- */

static void note_controls(struct loader *loader, const char *word)
{
    const char *names[SCENE_CONTROLS_MAX];
    const struct scene *scene = loader->scene;
    for (size_t i = 0; i < scene->control_count; i++)
        names[i] = scene->controls[i].name;
    if (scene->control_count == 0)
        NOTE(loader, "the scene has no \"controls\"");
    else
        note_words(loader, "controls of the scene:", word, names, scene->control_count);
}

/* A control allows what all of its parameters allow. */
static void narrow(struct loader *loader, const struct binding *binding,
                   struct scene_control *control)
{
    const struct parameter *parameter = binding->parameter;
    const struct json_node *value = loader->control_nodes[control - loader->scene->controls];
    bool was_good = control->value >= control->minimum && control->value <= control->maximum;
    if (parameter->minimum > control->minimum)
        control->minimum = parameter->minimum;
    if (parameter->maximum < control->maximum)
        control->maximum = parameter->maximum;
    bool good = control->value >= control->minimum && control->value <= control->maximum;
    if (good || !was_good)
        return;
    ERROR_AT(loader, value, "control \"%s\" must be %s", control->name,
             setting_range(control->type, parameter->minimum, parameter->maximum).text);
    char what[128];
    snprintf(what, sizeof what, "it is \"%s\" of program \"%s\"", parameter->name,
             binding->task->program->name);
    note_place(loader, what, binding->node->offset);
}

static void bind_control(struct loader *loader, const struct binding *binding)
{
    const struct scene *scene = loader->scene;
    const struct parameter *parameter = binding->parameter;
    const char *name = binding->node->text + 1;
    size_t index = scene_control_find(scene, name);
    binding->argument->is_control = true;
    binding->argument->control = index;
    if (index == scene->control_count) {
        ERROR_AT(loader, binding->node, "unknown control %s", quoted(name).text);
        note_controls(loader, name);
        return;
    }
    struct scene_control *control = &loader->scene->controls[index];
    if (!loader->control_typed[index])
        return;
    if (control->type != (enum parameter_type)parameter->type) {
        ERROR_AT(loader, binding->node, "\"%s\" is %s, but control \"%s\" is %s", parameter->name,
                 parameter_type_noun((enum parameter_type)parameter->type), control->name,
                 parameter_type_noun(control->type));
        note_place(loader, "its type is that of its value", loader->control_nodes[index]->offset);
        return;
    }
    narrow(loader, binding, control);
}

bool load_parameter(struct loader *loader, const struct parameter *parameter,
                    const struct json_node *node, int32_t *value)
{
    enum parameter_type type = (enum parameter_type)parameter->type;
    double number = 0;
    if (node->type == JSON_NUMBER && type == PARAMETER_NUMBER) {
        bool whole = load_whole(loader, node, parameter->minimum, parameter->maximum, &number);
        *value = whole ? (int32_t)number : *value;
        return whole;
    }
    if (!load_setting(loader, node, type, value))
        return false;
    if (*value >= parameter->minimum && *value <= parameter->maximum)
        return true;
    ERROR_AT(loader, node, "\"%s\" must be %s", parameter->name,
             setting_range(type, parameter->minimum, parameter->maximum).text);
    return false;
}

/* The program sets it: a literal would be lost, and so would what is not named at all. */
static void tell_not_control(struct loader *loader, const struct binding *binding)
{
    const char *name = binding->parameter->name;
    const char *program = binding->task->program->name;
    const struct json_node *with = json_member(binding->task_node, "with");
    const struct json_node *fallback = with ? with : json_member(binding->task_node, "program");
    if (binding->node)
        ERROR_AT(loader, binding->node, "program \"%s\" sets \"%s\", so it must be a control",
                 program, name);
    else
        ERROR_AT(loader, fallback, "program \"%s\" has no \"%s\", which must be a control", program,
                 name);
    NOTE(loader, "\"%s\": %s; write \"%s\": \"@NAME\"", name, binding->parameter->help, name);
    note_controls(loader, NULL);
}

static void bind_setting(struct loader *loader, const struct binding *binding)
{
    bool reference = binding->node && binding->node->text && binding->node->text[0] == '@';
    binding->argument->value = binding->parameter->fallback;
    if (reference)
        bind_control(loader, binding);
    else if (binding->parameter->written)
        tell_not_control(loader, binding);
    else if (binding->node)
        (void)load_parameter(loader, binding->parameter, binding->node, &binding->argument->value);
}

/* ---- Formulas -------------------------------------------------------------------------------- */

/* What a control must be, so that it is a value in a formula. */
static void narrow_for_formula(struct loader *loader, const struct binding *binding, size_t index)
{
    struct scene_control *control = &loader->scene->controls[index];
    struct parameter parameter = *binding->parameter;
    bool time = control->type == PARAMETER_TIME;
    parameter.maximum = time ? 32767000 : control->type == PARAMETER_SWITCH ? 1 : 32767;
    parameter.minimum = control->type == PARAMETER_NUMBER ? -32768 : 0;
    struct binding narrowed = *binding;
    narrowed.parameter = &parameter;
    if (loader->control_typed[index])
        narrow(loader, &narrowed, control);
}

static void bind_formulas(struct loader *loader, const struct binding *binding)
{
    uint64_t controls = 0;
    if (!binding->node)
        return;
    binding->argument->formulas = load_formulas(loader, binding->node, &controls);
    for (size_t i = 0; i < loader->scene->control_count; i++)
        if (controls >> i & 1)
            narrow_for_formula(loader, binding, i);
}

/* Of a program's formulas, a scene says one. */
static void check_formulas(struct loader *loader, const struct program *program,
                           const struct json_node *task)
{
    const struct json_node *with = json_member(task, "with");
    const struct json_node *given = NULL;
    const char *names[NAMES_MAX];
    size_t count = 0;
    for (size_t i = 0; i < program->parameter_count; i++) {
        const char *name = program->parameters[i].name;
        const struct json_node *node = with ? json_member(with, name) : NULL;
        if (program->parameters[i].type != PARAMETER_FORMULAS || count == NAMES_MAX)
            continue;
        names[count++] = name;
        if (node && given) {
            ERROR_AT_KEY(loader, node, "\"%s\" and \"%s\" cannot both be said", given->key, name);
            NOTE(loader, "leave one of them out");
        }
        given = node ? node : given;
    }
    if (count > 0 && !given) {
        ERROR_AT(loader, with ? with : json_member(task, "program"),
                 "program \"%s\" has no formulas", program->name);
        note_words(loader, "say one of", NULL, names, count);
    }
}

/* ---- Tasks ----------------------------------------------------------------------------------- */

static void bind(struct loader *loader, const struct binding *binding)
{
    binding->argument->parameter = binding->parameter;
    binding->argument->part = loader->scene->part_count;
    if (binding->parameter->type == PARAMETER_TASKS)
        return; /* see load_children() */
    if (binding->parameter->type == PARAMETER_FORMULAS) {
        bind_formulas(loader, binding);
    } else if (binding->parameter->type == PARAMETER_CONSOLE) {
        if (binding->node) {
            ERROR_AT_KEY(loader, binding->node, "\"%s\" is not for scenes to say",
                         binding->parameter->name);
            NOTE(loader, "it is always the board's console; leave it out");
        }
    } else if (parameter_is_setting(binding->parameter)) {
        bind_setting(loader, binding);
    } else if (binding->node) {
        bind_part(loader, binding);
    } else {
        tell_missing_part(loader, binding);
    }
}

static void load_arguments(struct loader *loader, struct scene_task *task,
                           const struct json_node *node)
{
    const struct program *program = task->program;
    const struct json_node *with = json_member(node, "with");
    const char *names[NAMES_MAX];
    size_t known = 0;
    if (with && !expect_type(loader, with, JSON_OBJECT))
        return;
    task->arguments =
        arena_get(&loader->scene->memory, program->parameter_count * sizeof *task->arguments);
    if (!task->arguments)
        return;
    for (size_t i = 0; i < program->parameter_count; i++) {
        const struct parameter *parameter = &program->parameters[i];
        struct binding binding = {task, node, parameter, &task->arguments[i],
                                  with ? json_member(with, parameter->name) : NULL};
        bind(loader, &binding);
        if (parameter->type == PARAMETER_TASKS)
            continue;
        if ((parameter->type != PARAMETER_CONSOLE || binding.node) && known < NAMES_MAX)
            names[known++] = parameter->name;
    }
    check_formulas(loader, program, node);
    char owner[64];
    snprintf(owner, sizeof owner, "program \"%.32s\" has", program->name);
    if (with)
        check_keys(loader, with, owner, names, known);
}

static void load_name(struct loader *loader, struct scene_task *task, const struct json_node *node)
{
    if (!expect_type(loader, node, JSON_STRING))
        return;
    task->name = keep_text(loader, node->text);
    if (!valid_name(node->text)) {
        ERROR_AT(loader, node, "a task cannot be called %s", quoted(node->text).text);
        NOTE(loader,
             "a name has small letters, digits and _, begins with a letter, and has at "
             "most %d characters",
             SCENE_NAME_MAX);
    } else if (strcmp(node->text, "main") == 0) {
        ERROR_AT(loader, node, "a task cannot be called \"main\"");
        NOTE(loader, "that is the task which starts the others and gathers them");
    }
}

static const struct program *load_program(struct loader *loader, const struct json_node *task)
{
    const struct json_node *node = json_member(task, "program");
    if (!node) {
        ERROR_AT(loader, task, "%s has no \"program\"", task->key ? "\"main\"" : "this task");
        note_programs(loader, NULL);
        return NULL;
    }
    if (!expect_type(loader, node, JSON_STRING))
        return NULL;
    const struct program *program = find_program(loader, node->text);
    if (!program) {
        ERROR_AT(loader, node, "unknown program %s", quoted(node->text).text);
        note_programs(loader, node->text);
    }
    return program;
}

static void load_job(struct loader *loader, struct scene_task *task, const struct json_node *node)
{
    task->program = load_program(loader, node);
    task->name = task->program ? task->program->name : "";
    if (task->program)
        load_arguments(loader, task, node);
}

static bool plays_tasks(const struct program *program)
{
    return program->parameter_count > 0 &&
           program->parameters[program->parameter_count - 1].type == PARAMETER_TASKS;
}

static bool check_tasks(struct loader *loader, const struct json_node *tasks, const char *owner)
{
    if (!expect_type(loader, tasks, JSON_ARRAY))
        return false;
    if (tasks->count > 0)
        return true;
    ERROR_AT(loader, tasks, "%s has at least one task", owner);
    NOTE(loader, "as in { \"program\": \"%s\", \"with\": { … } }", programs[0]->name);
    return false;
}

/* A task as far as it does not lead to others; `node` is kept for load_children(). */
static void load_task(struct loader *loader, const struct json_node *node)
{
    static const char *const keys[] = {"name", "program", "with", "tasks"};
    size_t index = loader->scene->task_count++;
    struct scene_task *task = &loader->scene->tasks[index];
    loader->task_nodes[index] = node;
    if (!expect_type(loader, node, JSON_OBJECT))
        return;
    load_job(loader, task, node);
    bool plays = task->program && plays_tasks(task->program);
    check_keys(loader, node, "a task has", keys, plays || !task->program ? COUNT(keys) : 3);
    const struct json_node *name = json_member(node, "name");
    if (name)
        load_name(loader, task, name);
}

static void append_tasks(struct loader *loader, const struct json_node *tasks)
{
    for (const struct json_node *node = tasks->first; node; node = node->next) {
        if (loader->scene->task_count == SCENE_TASKS_MAX) {
            ERROR_AT(loader, node, "too many tasks");
            NOTE(loader, "a scene has at most %d", SCENE_TASKS_MAX);
            return;
        }
        load_task(loader, node);
    }
}

/* The tasks that `parent` plays, behind all others: so those of one parent lie side by side. */
static void load_children(struct loader *loader, struct scene_task *parent,
                          const struct json_node *node)
{
    struct scene *scene = loader->scene;
    if (!parent->program || !plays_tasks(parent->program))
        return;
    const struct json_node *tasks = json_member(node, "tasks");
    char owner[64];
    snprintf(owner, sizeof owner, "program \"%.32s\"", parent->program->name);
    if (!tasks) {
        ERROR_AT(loader, json_member(node, "program"), "%s plays tasks, and has none", owner);
        NOTE(loader, "write \"tasks\": [ … ] beside \"program\"");
    } else if (check_tasks(loader, tasks, owner)) {
        parent->child_first = scene->task_count;
        append_tasks(loader, tasks);
        parent->child_count = scene->task_count - parent->child_first;
    }
}

static void load_descendants(struct loader *loader)
{
    for (size_t i = 0; i < loader->scene->task_count; i++)
        load_children(loader, &loader->scene->tasks[i], loader->task_nodes[i]);
}

void load_main(struct loader *loader, const struct json_node *node)
{
    static const char *const keys[] = {"program", "with", "tasks"};
    if (!expect_type(loader, node, JSON_OBJECT))
        return;
    struct scene_task *task = arena_get(&loader->scene->memory, sizeof *task);
    if (!task)
        return;
    load_job(loader, task, node);
    bool plays = task->program && plays_tasks(task->program);
    check_keys(loader, node, "the main program has", keys, plays || !task->program ? 3 : 2);
    task->name = "main";
    loader->scene->main = task;
    load_children(loader, task, node);
    load_descendants(loader);
}

void load_tasks(struct loader *loader, const struct json_node *tasks)
{
    if (!check_tasks(loader, tasks, "a scene"))
        return;
    append_tasks(loader, tasks);
    loader->scene->root_count = loader->scene->task_count;
    load_descendants(loader);
}
