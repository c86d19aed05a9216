/* count.c - instructions that a task takes on a Cortex-M0.         SPDX-License-Identifier: MIT
 *
 * To be run with QEMU's -icount, where time is the number of instructions. SysTick counts that
 * time, and a loop of a known length, measured first, tells how many instructions are a tick.
 * Cycles of a real board are more: what goes to memory takes 2, a jump 2 or 3.
 */
#include "board.h"
#include "coop/keywords.h"
#include "fake_port.h"
#include "host.h"

/* Source: ARMv6-M Architecture Reference Manual, B3.3: SYST_CSR, SYST_RVR and SYST_CVR. */
static volatile uint32_t *const systick = (volatile uint32_t *)0xe000e010;
#define TICKS_MAX 0xffffffu

enum { ENABLED = 1, PROCESSOR_CLOCK = 4 };

#define TASKS 8
#define TURNS 1000 /* of each task */

static KEPT uint32_t known_ticks;

/* ---- What is measured ------------------------------------------------------------------------ */

#define KNOWN_TURNS 100000u /* of two instructions */

static void run_known(void)
{
    uint32_t turns = KNOWN_TURNS;
    __asm volatile("1: sub %0, #1\n bne 1b" : "+l"(turns)::"cc");
}

/* The least that can take turns: a ring of functions with a switch in each. */
struct bare {
    struct bare *next;
    uint32_t (*step)(struct bare *bare);
    uint32_t state;
    uint32_t turns;
};
static struct bare bares[TASKS];

static uint32_t step_bare(struct bare *bare)
{
    switch (bare->state) {
    case 0:
        for (bare->turns = TURNS; bare->turns > 0; bare->turns--) {
            bare->state = 1;
            return 1;
        case 1:;
        }
    }
    bare->state = 2;
    return 0;
}

static void run_bare(void)
{
    for (uint32_t i = 0; i < TASKS; i++)
        bares[i] = (struct bare){&bares[(i + 1) % TASKS], step_bare, 0, 0};
    struct bare *bare = bares;
    while (bare->step(bare) != 0)
        bare = bare->next;
}

static struct fake_port fake;
static coop_port port;
static coop_loop loop;

async_def(turns, uint32_t ms; uint32_t left;)
{
    async_body {
        for (self->left = TURNS; self->left > 0; self->left--)
            await(coop_sleep_ms(self->ms));
    }
    return COOP_DONE;
}

static struct turns_task tasks[TASKS];

static void run_tasks(uint32_t ms, uint32_t more_ms)
{
    port = fake_port_init(&fake);
    coop_init(&loop, &port);
    for (uint32_t i = 0; i < TASKS; i++)
        coop_spawn(&loop, &tasks[i], turns, .ms = ms + i * more_ms);
    for (uint32_t i = 0; i < TASKS; i++)
        coop_run(&loop, &tasks[i].task);
}

static void run_switches(void)
{
    run_tasks(0, 0);
}

static void run_sleeps(void)
{
    run_tasks(70, 7);
}

/* ---- Measuring ------------------------------------------------------------------------------- */

static const struct measure {
    const char *name;
    void (*run)(void);
    uint32_t count;
} measures[] = {
    {"known loop", run_known, KNOWN_TURNS},
    {"bare switch", run_bare, TASKS *TURNS},
    {"switch", run_switches, TASKS *TURNS},
    {"sleep and wake", run_sleeps, TASKS *TURNS},
};

static uint32_t ticks_of(void (*run)(void))
{
    systick[1] = TICKS_MAX;
    systick[2] = 0;
    systick[0] = ENABLED | PROCESSOR_CLOCK;
    uint32_t begin = systick[2];
    run();
    return (begin - systick[2]) & TICKS_MAX;
}

void process_run(uint32_t number)
{
    if (number == sizeof measures / sizeof *measures)
        board_end(true);
    const struct measure *measure = &measures[number];
    uint32_t ticks = ticks_of(measure->run);
    if (number == 0)
        known_ticks = ticks;
    uint64_t instructions = (uint64_t)ticks * (2 * KNOWN_TURNS) / known_ticks;
    uint32_t each = (uint32_t)((instructions + measure->count / 2) / measure->count);
    host_print("%s: %u\n", measure->name, (unsigned)each);
    if (number == 0)
        host_print("ticks: %u\n", (unsigned)ticks);
}

void process_ended(uint32_t number, int status)
{
    (void)number;
    (void)status;
}
