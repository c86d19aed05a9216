/* counter.c - counting edges.                                      SPDX-License-Identifier: MIT */
#include "parts/counter.h"

#include "coop/driver.h"
#include "internal.h"

static const coop_kind count_kind;

/* In an interrupt. */
static void happen(struct pin_watch *watch, bool level)
{
    struct counter *counter = (struct counter *)(void *)watch;
    (void)level;
    counter->count++;
    if (counter->fresh < INT32_MAX)
        counter->fresh++;
    coop_flag_set(&counter->changed);
}

void counter_open(struct counter *counter, const struct board *board, coop_loop *loop, uint8_t pin,
                  enum pin_edges edges, enum pin_pull pull)
{
    *counter = (struct counter){.watch = {.happen = happen, .pin = pin, .edges = (uint8_t)edges},
                                .board = board};
    coop_flag_init(&counter->changed, loop);
    board->listen(board->context, pin, pull);
    board->watch(board->context, &counter->watch);
}

void counter_close(struct counter *counter)
{
    const struct board *board = counter->board;
    COOP_ASSERT(!coop_flag_awaited(&counter->changed));
    board->unwatch(board->context, &counter->watch);
    board->release(board->context, counter->watch.pin);
}

uint32_t counter_count(const struct counter *counter)
{
    return counter->count;
}

void counter_set(struct counter *counter, uint32_t count)
{
    uint32_t saved = coop_irq_save_(counter->changed.loop);
    counter->count = count;
    counter->fresh = 0;
    coop_irq_restore_(counter->changed.loop, saved);
}

void counter_reset(struct counter *counter)
{
    counter_set(counter, 0);
}

static bool take(coop_task *task)
{
    struct counter *counter = task->object;
    uint32_t saved = coop_irq_save_(counter->changed.loop);
    task->result = (int32_t)counter->fresh;
    counter->fresh = 0;
    coop_irq_restore_(counter->changed.loop, saved);
    return task->result > 0;
}

static bool resume(coop_task *task)
{
    struct counter *counter = task->object;
    return coop_flag_take(&counter->changed, task, &count_kind, take);
}

static COOP_BEGIN_(begin_change)
{
    (void)number;
    (void)out;
    task->object = object;
    return resume(task);
}

static void abandon(coop_task *task)
{
    struct counter *counter = task->object;
    coop_flag_leave(&counter->changed);
}

static const coop_kind count_kind = {.name = "count", .resume = resume, .abandon = abandon};

coop_op counter_change(struct counter *counter)
{
    return (coop_op){begin_change, counter, 0, NULL};
}
