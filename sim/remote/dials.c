/* dials.c - values that both sides can change: controls, settings. SPDX-License-Identifier: MIT */
#include "remote/dials.h"

#include <stdlib.h>

static size_t count_parameters(const struct scene *scene)
{
    size_t count = scene->main ? scene->main->program->parameter_count : 0;
    for (size_t i = 0; i < scene->task_count; i++)
        count += scene->tasks[i].program->parameter_count;
    return count;
}

static void add(struct dials *dials, int32_t *place, bool known)
{
    dials->known[dials->count] = known ? *place : ~*place;
    dials->places[dials->count++] = place;
}

static void add_task(struct dials *dials, const struct scene_task *task, struct sim *sim,
                     size_t index, bool known)
{
    for (size_t i = 0; i < task->program->parameter_count; i++)
        add(dials, sim_setting(sim, index, i), known);
}

bool dials_init(struct dials *dials, const struct scene *scene, struct sim *sim, bool known)
{
    size_t count = scene->control_count + count_parameters(scene);
    *dials = (struct dials){.places = calloc(count + 1, sizeof *dials->places),
                            .known = calloc(count + 1, sizeof *dials->known)};
    if (!dials->places || !dials->known)
        return false;
    for (size_t i = 0; i < scene->control_count; i++)
        add(dials, sim_control(sim, i), known);
    for (size_t i = 0; i < scene->task_count; i++)
        add_task(dials, &scene->tasks[i], sim, i, known);
    if (scene->main)
        add_task(dials, scene->main, sim, scene->task_count, known);
    return true;
}

void dials_free(struct dials *dials)
{
    free(dials->places);
    free(dials->known);
    *dials = (struct dials){0};
}

void dials_tell(struct dials *dials, struct channel *channel)
{
    for (size_t i = 0; i < dials->count; i++) {
        int32_t value = *dials->places[i];
        if (value == dials->known[i])
            continue;
        dials->known[i] = value;
        channel_send(channel, &(struct message){.kind = MESSAGE_DIAL,
                                                .numbers = {i, message_signed(value)}});
    }
}

bool dials_hear(struct dials *dials, const struct message *message)
{
    if (message->numbers[0] >= dials->count)
        return false;
    size_t number = (size_t)message->numbers[0];
    *dials->places[number] = dials->known[number] = (int32_t)message_number(message->numbers[1]);
    return true;
}
