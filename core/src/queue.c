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
    COOP_ASSERT(storage != NULL && item_size > 0 && capacity > 0);
    *queue = (coop_queue){.storage = storage, .item_size = item_size, .capacity = capacity};
    queue->finished.set = true;
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
    if (COOP_FOR_SPEED_ && queue->item_size == sizeof(uint32_t))
        memcpy(to, from, sizeof(uint32_t));
    else
        memcpy(to, from, queue->item_size);
}

/* Mostly there is none, or one. */
static inline void wake(coop_list *waiting)
{
#if COOP_FOR_SPEED_
    coop_task *last = waiting->last;
    if (last == NULL)
        return;
    if (last->next == last) {
        waiting->last = NULL;
        coop_make_ready_(last);
        return;
    }
#endif
    coop_ready_all_(waiting);
}

int32_t coop_queue_put_nowait(coop_queue *queue, const void *item)
{
    if (queue->count == queue->capacity)
        return COOP_ERR_FULL;
    copy(queue, slot(queue, (uint32_t)queue->first + queue->count), item);
    queue->count++;
    queue->unfinished++;
    queue->finished.set = false;
    wake(&queue->getters);
    return COOP_OK;
}

static inline void drop_oldest(coop_queue *queue)
{
    queue->first = (uint16_t)(queue->first + 1 == queue->capacity ? 0 : queue->first + 1);
    queue->count--;
}

/* Nobody waits to put who could: what is dropped makes room for the new item alone. */
int32_t coop_queue_push(coop_queue *queue, const void *item)
{
    bool full = coop_queue_full(queue);
    if (full) {
        drop_oldest(queue);
        queue->unfinished -= queue->unfinished > 0;
    }
    (void)!coop_queue_put_nowait(queue, item);
    return full ? COOP_ERR_FULL : COOP_OK;
}

int32_t coop_queue_peek(const coop_queue *queue, void *item)
{
    if (queue->count == 0)
        return COOP_ERR_EMPTY;
    copy(queue, item, queue->storage + (size_t)queue->first * queue->item_size);
    return COOP_OK;
}

int32_t coop_queue_task_done(coop_queue *queue)
{
    if (queue->unfinished == 0)
        return COOP_ERR_EMPTY;
    if (--queue->unfinished == 0)
        coop_event_set(&queue->finished);
    return COOP_OK;
}

int32_t coop_queue_get_nowait(coop_queue *queue, void *item)
{
    int32_t result = coop_queue_peek(queue, item);
    if (result != COOP_OK)
        return result;
    drop_oldest(queue);
    wake(&queue->putters);
    return COOP_OK;
}

static const coop_kind put_kind;
static const coop_kind get_kind;

COOP_FLAT_ static bool resume_put(coop_task *task)
{
    coop_queue *queue = task->object;
    if (coop_queue_put_nowait(queue, task->out) != COOP_OK)
        return coop_park_(task, &put_kind, queue, &queue->putters);
    task->result = COOP_OK;
    return true;
}

COOP_FLAT_ static bool resume_get(coop_task *task)
{
    coop_queue *queue = task->object;
    if (coop_queue_get_nowait(queue, task->out) != COOP_OK)
        return coop_park_(task, &get_kind, queue, &queue->getters);
    task->result = COOP_OK;
    return true;
}

#if COOP_FOR_SPEED_
COOP_BEGIN_(coop_wait_to_put_)
{
    (void)number;
    task->out = out;
    return coop_park_(task, &put_kind, object, &((coop_queue *)object)->putters);
}

COOP_BEGIN_(coop_wait_to_get_)
{
    (void)number;
    task->out = out;
    return coop_park_(task, &get_kind, object, &((coop_queue *)object)->getters);
}
#endif

COOP_BEGIN_(coop_begin_queue_put_)
{
    (void)number;
    task->object = object;
    task->out = out;
    return resume_put(task);
}

COOP_BEGIN_(coop_begin_queue_get_)
{
    (void)number;
    task->object = object;
    task->out = out;
    return resume_get(task);
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
