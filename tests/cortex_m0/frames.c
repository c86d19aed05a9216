/* frames.c - instructions that a frame of each animation takes on a Cortex-M0.
 *                                                                  SPDX-License-Identifier: MIT
 * As count.c counts, with -icount. A frame is all that its task's turn takes: to draw it, to scale
 * it and put it in wire order, and to wait for the next one.
 */
#include <string.h>

#include "board.h"
#include "fake_port.h"
#include "host.h"
#include "parts/expression.h"
#include "parts/pixels.h"
#include "programs/programs.h"

/* Source: ARMv6-M Architecture Reference Manual, B3.3: SYST_CSR, SYST_RVR and SYST_CVR. */
static volatile uint32_t *const systick = (volatile uint32_t *)0xe000e010;
#define TICKS_MAX 0xffffffu

enum { ENABLED = 1, PROCESSOR_CLOCK = 4 };
enum { FRAMES = 8, SPEED_MS = 20, PIXELS_LARGE = 256, PIXELS_SMALL = 16, PARAMETERS_MAX = 16 };

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
    EXPRESSION_INPUT,
    EXPRESSION_T,
    EXPRESSION_CONSTANT,
    0,
    EXPRESSION_MULTIPLY,
    EXPRESSION_KEEP,
    0,
    EXPRESSION_CONSTANT,
    0,
    EXPRESSION_CONSTANT,
    0,
    EXPRESSION_INPUT,
    EXPRESSION_T,
    EXPRESSION_SIN,
    EXPRESSION_MULTIPLY,
    EXPRESSION_ADD,
    EXPRESSION_KEEP,
    1,
    EXPRESSION_INPUT,
    EXPRESSION_X,
    EXPRESSION_INPUT,
    EXPRESSION_KEPT,
    EXPRESSION_ADD,
    EXPRESSION_CONSTANT,
    1,
    EXPRESSION_INPUT,
    EXPRESSION_KEPT + 1,
};
static const int32_t constants[] = {EXPRESSION_ONE / 2, EXPRESSION_ONE};
static const struct expression hsv = {code, constants, NULL, 2, 18, sizeof code};

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

static KEPT uint32_t known_ticks;

#define KNOWN_TURNS 100000u /* of two instructions */

static void run_known(void)
{
    uint32_t turns = KNOWN_TURNS;
    __asm volatile("1: sub %0, #1\n bne 1b" : "+l"(turns)::"cc");
}

static void run_frames(void)
{
    (void)coop_run(&loop, (coop_task *)memory);
}

static uint32_t instructions_of(void (*run)(void))
{
    systick[1] = TICKS_MAX;
    systick[2] = 0;
    systick[0] = ENABLED | PROCESSOR_CLOCK;
    uint32_t begin = systick[2];
    run();
    uint32_t ticks = (begin - systick[2]) & TICKS_MAX;
    known_ticks = known_ticks != 0 ? known_ticks : ticks;
    return (uint32_t)((uint64_t)ticks * (2 * KNOWN_TURNS) / known_ticks);
}

static uint32_t frame_of(const struct program *program, uint16_t count)
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
    return instructions_of(run_frames) / FRAMES;
}

void process_run(uint32_t number)
{
    if (number == 0)
        (void)instructions_of(run_known);
    const struct program *program = programs[number];
    if (is_animation(program)) {
        if (sizeof(coop_task) + program->frame_size > sizeof memory)
            board_end(false);
        host_print("%s %u %u\n", program->name, (unsigned)frame_of(program, PIXELS_SMALL),
                   (unsigned)frame_of(program, PIXELS_LARGE));
    }
    if (number + 1u == program_count)
        board_end(true);
}

void process_ended(uint32_t number, int status)
{
    (void)number;
    (void)status;
}
