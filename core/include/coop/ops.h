/* ops.h - the awaitables of coop.h as values.                      SPDX-License-Identifier: MIT
 *
 * Inline, so that the compiler sees which function begins the wait and calls it directly.
 */
#ifndef COOP_OPS_H
#define COOP_OPS_H

#define COOP_BEGIN_(name_) bool name_(coop_task *task, void *object, uint32_t number, void *out)

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

#include "coop/fast.h"

extern const struct coop_gathering coop_gather_kind_;
extern const struct coop_gathering coop_settled_kind_;

#define COOP_LIST_(...)  ((coop_task *const[]){__VA_ARGS__})
#define COOP_COUNT_(...) ((uint32_t)(sizeof(COOP_LIST_(__VA_ARGS__)) / sizeof(coop_task *)))

/* A function, so that a call which is not awaited is an unused result. */
COOP_MUST_USE static inline coop_op coop_call_(coop_frame *frame)
{
    return (coop_op){coop_begin_call_, frame, 0, NULL};
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

/* 64 bits in an op: 32 in its number and, because some pointers have no more, 16 in each pointer.
 */
static inline coop_op coop_sleep_until(uint64_t due_us)
{
    return (coop_op){coop_begin_sleep_until_, (void *)(uintptr_t)(uint16_t)(due_us >> 32),
                     (uint32_t)due_us, (void *)(uintptr_t)(due_us >> 48)};
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
