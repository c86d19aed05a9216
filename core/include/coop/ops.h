/* ops.h - the awaitables of coop.h as values.                      SPDX-License-Identifier: MIT
 *
 * Inline, because a constant `kind` lets the compiler pass an awaitable in registers.
 */
#ifndef COOP_OPS_H
#define COOP_OPS_H

extern const coop_kind coop_call_kind_;
extern const coop_kind coop_sleep_ms_kind_;
extern const coop_kind coop_sleep_us_kind_;
extern const coop_kind coop_join_kind_;
extern const coop_kind coop_gather_kind_;
extern const coop_kind coop_gather_settled_kind_;
extern const coop_kind coop_event_kind_;
extern const coop_kind coop_flag_kind_;
extern const coop_kind coop_lock_kind_;
extern const coop_kind coop_queue_put_kind_;
extern const coop_kind coop_queue_get_kind_;

#define COOP_LIST_(...)  ((coop_task *const[]){__VA_ARGS__})
#define COOP_COUNT_(...) ((uint32_t)(sizeof(COOP_LIST_(__VA_ARGS__)) / sizeof(coop_task *)))

/* A function, so that a call which is not awaited is an unused result. */
COOP_MUST_USE static inline coop_op coop_call_(coop_frame *frame)
{
    return (coop_op){&coop_call_kind_, frame, 0, NULL};
}

static inline coop_op coop_sleep_ms(uint32_t ms)
{
    return (coop_op){&coop_sleep_ms_kind_, NULL, ms, NULL};
}

static inline coop_op coop_sleep_us(uint32_t us)
{
    return (coop_op){&coop_sleep_us_kind_, NULL, us, NULL};
}

static inline coop_op coop_join(coop_task *task)
{
    return (coop_op){&coop_join_kind_, task, 0, NULL};
}

/* The kinds take a pointer to what is not const; a gather only reads the array. */
static inline coop_op coop_gather_list(coop_task *const *tasks, uint32_t count)
{
    return (coop_op){&coop_gather_kind_, (void *)(uintptr_t)tasks, count, NULL};
}

static inline coop_op coop_gather_settled_list(coop_task *const *tasks, uint32_t count)
{
    return (coop_op){&coop_gather_settled_kind_, (void *)(uintptr_t)tasks, count, NULL};
}

static inline coop_op coop_event_wait(coop_event *event)
{
    return (coop_op){&coop_event_kind_, event, 0, NULL};
}

static inline coop_op coop_lock_acquire(coop_lock *lock)
{
    return (coop_op){&coop_lock_kind_, lock, 0, NULL};
}

static inline coop_op coop_flag_wait(coop_flag *flag)
{
    return (coop_op){&coop_flag_kind_, flag, 0, NULL};
}

/* As with gather: a put only reads its item. */
static inline coop_op coop_queue_put(coop_queue *queue, const void *item)
{
    return (coop_op){&coop_queue_put_kind_, queue, 0, (void *)(uintptr_t)item};
}

static inline coop_op coop_queue_get(coop_queue *queue, void *item)
{
    return (coop_op){&coop_queue_get_kind_, queue, 0, item};
}

#endif
