/* sim.c - a scene at work.                                         SPDX-License-Identifier: MIT */
#include "engine/sim.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coop/keywords.h"
#include "engine/world.h"

/* So many steps without any passing of time are a standstill: a scene of 64 tasks has then
 * taken each of them thousands of times. */
#define STANDSTILL_STEPS 1000000u

#define STEP_HORIZON_US  1000000u /* of sim_step() */

/* The program's main: what asyncio.run() is given in the guides. */
async_def(scene_main, struct sim *sim;)
{
    async_body {
        for (size_t i = 0; i < self->sim->scene->task_count; i++)
            coop_start(&self->sim->loop, self->sim->tasks[i]);
        await(coop_gather_list(self->sim->tasks, (uint32_t)self->sim->scene->task_count));
    }
    return COOP_DONE;
}

/* ---- Port and probe -------------------------------------------------------------------------- */

static uint64_t port_now_us(void *context)
{
    return clock_seen_us(&((struct sim *)context)->clock);
}

/* sim_run() does the waiting; there is no other thread, so nothing to keep out or to wake. */
static bool port_idle(void *context, uint64_t until_us)
{
    (void)context;
    (void)until_us;
    return false;
}

static void port_wake(void *context)
{
    (void)context;
}

static uint32_t port_irq_save(void *context)
{
    (void)context;
    return 0;
}

static void port_irq_restore(void *context, uint32_t saved)
{
    (void)context;
    (void)saved;
}

static const char *task_name(const struct sim *sim, const coop_task *task)
{
    for (size_t i = 0; i < sim->scene->task_count; i++)
        if (sim->tasks[i] == task)
            return sim->scene->tasks[i].name;
    return task == sim->main ? "main" : coop_name(task);
}

static void probe_step(void *context, const coop_task *task)
{
    struct sim *sim = context;
    sim->steps++;
    world_emit(sim, (struct sim_event){.type = SIM_EVENT_TASK, .text = task_name(sim, task)});
}

static void probe_stepped(void *context, const coop_task *task)
{
    (void)task;
    struct sim *sim = context;
    clock_spend(&sim->clock, sim->clock.cost->step_us);
}

static void tell_failure(void *context, const coop_task *task)
{
    struct sim *sim = context;
    char text[128];
    (void)snprintf(text, sizeof text, "task \"%s\" failed with %" PRId32 " at %s:%u",
                   task_name(sim, task), coop_result(task), coop_file(task), coop_line(task));
    world_emit(sim, (struct sim_event){.type = SIM_EVENT_FAIL, .text = text});
}

/* ---- Birth and death ----------------------------------------------------------------------------
 */

static void bind_arguments(struct sim *sim, const struct scene_task *task, struct job *job)
{
    unsigned char *frame = (unsigned char *)coop_root_(job->task);
    for (uint8_t i = 0; i < task->program->parameter_count; i++) {
        const struct scene_argument *argument = &task->arguments[i];
        void *bound = &job->settings[i];
        job->settings[i] = argument->value;
        if (!parameter_is_setting(argument->parameter))
            bound = devices_argument(sim, argument);
        else if (argument->is_control)
            bound = &sim->controls[argument->control];
        memcpy(frame + argument->parameter->offset, &bound, sizeof bound);
    }
}

static coop_task *new_task(const coop_coroutine *coroutine, size_t frame_size)
{
    coop_task *task = calloc(1, sizeof *task + frame_size);
    if (task != NULL)
        coop_root_(task)->coroutine = coroutine;
    return task;
}

static bool make_jobs(struct sim *sim)
{
    const struct scene *scene = sim->scene;
    sim->jobs = calloc(scene->task_count + 1, sizeof *sim->jobs);
    sim->tasks = calloc(scene->task_count + 1, sizeof(coop_task *));
    sim->controls = calloc(scene->control_count + 1, sizeof *sim->controls);
    if (sim->jobs == NULL || sim->tasks == NULL || sim->controls == NULL)
        return false;
    for (size_t i = 0; i < scene->control_count; i++)
        sim->controls[i] = scene->controls[i].value;
    for (size_t i = 0; i < scene->task_count; i++) {
        const struct program *program = scene->tasks[i].program;
        struct job *job = &sim->jobs[i];
        job->task = sim->tasks[i] = new_task(program->coroutine, program->frame_size);
        job->settings = calloc(program->parameter_count + 1u, sizeof *job->settings);
        if (job->task == NULL || job->settings == NULL)
            return false;
        bind_arguments(sim, &scene->tasks[i], job);
    }
    sim->main = new_task(&scene_main, sizeof(struct scene_main));
    return sim->main != NULL;
}

struct sim *sim_new(const struct scene *scene, sim_listener listener, void *context)
{
    struct sim *sim = calloc(1, sizeof *sim);
    if (sim == NULL)
        return NULL;
    sim->scene = scene;
    sim->listener = listener;
    sim->listener_context = context;
    clock_init(&sim->clock, &scene->cost, devices_input, sim);
    sim->moved_us = sim->clock.now_us;
    sim->port =
        (coop_port){sim, port_now_us, port_idle, port_wake, port_irq_save, port_irq_restore};
    sim->probe = (coop_probe){sim, probe_step, probe_stepped};
    coop_init(&sim->loop, &sim->port);
    coop_observe(&sim->loop, &sim->probe);
    coop_on_failure(&sim->loop, tell_failure, sim);
    if (!devices_init(sim) || !make_jobs(sim)) {
        sim_free(sim);
        return NULL;
    }
    ((struct scene_main *)(void *)coop_root_(sim->main))->sim = sim;
    coop_start(&sim->loop, sim->main);
    return sim;
}

void sim_free(struct sim *sim)
{
    if (sim == NULL)
        return;
    for (size_t i = 0; sim->jobs != NULL && i < sim->scene->task_count; i++) {
        free(sim->jobs[i].task);
        free(sim->jobs[i].settings);
    }
    free(sim->jobs);
    free(sim->tasks);
    free(sim->controls);
    free(sim->main);
    devices_free(sim);
    clock_free(&sim->clock);
    free(sim);
}

/* ---- Running ----------------------------------------------------------------------------------
 */

static enum sim_state finished(struct sim *sim)
{
    for (size_t i = 0; i < sim->scene->task_count; i++)
        if (coop_result(sim->tasks[i]) < 0)
            (void)snprintf(sim->problem, sizeof sim->problem,
                           "task \"%s\" failed with %" PRId32 " at %s:%u",
                           sim->scene->tasks[i].name, coop_result(sim->tasks[i]),
                           coop_file(sim->tasks[i]), coop_line(sim->tasks[i]));
    return SIM_FINISHED;
}

static bool stands_still(struct sim *sim)
{
    if (sim->clock.now_us != sim->moved_us) {
        sim->moved_us = sim->clock.now_us;
        sim->moved_at_step = sim->steps;
    }
    return sim->steps - sim->moved_at_step >= STANDSTILL_STEPS;
}

/* Name a task that is due without end. */
static enum sim_state standstill(struct sim *sim)
{
    const coop_task *culprit = sim->main;
    for (size_t i = 0; i < sim->scene->task_count; i++)
        if (strcmp(coop_waits_for(sim->tasks[i]), "due") == 0)
            culprit = sim->tasks[i];
    (void)snprintf(sim->problem, sizeof sim->problem,
                   "time stands still at %" PRIu64 " us: task \"%s\" (%s:%u) runs again and again "
                   "and nothing it does takes time; give board.step_us a value above 0",
                   sim->clock.now_us, task_name(sim, culprit), coop_file(culprit),
                   coop_line(culprit));
    return SIM_STANDSTILL;
}

/* Run the step that is due, or move on to what comes next, but not beyond `until_us`. */
static enum sim_state turn(struct sim *sim, uint64_t until_us, bool *stepped)
{
    clock_advance(&sim->clock, sim->clock.now_us);
    uint64_t next_us = coop_turn(&sim->loop);
    *stepped = next_us == 0;
    if (coop_finished(sim->main))
        return finished(sim);
    if (*stepped)
        return stands_still(sim) ? standstill(sim) : SIM_RUNNING;

    uint64_t reach_us = clock_reach_us(&sim->clock, next_us);
    uint64_t passing_us = clock_next_us(&sim->clock);
    uint64_t target_us = reach_us < passing_us ? reach_us : passing_us;
    if (target_us != UINT64_MAX || until_us != UINT64_MAX)
        clock_advance(&sim->clock, target_us < until_us ? target_us : until_us);
    return target_us == UINT64_MAX ? SIM_IDLE : SIM_RUNNING;
}

enum sim_state sim_run(struct sim *sim, uint64_t until_us)
{
    enum sim_state state = coop_finished(sim->main) ? SIM_FINISHED : SIM_RUNNING;
    while (state == SIM_RUNNING && sim->clock.now_us < until_us) {
        bool stepped;
        state = turn(sim, until_us, &stepped);
    }
    return state;
}

enum sim_state sim_step(struct sim *sim)
{
    enum sim_state state = coop_finished(sim->main) ? SIM_FINISHED : SIM_RUNNING;
    uint64_t until_us = sim->clock.now_us + STEP_HORIZON_US;
    bool stepped = false;
    while (state == SIM_RUNNING && !stepped && sim->clock.now_us < until_us)
        state = turn(sim, until_us, &stepped);
    return state;
}

uint64_t sim_now_us(const struct sim *sim)
{
    return sim->clock.now_us;
}

const char *sim_problem(const struct sim *sim)
{
    return sim->problem;
}

uint64_t sim_steps(const struct sim *sim)
{
    return sim->steps;
}

uint64_t sim_input(struct sim *sim, const struct board_pin *pin, bool level, uint64_t time_us)
{
    return clock_add_input(&sim->clock,
                           &(struct clock_input){.time_us = time_us, .pin = pin, .level = level});
}

uint64_t sim_press(struct sim *sim, size_t part, bool pressed, uint64_t time_us)
{
    const struct scene_part *button = &sim->scene->parts[part];
    return sim_input(sim, button->pin, pressed == button->pressed_level, time_us);
}

int32_t *sim_control(struct sim *sim, size_t control)
{
    return &sim->controls[control];
}

const coop_task *sim_task(const struct sim *sim, size_t task)
{
    return task < sim->scene->task_count ? sim->tasks[task] : sim->main;
}
