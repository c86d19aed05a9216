/* coop.c - coop's cases: switch, sleep, queue.                     SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "bench.h"
#include "coop/keywords.h"

#define STEPS   100000u
#define LENGTHS 4096u /* of sleeps, a power of 2 */

/* ---- A port with a clock that idle() moves --------------------------------------------------- */

static uint64_t clock_us;

static uint64_t now_us(void *context)
{
    (void)context;
    return clock_us;
}

static bool idle(void *context, uint64_t until_us)
{
    (void)context;
    if (until_us == COOP_NEVER)
        return false;
    clock_us = until_us;
    return true;
}

static void wake(void *context)
{
    (void)context;
}

_Noreturn void coop_assert_failed(const char *file, int line)
{
    (void)file;
    (void)line;
    abort();
}

static const coop_port port = {NULL, now_us, idle, wake, coop_no_irq_save, coop_no_irq_restore};
static coop_loop loop;

/* ---- The run is over when the event is set --------------------------------------------------- */

static coop_event over;
static uint32_t left;

async_def(until_over, )
{
    async_body {
        await(coop_event_wait(&over));
    }
    return COOP_DONE;
}

static struct until_over_task main_task;

static void run(void)
{
    coop_event_clear(&over);
    (void)coop_run(&loop, coop_spawn(&loop, &main_task, until_over));
}

static void set_up(void)
{
    coop_init(&loop, &port);
    main_task = (struct until_over_task){0};
}

/* ---- Switch ---------------------------------------------------------------------------------- */

async_def(yielder, uint32_t steps;)
{
    async_body {
        for (; self->steps > 0; self->steps--)
            await(coop_sleep_ms(0));
    }
    return COOP_DONE;
}

static struct yielder_task yielders[TASKS_MAX];

/* All have begun before, and this one ends before the others: neither is counted. */
static coop_task *last_yielder;

static void run_yielders(void)
{
    (void)coop_run(&loop, last_yielder);
}

static uint32_t prepare_switch(uint32_t number)
{
    set_up();
    uint32_t rounds = number < 10000 ? STEPS / number : 10;
    last_yielder = &yielders[number - 1].task;
    for (uint32_t i = 0; i < number; i++) {
        yielders[i] = (struct yielder_task){0};
        coop_spawn(&loop, &yielders[i], yielder, .steps = rounds + (i + 1 < number));
    }
    for (uint32_t i = 0; i < number; i++)
        (void)coop_turn(&loop);
    return rounds * number;
}

/* The same while another task sleeps, so that due times have to be compared. */
async_def(long_sleeper, )
{
    async_body {
        await(coop_sleep_ms(UINT32_MAX));
    }
    return COOP_DONE;
}

static uint32_t prepare_switch_beside_sleeper(uint32_t number)
{
    static struct long_sleeper_task sleeper;
    uint32_t operations = prepare_switch(number);
    sleeper = (struct long_sleeper_task){0};
    coop_spawn(&loop, &sleeper, long_sleeper);
    (void)coop_turn(&loop);
    for (uint32_t i = 0; i < number; i++)
        (void)coop_turn(&loop);
    return operations - number;
}

/* ---- Sleep, wake, step ----------------------------------------------------------------------- */

static uint32_t lengths_ms[LENGTHS];
static uint32_t next_length;

static uint32_t length_ms(void)
{
    return lengths_ms[next_length++ % LENGTHS];
}

static void draw_lengths(void)
{
    uint32_t random = 1;
    for (uint32_t i = 0; i < LENGTHS; i++) {
        random = random * 1664525u + 1013904223u;
        lengths_ms[i] = 1 + (uint32_t)((uint64_t)random * 1000 >> 32);
    }
}

async_def(sleeper, )
{
    async_body {
        while (true) {
            if (--left == 0)
                coop_event_set(&over);
            await(coop_sleep_ms(length_ms()));
        }
    }
    return COOP_DONE;
}

static struct sleeper_task sleepers[TASKS_MAX];

/* Warm: each has slept at least once, as long as the longest. */
static uint32_t prepare_sleep(uint32_t number)
{
    set_up();
    draw_lengths();
    clock_us = 0;
    for (uint32_t i = 0; i < number; i++) {
        sleepers[i] = (struct sleeper_task){0};
        coop_spawn(&loop, &sleepers[i], sleeper);
    }
    left = 4 * number;
    run();
    left = number < STEPS ? STEPS : 2 * number;
    return left;
}

/* ---- Queue ----------------------------------------------------------------------------------- */

static coop_queue queue;
static uint32_t storage[16];
static uint32_t sum;

async_def(producer, uint32_t item;)
{
    async_body {
        for (self->item = STEPS; self->item > 0; self->item--)
            await(coop_queue_put(&queue, &self->item));
    }
    return COOP_DONE;
}

async_def(consumer, uint32_t item; uint32_t count;)
{
    async_body {
        for (self->count = STEPS; self->count > 0; self->count--) {
            await(coop_queue_get(&queue, &self->item));
            sum += self->item;
        }
        coop_event_set(&over);
    }
    return COOP_DONE;
}

static uint32_t prepare_queue(uint32_t number)
{
    static struct producer_task from;
    static struct consumer_task to;
    set_up();
    coop_queue_init(&queue, storage, sizeof *storage, (uint16_t)number);
    coop_spawn(&loop, &from, producer);
    coop_spawn(&loop, &to, consumer);
    return STEPS;
}

const struct bench bench_coop[] = {
    {"switch", 1, prepare_switch, run_yielders},
    {"switch", 10, prepare_switch, run_yielders},
    {"switch", 100, prepare_switch, run_yielders},
    {"switch", 1000, prepare_switch, run_yielders},
    {"switch", 10000, prepare_switch, run_yielders},
    {"switch", 100000, prepare_switch, run_yielders},
    {"switch-beside-sleeper", 1000, prepare_switch_beside_sleeper, run_yielders},
    {"sleep", 1, prepare_sleep, run},
    {"sleep", 10, prepare_sleep, run},
    {"sleep", 100, prepare_sleep, run},
    {"sleep", 1000, prepare_sleep, run},
    {"sleep", 10000, prepare_sleep, run},
    {"sleep", 100000, prepare_sleep, run},
    {"queue", 1, prepare_queue, run},
    {"queue", 16, prepare_queue, run},
    {0},
};
