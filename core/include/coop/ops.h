/* ops.h - the awaitables of coop.h as values.                      SPDX-License-Identifier: MIT
 *
 * Inline, so that the compiler sees which function begins the wait and calls it directly.
 */
#ifndef COOP_OPS_H
#define COOP_OPS_H

#define COOP_BEGIN_(name_) bool name_(coop_task *task, void *object, uint32_t number, void *out)

/* Where code may be large to be fast, some are inline. */
#if defined(__GNUC__) && defined(__OPTIMIZE__) && !defined(__OPTIMIZE_SIZE__)
#define COOP_FOR_SPEED_              1
#define COOP_FAST_(inline_, called_) coop_begin_##inline_##_
#else
#define COOP_FOR_SPEED_              0
#define COOP_FAST_(inline_, called_) coop_begin_##called_##_
#endif

COOP_BEGIN_(coop_begin_call_);
COOP_BEGIN_(coop_begin_sleep_ms_);
COOP_BEGIN_(coop_begin_sleep_us_);
COOP_BEGIN_(coop_begin_sleep_until_);
COOP_BEGIN_(coop_begin_join_);
COOP_BEGIN_(coop_begin_gather_); /* `out` is one of the two kinds */
COOP_BEGIN_(coop_begin_event_);
COOP_BEGIN_(coop_begin_lock_);
COOP_BEGIN_(coop_begin_flag_);
COOP_BEGIN_(coop_begin_queue_put_);
COOP_BEGIN_(coop_begin_queue_get_);

extern const struct coop_gathering coop_gather_kind_;
extern const struct coop_gathering coop_settled_kind_;

#define COOP_LIST_(...)  ((coop_task *const[]){__VA_ARGS__})
#define COOP_COUNT_(...) ((uint32_t)(sizeof(COOP_LIST_(__VA_ARGS__)) / sizeof(coop_task *)))

/* A function, so that a call which is not awaited is an unused result. */
COOP_MUST_USE static inline coop_op coop_call_(coop_frame *frame)
{
    return (coop_op){coop_begin_call_, frame, 0, NULL};
}

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

static inline coop_op coop_sleep_ms(uint32_t ms)
{
#if COOP_FOR_SPEED_
    if (__builtin_constant_p(ms) && ms == 0)
        return (coop_op){coop_begin_yield_, NULL, 0, NULL};
#endif
    return (coop_op){coop_begin_sleep_ms_, NULL, ms, NULL};
}

static inline coop_op coop_sleep_us(uint32_t us)
{
    return (coop_op){coop_begin_sleep_us_, NULL, us, NULL};
}

/* An op has two 32-bit words for its 64 bits: the pointer is the upper one. */
static inline coop_op coop_sleep_until(uint64_t due_us)
{
    return (coop_op){coop_begin_sleep_until_, (void *)(uintptr_t)(due_us >> 32), (uint32_t)due_us,
                     NULL};
}

static inline coop_op coop_join(coop_task *task)
{
    return (coop_op){coop_begin_join_, task, 0, NULL};
}

/* It takes pointers to what is not const, and only reads. */
static inline coop_op coop_gather_(const struct coop_gathering *kind, coop_task *const *tasks,
                                   uint32_t count)
{
    return (coop_op){coop_begin_gather_, (void *)(uintptr_t)tasks, count, (void *)(uintptr_t)kind};
}

static inline coop_op coop_gather_list(coop_task *const *tasks, uint32_t count)
{
    return coop_gather_(&coop_gather_kind_, tasks, count);
}

static inline coop_op coop_gather_settled_list(coop_task *const *tasks, uint32_t count)
{
    return coop_gather_(&coop_settled_kind_, tasks, count);
}

#if defined(__GNUC__)
COOP_MUST_USE static inline coop_listed_op coop_listed_(coop_op op)
{
    return (coop_listed_op){op};
}
#else
#define coop_listed_(op_) (op_)
#endif

static inline coop_op coop_event_wait(coop_event *event)
{
    return (coop_op){coop_begin_event_, event, 0, NULL};
}

static inline coop_op coop_lock_acquire(coop_lock *lock)
{
    return (coop_op){coop_begin_lock_, lock, 0, NULL};
}

static inline coop_op coop_flag_wait(coop_flag *flag)
{
    return (coop_op){coop_begin_flag_, flag, 0, NULL};
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

/* As with gather: a put only reads its item. */
static inline coop_op coop_queue_put(coop_queue *queue, const void *item)
{
    return (coop_op){COOP_FAST_(plain_put, queue_put), queue, 0, (void *)(uintptr_t)item};
}

static inline coop_op coop_queue_get(coop_queue *queue, void *item)
{
    return (coop_op){COOP_FAST_(plain_get, queue_get), queue, 0, item};
}

static inline uint16_t coop_queue_size(const coop_queue *queue)
{
    return queue->count;
}

static inline bool coop_queue_empty(const coop_queue *queue)
{
    return queue->count == 0;
}

static inline bool coop_queue_full(const coop_queue *queue)
{
    return queue->count == queue->capacity;
}

static inline coop_op coop_queue_join(coop_queue *queue)
{
    return coop_event_wait(&queue->finished);
}

#endif
