/* isr_queue.c - a queue that an interrupt puts items into.         SPDX-License-Identifier: MIT
 *
 * A coop_queue that interrupts are kept out of, and that nobody waits for: the loop owns the list
 * of those who wait, and wakes them when the flag is delivered.
 */
#include "coop/isr_queue.h"

#include "internal.h"

static void deliver(coop_flag *flag)
{
    coop_isr_queue *queue =
        (coop_isr_queue *)(void *)((char *)flag - offsetof(coop_isr_queue, arrived));
    coop_ready_all_(&queue->waiters);
}

void coop_isr_queue_init(coop_isr_queue *queue, coop_loop *loop, void *storage, uint16_t item_size,
                         uint16_t capacity)
{
    coop_queue_init(&queue->items, storage, item_size, capacity);
    coop_flag_init(&queue->arrived, loop);
    queue->waiters.last = NULL;
    queue->arrived.deliver = deliver;
}

int32_t coop_isr_queue_put(coop_isr_queue *queue, const void *item)
{
    uint32_t saved = coop_irq_save_(queue->arrived.loop);
    int32_t result = coop_queue_put_nowait(&queue->items, item);
    coop_flag_set(&queue->arrived);
    coop_irq_restore_(queue->arrived.loop, saved);
    return result;
}

int32_t coop_isr_queue_get_nowait(coop_isr_queue *queue, void *item)
{
    uint32_t saved = coop_irq_save_(queue->arrived.loop);
    int32_t result = coop_queue_get_nowait(&queue->items, item);
    coop_irq_restore_(queue->arrived.loop, saved);
    return result;
}

static const coop_kind get_kind;

static bool resume(coop_task *task)
{
    coop_isr_queue *queue = task->object;
    if (coop_isr_queue_get_nowait(queue, task->out) != COOP_OK)
        return coop_park_(task, &get_kind, queue, &queue->waiters);
    task->result = COOP_OK;
    return true;
}

COOP_BEGIN_(coop_begin_isr_queue_)
{
    (void)number;
    task->object = object;
    task->out = out;
    return resume(task);
}

static const coop_kind get_kind = {.name = "queue", .resume = resume, .abandon = coop_leave_};
