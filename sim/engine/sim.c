/* sim.c - a scene at work.                                         SPDX-License-Identifier: MIT */
#include "engine/sim.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coop/keywords.h"
#include "engine/world.h"

/* Of a scene that lists tasks: what asyncio.run() is given in the guides. */
async_def(scene_main, struct sim *sim;)
{
    async_body {
        for (size_t i = 0; i < self->sim->scene->root_count; i++)
            coop_start(&self->sim->loop, self->sim->tasks[i]);
        await(coop_gather_list(self->sim->tasks, (uint32_t)self->sim->scene->root_count));
    }
    return COOP_DONE;
}

/* ---- Port ----------------------------------------------------------------------------------- */

static uint64_t port_now_us(void *context)
{
    return clock_seen_us(&((struct sim *)context)->clock);
}

/* sim_run() does the waiting; there is no other thread, so nothing to wake. */
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

const char *sim_task_name(const struct sim *sim, const coop_task *task)
{
    for (size_t i = 0; i < sim->scene->task_count; i++)
        if (sim->tasks[i] == task)
            return sim->scene->tasks[i].name;
    return task == sim->main ? "main" : coop_name(task);
}

static void tell_failure(void *context, const coop_task *task)
{
    struct sim *sim = context;
    char text[128];
    (void)snprintf(text, sizeof text, "task \"%s\" failed with %" PRId32 " at %s:%u",
                   sim_task_name(sim, task), coop_result(task), coop_file(task), coop_line(task));
    world_emit(sim, (struct sim_event){.type = SIM_EVENT_FAIL, .text = text});
}

/* ---- Birth and death ----------------------------------------------------------------------------
 */

static void *binding_of(struct sim *sim, const struct scene_argument *argument, struct job *job,
                        size_t index)
{
    job->settings[index] = argument->value;
    if (argument->parameter->type == PARAMETER_TASKS)
        return &job->played;
    if (argument->parameter->type == PARAMETER_FORMULAS) {
        if (argument->formulas == NULL)
            return NULL;
        job->formulas[index] = *argument->formulas;
        job->formulas[index].controls = sim->control_places;
        return &job->formulas[index];
    }
    if (!parameter_is_setting(argument->parameter))
        return devices_argument(sim, argument);
    return argument->is_control ? &sim->controls[argument->control] : &job->settings[index];
}

static coop_task *new_task(const coop_coroutine *coroutine, size_t frame_size)
{
    coop_task *task = calloc(1, sizeof *task + frame_size);
    if (task != NULL)
        coop_root_(task)->coroutine = coroutine;
    return task;
}

/* A task of the scene, or, behind those, its main program: a coop_task and its frame in one piece
 * of memory, and what the program gets. */
static bool make_job(struct sim *sim, const struct scene_task *task, size_t index)
{
    const struct program *program = task->program;
    struct job *job = &sim->jobs[index];
    sim->tasks[index] = new_task(program->coroutine, program->frame_size);
    job->settings = calloc(program->parameter_count + 1u, sizeof *job->settings);
    job->bindings = calloc(program->parameter_count + 1u, sizeof(void *));
    job->formulas = calloc(program->parameter_count + 1u, sizeof *job->formulas);
    if (sim->tasks[index] == NULL || job->settings == NULL || job->bindings == NULL ||
        job->formulas == NULL)
        return false;
    job->played = (struct program_tasks){.list = &sim->programs[task->child_first],
                                         .tasks = &sim->tasks[task->child_first],
                                         .count = (uint16_t)task->child_count};
    for (uint8_t i = 0; i < program->parameter_count; i++)
        job->bindings[i] = binding_of(sim, &task->arguments[i], job, i);
    sim->programs[index] = (struct program_task){program, sim->tasks[index], job->bindings};
    program_prepare(&sim->programs[index]);
    return true;
}

/* Its main is a program, or what starts and gathers the tasks. */
static bool make_main(struct sim *sim)
{
    size_t index = sim->scene->task_count;
    if (sim->scene->main != NULL && !make_job(sim, sim->scene->main, index))
        return false;
    if (sim->scene->main == NULL)
        sim->tasks[index] = new_task(&scene_main, sizeof(struct scene_main));
    sim->main = sim->tasks[index];
    if (sim->main != NULL && sim->scene->main == NULL)
        ((struct scene_main *)(void *)coop_root_(sim->main))->sim = sim;
    return sim->main != NULL;
}

static bool make_controls(struct sim *sim)
{
    const struct scene *scene = sim->scene;
    sim->controls = calloc(scene->control_count + 1, sizeof *sim->controls);
    sim->control_places = calloc(scene->control_count + 1, sizeof *sim->control_places);
    if (sim->controls == NULL || sim->control_places == NULL)
        return false;
    for (size_t i = 0; i < scene->control_count; i++) {
        sim->controls[i] = scene->controls[i].value;
        sim->control_places[i] = &sim->controls[i];
    }
    return true;
}

static bool make_jobs(struct sim *sim)
{
    const struct scene *scene = sim->scene;
    sim->jobs = calloc(scene->task_count + 1, sizeof *sim->jobs);
    sim->programs = calloc(scene->task_count + 1, sizeof *sim->programs);
    sim->tasks = calloc(scene->task_count + 1, sizeof(coop_task *));
    if (sim->jobs == NULL || sim->programs == NULL || sim->tasks == NULL)
        return false;
    for (size_t i = 0; i < scene->task_count; i++)
        if (!make_job(sim, &scene->tasks[i], i))
            return false;
    return make_main(sim);
}

struct sim *world_new(const struct scene *scene, sim_listener listener, void *context)
{
    struct sim *sim = calloc(1, sizeof *sim);
    if (sim == NULL)
        return NULL;
    sim->scene = scene;
    sim->listener = listener;
    sim->listener_context = context;
    sim->wanted = listener == NULL ? 0 : SIM_EVENT_ALL;
    clock_init(&sim->clock, &scene->cost, devices_input, sim);
    sim->clock.limit_hook = world_limit;
    sim->moved_us = sim->clock.now_us;
    sim->port =
        (coop_port){sim, port_now_us, port_idle, port_wake, coop_no_irq_save, coop_no_irq_restore};
    coop_init(&sim->loop, &sim->port);
    coop_on_failure(&sim->loop, tell_failure, sim);
    if (devices_init(sim) && make_controls(sim))
        return sim;
    sim_free(sim);
    return NULL;
}

struct sim *sim_new(const struct scene *scene, sim_listener listener, void *context)
{
    struct sim *sim = world_new(scene, listener, context);
    if (sim == NULL)
        return NULL;
    sim->fiber = fiber_new(world_run, sim);
    if (sim->fiber == NULL || !make_jobs(sim)) {
        sim_free(sim);
        return NULL;
    }
    coop_start(&sim->loop, sim->main);
    if (!observe_init(sim)) {
        sim_free(sim);
        return NULL;
    }
    return sim;
}

void sim_free(struct sim *sim)
{
    if (sim == NULL)
        return;
    if (sim->far.free != NULL)
        sim->far.free(sim->far.context);
    fiber_free(sim->fiber);
    for (size_t i = 0; sim->jobs != NULL && sim->tasks != NULL && i <= sim->scene->task_count;
         i++) {
        free(sim->tasks[i]);
        free(sim->jobs[i].settings);
        free(sim->jobs[i].bindings);
        free(sim->jobs[i].formulas);
    }
    free(sim->jobs);
    free(sim->programs);
    free(sim->tasks);
    free(sim->controls);
    free(sim->control_places);
    observe_free(sim);
    devices_free(sim);
    clock_free(&sim->clock);
    free(sim);
}

/* ---- What happens -----------------------------------------------------------------------------
 */

void sim_want(struct sim *sim, uint32_t types)
{
    sim->wanted = sim->listener == NULL ? 0 : types;
}

uint64_t sim_now_us(const struct sim *sim)
{
    return sim->clock.now_us;
}

const char *sim_problem(const struct sim *sim)
{
    return sim->problem;
}

bool sim_failed(const struct sim *sim)
{
    if (sim->main == NULL)
        return sim->failed;
    return coop_finished(sim->main) && coop_result(sim->main) < 0;
}

uint64_t sim_steps(const struct sim *sim)
{
    return sim->steps;
}

const coop_task *sim_running(const struct sim *sim)
{
    return coop_current(&sim->loop);
}

bool sim_signal(const struct sim *sim, int number)
{
    return sim->fiber != NULL && fiber_signal(sim->fiber, number);
}

uint64_t sim_input(struct sim *sim, const struct board_pin *pin, bool level, uint64_t time_us)
{
    if (sim->far.input != NULL)
        return sim->far.input(sim->far.context, pin, level, time_us);
    return clock_add_input(&sim->clock,
                           &(struct clock_input){.time_us = time_us, .pin = pin, .level = level});
}

uint64_t sim_type(struct sim *sim, const char *line, uint64_t time_us)
{
    if (sim->far.type != NULL)
        return sim->far.type(sim->far.context, line, time_us);
    char *text = malloc(strlen(line) + 1);
    if (text == NULL)
        return UINT64_MAX;
    memcpy(text, line, strlen(line) + 1);
    time_us = clock_add_input(&sim->clock, &(struct clock_input){.time_us = time_us, .text = text});
    if (time_us == UINT64_MAX)
        free(text);
    return time_us;
}

/* Where a setting has its value. */
int32_t *world_setting(const struct sim *sim, size_t index)
{
    const struct scene_setting *setting = &sim->scene->settings[index];
    if (setting->owner == NULL)
        return &sim->controls[setting->control];
    return &sim->jobs[setting->task].settings[setting->parameter];
}

uint64_t sim_set(struct sim *sim, size_t setting, int32_t value, uint64_t time_us)
{
    if (sim->far.set != NULL)
        return sim->far.set(sim->far.context, setting, value, time_us);
    return clock_add_input(&sim->clock, &(struct clock_input){.time_us = time_us,
                                                              .place = world_setting(sim, setting),
                                                              .setting = setting,
                                                              .value = value});
}

uint64_t sim_press(struct sim *sim, size_t part, bool pressed, uint64_t time_us)
{
    const struct scene_part *button = &sim->scene->parts[part];
    return sim_input(sim, button->pin, pressed == button->pressed_level, time_us);
}

void sim_stall(struct sim *sim, size_t task, uint64_t us)
{
    struct job *job = &sim->jobs[task];
    sim->stalls += job->stall_us == 0 && us > 0;
    job->stall_us += us;
}

void sim_halt(struct sim *sim)
{
    sim->halted = true;
    sim->clock.limit_us = sim->clock.now_us;
}

int32_t sim_setting(const struct sim *sim, size_t setting)
{
    return *world_setting(sim, setting);
}

bool sim_console_read(const struct sim *sim)
{
    return sim->typed_ends.asked;
}

const coop_task *sim_task(const struct sim *sim, size_t task)
{
    return task < sim->scene->task_count ? sim->tasks[task] : sim->main;
}
