/* queue.c - a bounded FIFO between tasks.                          SPDX-License-Identifier: MIT
 *
 * As in asyncio's and Hinch's queues, an item moves only when the task that wants it runs: each
 * put wakes all getters, each get all putters, and they look again. So a cancelled task loses no
 * item, and one that does not wait may be served first.
 */
#include <string.h>

#include "internal.h"

void coop_queue_init(coop_queue *queue, void *storage, uint16_t item_size, uint16_t capacity)
{
    COOP_ASSERT(storage != NULL);
    COOP_ASSERT(item_size > 0 && capacity > 0);
    *queue = (coop_queue){.storage = storage, .item_size = item_size, .capacity = capacity};
}

static unsigned char *slot(const coop_queue *queue, uint32_t index)
{
    if (index >= queue->capacity)
        index -= queue->capacity;
    return queue->storage + (size_t)index * queue->item_size;
}

int32_t coop_queue_put_nowait(coop_queue *queue, const void *item)
{
    if (queue->count == queue->capacity)
        return COOP_ERR_FULL;
    memcpy(slot(queue, (uint32_t)queue->first + queue->count), item, queue->item_size);
    queue->count++;
    coop_ready_all_(&queue->getters);
    return COOP_OK;
}

int32_t coop_queue_get_nowait(coop_queue *queue, void *item)
{
    if (queue->count == 0)
        return COOP_ERR_EMPTY;
    memcpy(item, slot(queue, queue->first), queue->item_size);
    queue->first = (uint16_t)(queue->first + 1 == queue->capacity ? 0 : queue->first + 1);
    queue->count--;
    coop_ready_all_(&queue->putters);
    return COOP_OK;
}

static const coop_kind put_kind;
static const coop_kind get_kind;

static bool put_or_park(coop_task *task, coop_queue *queue, void *item)
{
    if (coop_queue_put_nowait(queue, item) == COOP_OK) {
        task->result = COOP_OK;
        return true;
    }
    task->out = item;
    return coop_park_(task, &put_kind, queue, &queue->putters);
}

static bool get_or_park(coop_task *task, coop_queue *queue, void *item)
{
    if (coop_queue_get_nowait(queue, item) == COOP_OK) {
        task->result = COOP_OK;
        return true;
    }
    task->out = item;
    return coop_park_(task, &get_kind, queue, &queue->getters);
}

COOP_BEGIN_(coop_begin_queue_put_)
{
    (void)number;
    return put_or_park(task, object, out);
}

COOP_BEGIN_(coop_begin_queue_get_)
{
    (void)number;
    return get_or_park(task, object, out);
}

static bool resume_put(coop_task *task)
{
    return put_or_park(task, task->object, task->out);
}

static bool resume_get(coop_task *task)
{
    return get_or_park(task, task->object, task->out);
}

static void abandon_put(coop_task *task)
{
    coop_queue *queue = task->object;
    coop_list_remove_(&queue->putters, task);
}

static void abandon_get(coop_task *task)
{
    coop_queue *queue = task->object;
    coop_list_remove_(&queue->getters, task);
}

static const coop_kind put_kind = {.name = "queue", .resume = resume_put, .abandon = abandon_put};
static const coop_kind get_kind = {.name = "queue", .resume = resume_get, .abandon = abandon_get};
