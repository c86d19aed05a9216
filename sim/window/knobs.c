/* knobs.c - what can be changed about a scene while it runs.         SPDX-License-Identifier: MIT
 */
#include "window/knobs.h"

#define WIDE 200 /* values; a range with more has steps that grow */

static void add_control(struct knobs *knobs, const struct scene *scene, size_t index)
{
    const struct scene_control *control = &scene->controls[index];
    knobs->list[knobs->count++] = (struct knob){.name = control->name,
                                                .type = control->type,
                                                .minimum = control->minimum,
                                                .maximum = control->maximum,
                                                .begins = control->value,
                                                .control = index};
}

static void add_setting(struct knobs *knobs, const struct scene *scene,
                        const struct scene_task *task, size_t index, size_t parameter)
{
    const struct scene_argument *argument = &task->arguments[parameter];
    if (!parameter_is_setting(argument->parameter) || argument->is_control)
        return;
    int32_t maximum = argument->parameter->maximum;
    if (argument->parameter->type == PARAMETER_PALETTE)
        maximum = PALETTE_COUNT - 1 + (int32_t)scene->palette_count;
    knobs->list[knobs->count++] = (struct knob){.name = argument->parameter->name,
                                                .owner = task->name,
                                                .type = argument->parameter->type,
                                                .minimum = argument->parameter->minimum,
                                                .maximum = maximum,
                                                .begins = argument->value,
                                                .task = index,
                                                .parameter = parameter};
}

static void add_task(struct knobs *knobs, const struct scene *scene, const struct scene_task *task,
                     size_t index)
{
    for (size_t i = 0; i < task->program->parameter_count && knobs->count < KNOBS_MAX; i++)
        add_setting(knobs, scene, task, index, i);
}

void knobs_list(const struct scene *scene, struct knobs *knobs)
{
    knobs->count = 0;
    for (size_t i = 0; i < scene->control_count; i++)
        add_control(knobs, scene, i);
    for (size_t i = 0; i < scene->task_count; i++)
        add_task(knobs, scene, &scene->tasks[i], i);
    if (scene->main)
        add_task(knobs, scene, scene->main, scene->task_count);
}

int32_t *knob_value(const struct knob *knob, struct sim *sim)
{
    if (!knob->owner)
        return sim_control(sim, knob->control);
    return sim_setting(sim, knob->task, knob->parameter);
}

/* ---- Steps ---------------------------------------------------------------------------------- */

/* 0, 1, 2 … 9, 10, 20 … 90, 100, 200 … */
static int64_t round_value(int32_t step)
{
    int64_t power = 1;
    for (; step > 9; step -= 9)
        power *= 10;
    return step * power;
}

static bool wide(const struct knob *knob)
{
    return (int64_t)knob->maximum - knob->minimum > WIDE;
}

int32_t knob_at(const struct knob *knob, int32_t step)
{
    int64_t value = knob->minimum + (wide(knob) ? round_value(step) : step);
    return (int32_t)(value < knob->maximum ? value : knob->maximum);
}

int32_t knob_step(const struct knob *knob, int32_t value)
{
    if (!wide(knob))
        return value - knob->minimum;
    int32_t step = 0;
    while (knob_at(knob, step + 1) <= value && knob_at(knob, step) < knob->maximum)
        step++;
    return step;
}

int32_t knob_steps(const struct knob *knob)
{
    return knob_step(knob, knob->maximum);
}
