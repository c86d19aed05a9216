/* main.c - the firmware of a scene: start the board, then play it. SPDX-License-Identifier: MIT */
#include <stddef.h>

#include "baked.h"
#include "chip.h"
#include "coop/keywords.h"
#include "guard.h"
#include "main.h"

static coop_loop loop;

/* ---- Tasks ----------------------------------------------------------------------------------- */

async_def(scene_main, uint16_t index;)
{
    async_body {
        for (; self->index < baked.root_count; self->index++)
            coop_start(&loop, baked.tasks[self->index]);
        await(coop_gather_list(baked.tasks, baked.root_count));
    }
    return COOP_DONE;
}

static task_of(scene_main) main_task;

const coop_task *main_gatherer(void)
{
    return &main_task.task;
}

static bool main_is_program(void)
{
    return baked.root_count == 0;
}

static const char *name_of(const coop_task *task)
{
    for (uint16_t i = 0; i < baked.task_count; i++)
        if (baked.tasks[i] == task)
            return baked.infos[i].name;
    return task == &main_task.task ? "main" : NULL;
}

/* Its main is the last of the tasks, or what starts and gathers them. */
static coop_task *prepare_tasks(void)
{
    for (uint16_t i = 0; i < baked.task_count; i++) {
        if (baked.programs[i].program->frame_size > baked.infos[i].frame_size_max)
            coop_assert_failed(__FILE__, __LINE__);
        program_prepare(&baked.programs[i]);
    }
    if (main_is_program())
        return baked.tasks[baked.task_count - 1];
    main_task.coroutine.frame.coroutine = &scene_main;
    return &main_task.task;
}

/* ---- The loop's watchers --------------------------------------------------------------------- */

static void step(void *context, const coop_task *task)
{
    (void)context;
    guard_step(task);
}

static void stepped(void *context, const coop_task *task)
{
    (void)context;
    (void)task;
    pace_spend(pace_cost()->step_us);
}

const coop_probe main_probe = {.step = step, .stepped = stepped};

/* Nobody awaited it, so somebody should hear of it. */
static void failed(void *context, const coop_task *task)
{
    (void)context;
    const char *name = name_of(task);
    serial_print("glowloop: a task has failed:");
    serial_print(name != NULL ? name : coop_name(task));
}

/* ---- Start ----------------------------------------------------------------------------------- */

/* Buttons rest until somebody presses them. */
static void start_inputs(void)
{
    for (uint8_t i = 0; i < baked.input_count; i++) {
        const struct baked_input *input = &baked.inputs[i];
        baked.expect(input->pin, input->pressed_level ? PIN_PULL_DOWN : PIN_PULL_UP);
        if (input->boots)
            baked.boot(input->pin);
    }
}

static void start_board(void)
{
    chip_start();
    guard_start();
    serial_start(baked.baud, baked.hear);
    guard_report(serial_print, name_of);
    for (const struct pixels *const *strip = baked.strips; *strip != NULL; strip++)
        baked.add_strip(*strip);
    start_inputs();
}

int main(void)
{
    start_board();
    coop_init(&loop, &pace_port);
    coop_observe(&loop, &main_probe);
    coop_on_failure(&loop, failed, NULL);
    coop_task *task = prepare_tasks();
    pace_start(&baked.cost);
    for (void (*const *begin)(coop_loop *) = baked.begin; *begin != NULL; begin++)
        (*begin)(&loop);
    (void)coop_run(&loop, coop_start(&loop, task));
    while (true) /* the scene is over; what it left stays as it is */
        pace_hold(COOP_NEVER);
}
