/* observe.c - what the loop does, as events.                       SPDX-License-Identifier: MIT
 *
 * Tasks and what they wait for are addresses to the loop. Events number them in the order of their
 * appearance, which is the same in every run.
 */
#include <stdlib.h>

#include "engine/list.h"
#include "engine/world.h"

/* Beyond so many, an object is not told from others any more: memory on a stack of frames is used
 * again and again, and a wait that is not known costs nothing but its name. */
#define OBJECTS_MAX 1000

static bool add_task(struct known *known, const coop_task *task, const char *name)
{
    struct known_task *tasks =
        list_room(known->tasks, known->task_count + 1, &known->task_capacity, sizeof *tasks);
    if (tasks == NULL)
        return false;
    known->tasks = tasks;
    tasks[known->task_count++] = (struct known_task){task, name};
    return true;
}

/* The latest of that memory, whatever it was used for before. */
static size_t find_task(const struct known *known, const void *task)
{
    for (size_t i = known->task_count; i-- > 0;)
        if (known->tasks[i].task == task)
            return i;
    return SIM_NOBODY;
}

/* SIM_NOBODY if memory is out. */
static size_t task_index(struct sim *sim, const coop_task *task)
{
    struct known *known = &sim->known;
    size_t own_count = sim->scene->task_count + 1;
    size_t index = find_task(known, task);
    if (index < own_count)
        return index;
    /* coop_name() is one address a coroutine. */
    for (size_t i = index; i != SIM_NOBODY && i >= own_count; i--)
        if (known->tasks[i].task == task && known->tasks[i].name == coop_name(task))
            return i;
    return add_task(known, task, coop_name(task)) ? known->task_count - 1 : SIM_NOBODY;
}

static size_t object_number(struct known *known, const void *object)
{
    for (size_t i = 0; i < known->object_count; i++)
        if (known->objects[i] == object)
            return i + 1;
    if (known->object_count == OBJECTS_MAX)
        return 0;
    const void **objects = list_room(known->objects, known->object_count + 1,
                                     &known->object_capacity, sizeof *objects);
    if (objects == NULL)
        return 0;
    known->objects = objects;
    objects[known->object_count++] = object;
    return known->object_count;
}

static struct sim_wait wait_of(struct sim *sim, const coop_task *task)
{
    coop_state state = coop_state_of(task);
    struct sim_wait wait = {.kind = state.kind, .due_us = UINT64_MAX, .task = SIM_NOBODY};
    if (state.due_us != COOP_NEVER)
        wait.due_us = clock_reach_us(&sim->clock, state.due_us);
    else if (state.object != NULL)
        wait.task = find_task(&sim->known, state.object);
    if (state.due_us == COOP_NEVER && state.object != NULL && wait.task == SIM_NOBODY)
        wait.object = object_number(&sim->known, state.object);
    return wait;
}

static void emit(struct sim *sim, enum sim_event_type type, const coop_task *task,
                 struct sim_event event)
{
    event.type = type;
    event.task = task_index(sim, task);
    event.text = event.task == SIM_NOBODY ? coop_name(task) : sim->known.tasks[event.task].name;
    event.file = coop_file(task);
    event.line = coop_line(task);
    world_emit(sim, event);
}

/* ---- What the loop tells ---------------------------------------------------------------------
 */

static bool wanted(const struct sim *sim, enum sim_event_type type)
{
    return (sim->wanted & SIM_EVENT_BIT(type)) != 0;
}

static void probe_step(void *context, const coop_task *task)
{
    struct sim *sim = context;
    world_watch(sim);
    sim->steps++;
    if (wanted(sim, SIM_EVENT_TASK))
        emit(sim, SIM_EVENT_TASK, task, (struct sim_event){.wait.task = SIM_NOBODY});
}

/* How much longer this turn of `task` takes than its cost. */
static uint64_t take_stall(struct sim *sim, const coop_task *task)
{
    size_t index = task_index(sim, task);
    uint64_t stall_us = index <= sim->scene->task_count ? sim->jobs[index].stall_us : 0;
    if (stall_us > 0) {
        sim->jobs[index].stall_us = 0;
        sim->stalls--;
    }
    return stall_us;
}

static void probe_stepped(void *context, const coop_task *task)
{
    struct sim *sim = context;
    clock_spend(&sim->clock, sim->clock.cost->step_us);
    if (sim->stalls > 0)
        clock_spend(&sim->clock, take_stall(sim, task));
    bool ended = coop_finished(task);
    if (ended && wanted(sim, SIM_EVENT_END))
        emit(sim, SIM_EVENT_END, task,
             (struct sim_event){.result = coop_result(task), .wait.task = SIM_NOBODY});
    if (!ended && wanted(sim, SIM_EVENT_WAIT))
        emit(sim, SIM_EVENT_WAIT, task, (struct sim_event){.wait = wait_of(sim, task)});
}

/* One that yields makes itself due: no wake-up. */
static void probe_woken(void *context, const coop_task *task)
{
    struct sim *sim = context;
    const coop_task *current = coop_current(&sim->loop);
    if (!wanted(sim, SIM_EVENT_WAKE) || task == current || coop_finished(task))
        return;
    emit(sim, SIM_EVENT_WAKE, task,
         (struct sim_event){.by = current == NULL ? SIM_NOBODY : task_index(sim, current),
                            .wait = {.kind = coop_state_of(task).kind, .task = SIM_NOBODY}});
}

bool observe_init(struct sim *sim)
{
    for (size_t i = 0; i < sim->scene->task_count; i++)
        if (!add_task(&sim->known, sim->tasks[i], sim->scene->tasks[i].name))
            return false;
    sim->probe = (coop_probe){sim, probe_step, probe_stepped, probe_woken};
    coop_observe(&sim->loop, &sim->probe);
    return add_task(&sim->known, sim->main, "main");
}

void observe_free(struct sim *sim)
{
    free(sim->known.tasks);
    free(sim->known.objects);
}
