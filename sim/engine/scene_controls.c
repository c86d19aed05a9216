/* scene_controls.c - the shared controls of a scene.               SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "engine/scene_load.h"
#include "engine/setting.h"
#include "parts/palette.h"

/* A control has no declared type: its first value shows it. */
static bool guess_type(struct loader *loader, const struct json_node *node,
                       enum parameter_type *type)
{
    switch (node->type) {
    case JSON_BOOLEAN:
        *type = PARAMETER_SWITCH;
        return true;
    case JSON_NUMBER:
        *type = PARAMETER_NUMBER;
        return true;
    case JSON_STRING:
        *type = setting_guess(loader->scene, node->text);
        return true;
    default:
        ERROR_AT(loader, node, "a control cannot begin with %s", json_type_name(node->type));
        NOTE(loader, "it begins with true, false, a number, a time as in \"500ms\", a color as in "
                     "\"#ff8800\", or the name of a palette");
        return false;
    }
}

static void widest_range(const struct scene *scene, struct scene_control *control)
{
    static const struct {
        int32_t minimum;
        int32_t maximum;
    } ranges[] = {
        [PARAMETER_SWITCH] = {0, 1},
        [PARAMETER_NUMBER] = {INT32_MIN, INT32_MAX},
        [PARAMETER_TIME] = {0, INT32_MAX},
        [PARAMETER_COLOR] = {0, 0xFFFFFF},
        [PARAMETER_PALETTE] = {0, PALETTE_COUNT - 1},
    };
    control->minimum = ranges[control->type].minimum;
    control->maximum = ranges[control->type].maximum;
    if (control->type == PARAMETER_PALETTE)
        control->maximum += (int32_t)scene->palette_count;
}

static void load_control(struct loader *loader, const struct json_node *node)
{
    size_t index = loader->scene->control_count++;
    struct scene_control *control = &loader->scene->controls[index];
    control->name = keep_text(loader, node->key);
    loader->control_nodes[index] = node;
    check_name(loader, node, "a control");
    if (guess_type(loader, node, &control->type) &&
        load_setting(loader, node, control->type, &control->value))
        loader->control_typed[index] = true;
    widest_range(loader->scene, control);
}

void load_controls(struct loader *loader, const struct json_node *controls)
{
    if (!expect_type(loader, controls, JSON_OBJECT))
        return;
    for (const struct json_node *node = controls->first; node; node = node->next) {
        if (node->repeated)
            continue;
        if (loader->scene->control_count == SCENE_CONTROLS_MAX) {
            ERROR_AT_KEY(loader, node, "too many controls");
            NOTE(loader, "a scene has at most %d", SCENE_CONTROLS_MAX);
            return;
        }
        load_control(loader, node);
    }
}

/* ---- From the command line ------------------------------------------------------------------- */

static bool no_such_control(const struct scene *scene, const char *name, char *why, size_t why_size)
{
    const char *names[SCENE_CONTROLS_MAX];
    for (size_t i = 0; i < scene->control_count; i++)
        names[i] = scene->controls[i].name;
    const char *nearest = nearest_word(name, names, scene->control_count);
    int used = snprintf(why, why_size, "the scene has no control %s", quoted(name).text);
    if (used < 0 || (size_t)used >= why_size)
        return false;
    if (nearest)
        snprintf(why + used, why_size - (size_t)used, "; did you mean \"%s\"?", nearest);
    for (size_t i = 0; !nearest && i < scene->control_count && (size_t)used < why_size; i++)
        used +=
            snprintf(why + used, why_size - (size_t)used, "%s%s", i ? ", " : "; it has ", names[i]);
    return false;
}

bool scene_control_set(struct scene *scene, const char *name, const char *text, char *why,
                       size_t why_size)
{
    size_t index = scene_control_find(scene, name);
    if (index == scene->control_count)
        return no_such_control(scene, name, why, why_size);
    struct scene_control *control = &scene->controls[index];
    struct setting_problem problem;
    int32_t value;
    if (!setting_parse(scene, control->type, text, &value, &problem)) {
        snprintf(why, why_size, "%s: %s; %s", name, problem.message, problem.note);
        return false;
    }
    if (value < control->minimum || value > control->maximum) {
        snprintf(why, why_size, "%s must be %s, not %s", name,
                 setting_range(control->type, control->minimum, control->maximum).text, text);
        return false;
    }
    control->value = value;
    return true;
}
