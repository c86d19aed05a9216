/* fast.h - the shortest ways of some awaits, inline.               SPDX-License-Identifier: MIT
 *
 * Part of ops.h. They stand where code may be large to be fast; else, and where they do not suit,
 * the functions of ops.h do the same.
 */
#ifndef COOP_FAST_H
#define COOP_FAST_H

#if defined(__GNUC__) && defined(__OPTIMIZE__) && !defined(__OPTIMIZE_SIZE__)
#define COOP_FOR_SPEED_              1
#define COOP_FAST_(inline_, called_) coop_begin_##inline_##_
#else
#define COOP_FOR_SPEED_              0
#define COOP_FAST_(inline_, called_) coop_begin_##called_##_
#endif

extern const coop_kind coop_sleep_kind_;

/* The running task stays due, as that kind, behind all that are. Always false, as begin() wants.
 * It stands first in the ready list, which is a ring: the first becomes the last. */
static inline bool coop_yield_(coop_task *task, const coop_kind *kind)
{
    task->kind = kind;
    task->result = COOP_OK;
    coop_root_(task)->owner.loop->ready.last = task;
    return false;
}

static inline COOP_BEGIN_(coop_begin_yield_)
{
    (void)object;
    (void)number;
    (void)out;
    return coop_yield_(task, &coop_sleep_kind_);
}

#if COOP_FOR_SPEED_
COOP_BEGIN_(coop_wait_to_put_); /* the queue is full */
COOP_BEGIN_(coop_wait_to_get_); /* it is empty */

/* The way that most items go: they are words, there is room or an item, and nobody waits. */
static inline bool coop_queue_plain_(const coop_queue *queue, const coop_list *waiting)
{
    return queue->item_size == sizeof(uint32_t) && waiting->last == NULL;
}

static inline COOP_BEGIN_(coop_begin_plain_put_)
{
    coop_queue *queue = (coop_queue *)object;
    uint32_t last = (uint32_t)queue->first + queue->count;
    if (queue->count == queue->capacity)
        return coop_wait_to_put_(task, object, number, out);
    if (!coop_queue_plain_(queue, &queue->getters))
        return coop_begin_queue_put_(task, object, number, out);
    last -= last >= queue->capacity ? queue->capacity : 0;
    __builtin_memcpy(queue->storage + last * sizeof(uint32_t), out, sizeof(uint32_t));
    queue->count++;
    queue->unfinished++;
    queue->finished.set = false;
    task->result = COOP_OK;
    return true;
}

static inline COOP_BEGIN_(coop_begin_plain_get_)
{
    coop_queue *queue = (coop_queue *)object;
    uint32_t first = queue->first;
    if (queue->count == 0)
        return coop_wait_to_get_(task, object, number, out);
    if (!coop_queue_plain_(queue, &queue->putters))
        return coop_begin_queue_get_(task, object, number, out);
    __builtin_memcpy(out, queue->storage + first * sizeof(uint32_t), sizeof(uint32_t));
    queue->first = (uint16_t)(first + 1 == queue->capacity ? 0 : first + 1);
    queue->count--;
    task->result = COOP_OK;
    return true;
}
#endif

#endif
