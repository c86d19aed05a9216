/* anchors.c - what coop is measured against: the least that such a loop can do.
 *                                                                  SPDX-License-Identifier: MIT
 * bare: an array of state machines, a function pointer each, and a jump to where each stopped.
 * protothreads: the same with macros that save a line and a status that the loop looks at. Neither
 * has a notion of time, of waiting, or of an order but the one of the array.
 */
#include <stdbool.h>
#include <stddef.h>

#include "bench.h"

#define STEPS 100000u

static uint32_t rounds(uint32_t number)
{
    return number < 10000 ? STEPS / number : 10;
}

/* ---- Bare ------------------------------------------------------------------------------------ */

struct machine {
    void (*enter)(struct machine *self);
    uint32_t state;
    uint32_t left;
};

static struct machine machines[TASKS_MAX];
static uint32_t machine_count;
static uint32_t running;

static void count_down(struct machine *self)
{
    switch (self->state) {
    case 0:
        for (; self->left > 0; self->left--) {
            self->state = 1;
            return;
        case 1:;
        }
        running--;
        self->state = 2;
    }
}

static uint32_t prepare_bare(uint32_t number)
{
    machine_count = running = number;
    for (uint32_t i = 0; i < number; i++) {
        machines[i] = (struct machine){.enter = count_down, .left = rounds(number)};
        count_down(&machines[i]);
    }
    return rounds(number) * number;
}

static void run_bare(void)
{
    while (running > 0)
        for (uint32_t i = 0; i < machine_count; i++)
            machines[i].enter(&machines[i]);
}

/* ---- A bare queue: the two sides take turns when it is full, and when it is empty ----------- */

static struct ring {
    uint32_t items[16];
    uint32_t capacity, first, count;
    uint32_t to_put, to_get;
    uint32_t sum;
} ring;

static void put_items(struct machine *self)
{
    (void)self;
    while (ring.to_put > 0 && ring.count < ring.capacity) {
        uint32_t last = ring.first + ring.count;
        ring.items[last < ring.capacity ? last : last - ring.capacity] = ring.to_put--;
        ring.count++;
    }
}

static void get_items(struct machine *self)
{
    (void)self;
    while (ring.count > 0) {
        ring.sum += ring.items[ring.first];
        ring.first = ring.first + 1 < ring.capacity ? ring.first + 1 : 0;
        ring.count--;
        ring.to_get--;
    }
    running = ring.to_get;
}

static uint32_t prepare_bare_queue(uint32_t number)
{
    ring = (struct ring){.capacity = number, .to_put = STEPS, .to_get = STEPS};
    machine_count = 2;
    running = STEPS;
    machines[0] = (struct machine){.enter = put_items};
    machines[1] = (struct machine){.enter = get_items};
    return STEPS;
}

/* ---- Protothreads ---------------------------------------------------------------------------- */

enum status { YIELDED, WAITING, ENDED };

struct thread {
    enum status (*run)(struct thread *self);
    uint16_t line;
    uint32_t left;
};

#define THREAD_BEGIN                                                                               \
    switch (self->line) {                                                                          \
    case 0:
#define THREAD_YIELD                                                                               \
    do {                                                                                           \
        self->line = __LINE__;                                                                     \
        return YIELDED;                                                                            \
    case __LINE__:;                                                                                \
    } while (0)
#define THREAD_WAIT_UNTIL(condition_)                                                              \
    do {                                                                                           \
        self->line = __LINE__;                                                                     \
        __attribute__((fallthrough));                                                              \
    case __LINE__:                                                                                 \
        if (!(condition_))                                                                         \
            return WAITING;                                                                        \
    } while (0)
#define THREAD_END                                                                                 \
    }                                                                                              \
    self->line = 0;                                                                                \
    return ENDED

static struct thread threads[TASKS_MAX];
static uint32_t thread_count;

/* clang-format off */
static enum status count_thread(struct thread *self)
{
    THREAD_BEGIN
    for (; self->left > 0; self->left--)
        THREAD_YIELD;
    THREAD_END;
}

static enum status put_thread(struct thread *self)
{
    THREAD_BEGIN
    for (; self->left > 0; self->left--) {
        THREAD_WAIT_UNTIL(ring.count < ring.capacity);
        uint32_t last = ring.first + ring.count;
        ring.items[last < ring.capacity ? last : last - ring.capacity] = self->left;
        ring.count++;
    }
    THREAD_END;
}

static enum status get_thread(struct thread *self)
{
    THREAD_BEGIN
    for (; self->left > 0; self->left--) {
        THREAD_WAIT_UNTIL(ring.count > 0);
        ring.sum += ring.items[ring.first];
        ring.first = ring.first + 1 < ring.capacity ? ring.first + 1 : 0;
        ring.count--;
    }
    THREAD_END;
}
/* clang-format on */

static uint32_t prepare_threads(uint32_t number)
{
    thread_count = number;
    for (uint32_t i = 0; i < number; i++) {
        threads[i] = (struct thread){.run = count_thread, .left = rounds(number)};
        (void)count_thread(&threads[i]);
    }
    return rounds(number) * number;
}

static uint32_t prepare_thread_queue(uint32_t number)
{
    ring = (struct ring){.capacity = number};
    thread_count = 2;
    threads[0] = (struct thread){.run = put_thread, .left = STEPS};
    threads[1] = (struct thread){.run = get_thread, .left = STEPS};
    return STEPS;
}

/* Until one has ended: they all end in the same round. */
static void run_threads(void)
{
    bool ended = false;
    while (!ended)
        for (uint32_t i = 0; i < thread_count; i++)
            ended |= threads[i].run(&threads[i]) == ENDED;
}

const struct bench bench_anchors[] = {
    {"switch-bare", 1, prepare_bare, run_bare},
    {"switch-bare", 10, prepare_bare, run_bare},
    {"switch-bare", 100, prepare_bare, run_bare},
    {"switch-bare", 1000, prepare_bare, run_bare},
    {"switch-bare", 10000, prepare_bare, run_bare},
    {"switch-bare", 100000, prepare_bare, run_bare},
    {"switch-protothreads", 1, prepare_threads, run_threads},
    {"switch-protothreads", 10, prepare_threads, run_threads},
    {"switch-protothreads", 100, prepare_threads, run_threads},
    {"switch-protothreads", 1000, prepare_threads, run_threads},
    {"switch-protothreads", 10000, prepare_threads, run_threads},
    {"switch-protothreads", 100000, prepare_threads, run_threads},
    {"queue-bare", 1, prepare_bare_queue, run_bare},
    {"queue-bare", 16, prepare_bare_queue, run_bare},
    {"queue-protothreads", 1, prepare_thread_queue, run_threads},
    {"queue-protothreads", 16, prepare_thread_queue, run_threads},
    {0},
};
