/* far.c - a sim whose programs run elsewhere: a mirror of another.  SPDX-License-Identifier: MIT
 */
#include "engine/far.h"

#include <stdio.h>
#include <stdlib.h>

#include "engine/world.h"

/* Of a task's settings, those that are bound to controls are unused here, too. */
static bool make_settings(struct job *job, const struct scene_task *task)
{
    size_t count = task->program->parameter_count;
    job->settings = calloc(count + 1, sizeof *job->settings);
    for (size_t i = 0; job->settings != NULL && i < count; i++)
        job->settings[i] = task->arguments[i].value;
    return job->settings != NULL;
}

static bool make_jobs(struct sim *sim)
{
    const struct scene *scene = sim->scene;
    sim->jobs = calloc(scene->task_count + 1, sizeof *sim->jobs);
    sim->tasks = calloc(scene->task_count + 1, sizeof(coop_task *));
    if (sim->jobs == NULL || sim->tasks == NULL)
        return false;
    for (size_t i = 0; i < scene->task_count; i++)
        if (!make_settings(&sim->jobs[i], &scene->tasks[i]))
            return false;
    return scene->main == NULL || make_settings(&sim->jobs[scene->task_count], scene->main);
}

struct sim *sim_new_far(const struct scene *scene, const struct far *far, sim_listener listener,
                        void *context)
{
    struct sim *sim = world_new(scene, listener, context);
    if (sim == NULL)
        return NULL;
    if (!make_jobs(sim)) {
        sim_free(sim);
        return NULL;
    }
    sim->far = *far;
    return sim;
}

void far_tell(struct sim *sim, const struct sim_event *event)
{
    if (event->type == SIM_EVENT_SHOW)
        devices_latch(&sim->devices[event->part], event->bytes, event->byte_count);
    sim->clock.now_us = event->time_us;
    if (sim->wanted & SIM_EVENT_BIT(event->type))
        sim->listener(sim->listener_context, event);
}

uint32_t far_wanted(const struct sim *sim)
{
    return sim->wanted;
}

uint32_t far_patience(const struct sim *sim)
{
    return sim->patience_ms;
}

bool far_halted(const struct sim *sim)
{
    return sim->halted;
}

void far_resume(struct sim *sim)
{
    sim->halted = false;
}

void far_value(struct sim *sim, size_t setting, int32_t value)
{
    *world_setting(sim, setting) = value;
}

void far_level(struct sim *sim, size_t part, bool level)
{
    struct pin_state *state = &sim->pins[sim->scene->parts[part].pin->number];
    state->output = true; /* whoever drives it there */
    state->level = level;
}

void far_reach(struct sim *sim, const struct far_moment *moment)
{
    sim->clock.now_us = moment->now_us;
    sim->steps = moment->steps;
    sim->failed = moment->failed;
    sim->typed_ends.asked = moment->console_read;
    (void)snprintf(sim->problem, sizeof sim->problem, "%s", moment->problem);
}

void far_end(struct sim *sim, const char *problem)
{
    (void)snprintf(sim->problem, sizeof sim->problem, "%s", problem);
    sim->state = SIM_FINISHED;
    sim->ended = sim->failed = true;
}
