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

static inline unsigned char *slot(const coop_queue *queue, uint32_t index)
{
    if (index >= queue->capacity)
        index -= queue->capacity;
    return queue->storage + (size_t)index * queue->item_size;
}

/* Most items are numbers or pointers, which need no call. */
static inline void copy(const coop_queue *queue, void *to, const void *from)
{
    if (queue->item_size == sizeof(uint32_t))
        memcpy(to, from, sizeof(uint32_t));
    else
        memcpy(to, from, queue->item_size);
}

static inline bool put(coop_queue *queue, const void *item)
{
    if (queue->count == queue->capacity)
        return false;
    copy(queue, slot(queue, (uint32_t)queue->first + queue->count), item);
    queue->count++;
    if (queue->getters.last != NULL)
        coop_ready_all_(&queue->getters);
    return true;
}

static inline bool get(coop_queue *queue, void *item)
{
    if (queue->count == 0)
        return false;
    copy(queue, item, slot(queue, queue->first));
    queue->first = (uint16_t)(queue->first + 1 == queue->capacity ? 0 : queue->first + 1);
    queue->count--;
    if (queue->putters.last != NULL)
        coop_ready_all_(&queue->putters);
    return true;
}

int32_t coop_queue_put_nowait(coop_queue *queue, const void *item)
{
    return put(queue, item) ? COOP_OK : COOP_ERR_FULL;
}

int32_t coop_queue_get_nowait(coop_queue *queue, void *item)
{
    return get(queue, item) ? COOP_OK : COOP_ERR_EMPTY;
}

static const coop_kind put_kind;
static const coop_kind get_kind;

static inline bool put_or_park(coop_task *task, coop_queue *queue, void *item)
{
    task->result = COOP_OK;
    if (put(queue, item))
        return true;
    task->out = item;
    return coop_park_(task, &put_kind, queue, &queue->putters);
}

static inline bool get_or_park(coop_task *task, coop_queue *queue, void *item)
{
    task->result = COOP_OK;
    if (get(queue, item))
        return true;
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
