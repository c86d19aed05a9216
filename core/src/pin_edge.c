/* pin_edge.c - waiting for an edge.                                SPDX-License-Identifier: MIT */
#include "parts/pin_edge.h"

#include "coop/driver.h"
#include "internal.h"

static const coop_kind edge_kind;

/* In an interrupt. */
static void happen(struct pin_watch *watch, bool level)
{
    struct pin_edge *edge = (struct pin_edge *)(void *)watch;
    edge->level = level;
    edge->seen = true;
    coop_flag_set(&edge->arrived);
}

void pin_edge_open(struct pin_edge *edge, const struct board *board, coop_loop *loop, uint8_t pin,
                   enum pin_edges edges, enum pin_pull pull)
{
    *edge = (struct pin_edge){.watch = {.happen = happen, .pin = pin, .edges = (uint8_t)edges},
                              .board = board};
    coop_flag_init(&edge->arrived, loop);
    board->listen(board->context, pin, pull);
    board->watch(board->context, &edge->watch);
}

void pin_edge_close(struct pin_edge *edge)
{
    const struct board *board = edge->board;
    COOP_ASSERT(!coop_flag_awaited(&edge->arrived));
    board->unwatch(board->context, &edge->watch);
    board->release(board->context, edge->watch.pin);
}

static bool take(coop_task *task)
{
    struct pin_edge *edge = task->object;
    uint32_t saved = coop_irq_save_(edge->arrived.loop);
    bool seen = edge->seen;
    task->result = edge->level;
    edge->seen = false;
    coop_irq_restore_(edge->arrived.loop, saved);
    return seen;
}

void pin_edge_clear(struct pin_edge *edge)
{
    uint32_t saved = coop_irq_save_(edge->arrived.loop);
    edge->seen = false;
    coop_irq_restore_(edge->arrived.loop, saved);
}

static bool resume(coop_task *task)
{
    struct pin_edge *edge = task->object;
    return coop_flag_take(&edge->arrived, task, &edge_kind, take);
}

static COOP_BEGIN_(begin_wait)
{
    (void)number;
    (void)out;
    task->object = object;
    return resume(task);
}

static void abandon(coop_task *task)
{
    struct pin_edge *edge = task->object;
    coop_flag_leave(&edge->arrived);
}

static const coop_kind edge_kind = {.name = "edge", .resume = resume, .abandon = abandon};

coop_op pin_edge_wait(struct pin_edge *edge)
{
    return (coop_op){begin_wait, edge, 0, NULL};
}
