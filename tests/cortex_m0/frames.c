/* frames.c - some frames of each animation, to be counted.         SPDX-License-Identifier: MIT
 *
 * A frame is all that its task's turn takes: to draw it, to scale it and put it in wire order, and
 * to wait for the next one. What counts knows measure() by its name; `frames` prints what it saw.
 */
#include "frames.h"

#include <stdlib.h>
#include <string.h>

#include "fake_port.h"
#include "parts/expression.h"
#include "parts/pixels.h"
#include "programs/programs.h"

enum { SPEED_MS = 20, PIXELS_LARGE = 256, PIXELS_SMALL = 16, PARAMETERS_MAX = 16 };

/* ---- A task of a program, as a scene makes it --------------------------------------------------
 */

static uint8_t storage[PIXELS_STORAGE(PIXELS_LARGE, PIXELS_GRB)];
static struct pixels pixels;
static uint64_t memory[64];
static int32_t settings[PARAMETERS_MAX];
static void *bindings[PARAMETERS_MAX];
static struct fake_port fake;
static coop_port port;
static coop_loop loop;

/* "hsv": ["x + t/2s", 1, "0.5 + 0.5 * sin(t)"], as the loader compiles it. */
static const uint8_t code[] = {
    EXPRESSION_T,
    EXPRESSION_CONSTANTS,
    EXPRESSION_MULTIPLY,
    EXPRESSION_KEEP,
    0,
    EXPRESSION_CONSTANTS,
    EXPRESSION_CONSTANTS,
    EXPRESSION_T,
    EXPRESSION_SIN,
    EXPRESSION_MULTIPLY,
    EXPRESSION_ADD,
    EXPRESSION_KEEP,
    1,
    EXPRESSION_END,
    EXPRESSION_X,
    EXPRESSION_KEPT,
    EXPRESSION_ADD,
    EXPRESSION_CONSTANTS + 1,
    EXPRESSION_KEPT + 1,
    EXPRESSION_END,
};
static const int32_t constants[] = {EXPRESSION_ONE / 2, EXPRESSION_ONE};
static const struct expression hsv = {code, constants, NULL, 2, 14, sizeof code};

static uint32_t send(void *context, const struct pixels *sent, const uint8_t *bytes, uint16_t size)
{
    (void)context;
    (void)sent;
    (void)bytes;
    (void)size;
    return 0;
}

static void settle(void *context, const struct pixels *sent)
{
    (void)context;
    (void)sent;
}

static const struct board board = {.send = send, .settle = settle};

/* Those that have what ANIMATION_PARAMETERS gives. */
static bool is_animation(const struct program *program)
{
    return program->parameter_count >= 2 && program->parameters[0].type == PARAMETER_PIXELS &&
           strcmp(program->parameters[1].name, "speed") == 0;
}

static void bind(const struct program *program)
{
    for (uint8_t i = 0; i < program->parameter_count; i++) {
        const struct parameter *parameter = &program->parameters[i];
        settings[i] = parameter->fallback;
        bindings[i] = &settings[i];
        if (parameter->type == PARAMETER_PIXELS)
            bindings[i] = &pixels;
        else if (parameter->type == PARAMETER_FORMULAS)
            bindings[i] = strcmp(parameter->name, "hsv") == 0 ? (void *)(uintptr_t)&hsv : NULL;
    }
    settings[1] = SPEED_MS;
}

/* ---- Measuring ------------------------------------------------------------------------------- */

void measure(void (*run)(void));
void measured(void);

__attribute__((noinline)) void measured(void)
{
    __asm volatile("");
}

__attribute__((noinline)) void measure(void (*run)(void))
{
    run();
    measured();
}

static void run_frames(void)
{
    (void)coop_run(&loop, (coop_task *)memory);
}

static void measure_frames(const struct program *program, uint16_t count)
{
    memset(memory, 0, sizeof memory);
    pixels_init(&pixels, &board, 0, count, PIXELS_GRB, storage);
    pixels_set_brightness(&pixels, PIXELS_BRIGHTNESS(20));
    bind(program);
    program_prepare(&(struct program_task){program, (coop_task *)memory, bindings});
    fake = (struct fake_port){.now_us = 1};
    port = fake_port_init(&fake);
    fake.give_up_us = fake.now_us + FRAMES * SPEED_MS * 1000u;
    coop_init(&loop, &port);
    coop_start(&loop, (coop_task *)memory);
    measure(run_frames);
}

bool frames_run(const struct program *program)
{
    if (!is_animation(program))
        return false;
    if (sizeof(coop_task) + program->frame_size > sizeof memory)
        abort();
    measure_frames(program, PIXELS_SMALL);
    measure_frames(program, PIXELS_LARGE);
    return true;
}
