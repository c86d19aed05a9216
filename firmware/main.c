/* main.c - the firmware of a scene: start the board, then play it. SPDX-License-Identifier: MIT */
#include <stddef.h>
#include <string.h>

#include "baked.h"
#include "boot_loader.h"
#include "chip.h"
#include "coop/keywords.h"
#include "guard.h"

#define TASKS_MAX 64 /* of a scene */

static coop_loop loop;

/* ---- Tasks ----------------------------------------------------------------------------------- */

async_def(scene_main, coop_task *tasks[TASKS_MAX]; uint32_t count;)
{
    async_body {
        for (uint32_t i = 0; i < self->count; i++)
            coop_start(&loop, self->tasks[i]);
        await(coop_gather_list(self->tasks, self->count));
    }
    return COOP_DONE;
}

static task_of(scene_main) main_task;

static const char *name_of(const coop_task *task)
{
    for (const struct baked_task *each = baked.tasks; each->program != NULL; each++)
        if (each->task == task)
            return baked.is_main ? "main" : each->name;
    return task == &main_task.task ? "main" : NULL;
}

/* Every parameter is a pointer in the frame, which follows its task in memory. */
static void bind(const struct baked_task *each)
{
    const struct program *program = each->program;
    unsigned char *frame = (unsigned char *)coop_root_(each->task);
    if (program->frame_size > each->frame_size_max)
        coop_assert_failed(__FILE__, __LINE__);
    coop_root_(each->task)->coroutine = program->coroutine;
    for (uint8_t i = 0; i < program->parameter_count; i++)
        memcpy(frame + program->parameters[i].offset, &each->arguments[i], sizeof(void *));
}

static coop_task *bind_all(void)
{
    struct scene_main *main_frame = &main_task.coroutine;
    for (const struct baked_task *each = baked.tasks; each->program != NULL; each++) {
        bind(each);
        main_frame->tasks[main_frame->count++] = each->task;
    }
    if (baked.is_main)
        return baked.tasks[0].task;
    main_frame->frame.coroutine = &scene_main;
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

static const coop_probe probe = {NULL, step, stepped};

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
            boot_loader_watch(input->pin);
    }
}

static void start_board(void)
{
    chip_start();
    guard_start();
    serial_start();
    guard_report(serial_print, name_of);
    for (const struct pixels *const *strip = baked.strips; *strip != NULL; strip++)
        baked.add_strip(*strip);
    start_inputs();
}

int main(void)
{
    start_board();
    coop_init(&loop, &pace_port);
    coop_observe(&loop, &probe);
    coop_on_failure(&loop, failed, NULL);
    coop_task *task = bind_all();
    pace_start(&baked.cost);
    (void)coop_run(&loop, coop_start(&loop, task));
    while (true) /* the scene is over; what it left stays as it is */
        pace_hold(COOP_NEVER);
}
