/* internal.h - shared by the files of core.                        SPDX-License-Identifier: MIT */
#ifndef COOP_INTERNAL_H
#define COOP_INTERNAL_H

#include "coop/coop.h"

/* Without the folders, which may be longer than all else, where a compiler tells it. */
#ifdef __FILE_NAME__
#define COOP_FILE_ __FILE_NAME__
#else
#define COOP_FILE_ __FILE__
#endif

#if COOP_ASSERTS
#define COOP_ASSERT(condition_) ((condition_) ? (void)0 : coop_assert_failed(COOP_FILE_, __LINE__))
#else
#define COOP_ASSERT(condition_) ((void)0)
#endif

/* A finished task has no kind. A failed one keeps its place in the ready list until somebody awaits
 * it or its turn comes, which tells the failure hook. */
extern const coop_kind coop_failed_kind_;

/* Waits that others ask about. */
extern const coop_kind coop_join_kind_;

/* Inline where code may be large to be fast; else there is one of it. */
#if COOP_FOR_SPEED_
#define COOP_FAST_INLINE_ __attribute__((always_inline)) static inline
#define COOP_FLAT_        __attribute__((flatten)) /* what it calls is inline */
#else
#define COOP_FAST_INLINE_ COOP_NOINLINE static
#define COOP_FLAT_
#endif

#define COOP_PROBED_ 1u /* of attention.observed */
#define COOP_ASKING_ 2u

static inline uint64_t coop_now_(const coop_loop *loop)
{
    return loop->port->now_us(loop->port->context);
}

/* Where a word of 32 bits is read at once: on AVR that would be a call. */
#if defined(__GNUC__) && UINTPTR_MAX >= UINT32_MAX
#define COOP_ATOMIC_ 1
#else
#define COOP_ATOMIC_ 0
#endif

/* Atomic where it is for free: coop_flag_set() may write at the same time. */
static inline uint32_t coop_attention_(const coop_loop *loop)
{
#if COOP_ATOMIC_
    return __atomic_load_n(&loop->attention.any, __ATOMIC_RELAXED);
#else
    return *(const volatile uint32_t *)&loop->attention.any;
#endif
}

/* With interrupts kept out. */
static inline void coop_flagged_(coop_loop *loop, bool flagged)
{
#if COOP_ATOMIC_
    __atomic_store_n(&loop->attention.flagged, flagged, __ATOMIC_RELAXED);
#else
    *(volatile uint8_t *)&loop->attention.flagged = flagged;
#endif
}

static inline coop_loop *coop_loop_(const coop_task *task)
{
    return coop_root_(task)->owner.loop;
}

uint32_t coop_irq_save_(const coop_loop *loop);
void coop_irq_restore_(const coop_loop *loop, uint32_t saved);

/* Lists: circular, by their last task, so that both ends are one step away. What is `inline` is
 * also a function of loop.c, for compilers that are to save space. */
inline void coop_list_push_first_(coop_list *list, coop_task *task)
{
    if (list->last == NULL) {
        list->last = task->next = task;
        return;
    }
    task->next = list->last->next;
    list->last->next = task;
}

inline void coop_list_push_(coop_list *list, coop_task *task)
{
    coop_list_push_first_(list, task);
    list->last = task;
}

/* Of a list that is not empty. */
inline coop_task *coop_list_pop_(coop_list *list)
{
    coop_task *first = list->last->next;
    if (first == list->last)
        list->last = NULL;
    else
        list->last->next = first->next;
    return first;
}

void coop_list_remove_(coop_list *list, coop_task *task); /* must be in it; O(n) */
/* abandon() for an object whose first member is the list that its waiters stand in. */
void coop_leave_(coop_task *task);

/* The task stands in no list; make it due now, behind all that are. While nobody sleeps any time
 * that has passed will do, since sleepers to come are due later than now. */
void coop_ready_(coop_task *task);

/* After a change of the ready list. Only what is built for speed needs it. */
static inline void coop_mark_idle_(coop_loop *loop)
{
#if COOP_FOR_SPEED_
    loop->attention.idle = loop->ready.last == NULL;
#else
    (void)loop;
#endif
}

/* The running task stands first in the ready list until it is taken off, because it is to wait
 * for a wake-up or a time, or has ended. A task that yields stays. */
static inline void coop_unready_(coop_task *task)
{
    coop_loop *loop = coop_loop_(task);
    (void)coop_list_pop_(&loop->ready);
    coop_mark_idle_(loop);
}

/* The same for one that sleeps, or waits in no list; one that is due keeps its place. */
void coop_wake_(coop_task *task);
/* The same for all of a list, in order. */
void coop_ready_all_(coop_list *list);
/* Let the running task wait for a wake-up, in no list. Its kind and object have to say what for.
 * Always false, as begin() wants. */
bool coop_wait_(coop_task *task);
/* The same in a list, as that kind. */
bool coop_park_(coop_task *task, const coop_kind *kind, void *object, coop_list *list);

/* Take the lock, or wait for it as that kind; as begin() returns. */
bool coop_lock_take_(coop_task *task, coop_lock *lock, const coop_kind *kind);

/* Let the running task sleep, with COOP_OK for a result. Its kind has to say so. Always false. */
bool coop_sleep_for_ms_(coop_task *task, uint32_t ms);
bool coop_sleep_until_(coop_task *task, uint64_t due_us);

/* abandon() of those that wait for a task. Does nothing: coop_cancel() knows it. */
void coop_cancel_object_(coop_task *task);

bool coop_awaits_task_(const coop_task *task);

/* Sleepers, in the order (deadline, age). A deadline that is added must be later than now. */
void coop_timers_add_(coop_loop *loop, coop_task *task);
void coop_timers_remove_(coop_loop *loop, coop_task *task);

#if COOP_TIMER_WHEEL
static inline bool coop_asleep_(const coop_loop *loop)
{
    return loop->timers.used != 0;
}

/* When the first is due, if there is one; and to put those that are due then, or the first of them,
 * before all that are ready. */
static inline uint64_t coop_timers_next_us_(const coop_loop *loop)
{
    return loop->timers.next_us;
}

void coop_timers_wake_(coop_loop *loop);
#else
static inline bool coop_asleep_(const coop_loop *loop)
{
    return loop->timers.first != NULL;
}

static inline uint64_t coop_timers_next_us_(const coop_loop *loop)
{
    return loop->timers.first->due_us;
}

static inline void coop_timers_wake_(coop_loop *loop)
{
    coop_task *first = loop->timers.first;
    loop->timers.first = first->next;
    coop_list_push_first_(&loop->ready, first);
}
#endif

/* After a change of the sleepers. */
static inline void coop_mark_asleep_(coop_loop *loop)
{
#if COOP_FOR_SPEED_
    loop->attention.asleep = coop_asleep_(loop);
#else
    (void)loop;
#endif
}

/* It stands in the ready list now. */
static inline void coop_made_ready_(coop_loop *loop, const coop_task *task)
{
    const coop_probe *probe = loop->probe;
    coop_mark_idle_(loop);
    if (COOP_RARE_(probe != NULL) && probe->woken != NULL)
        probe->woken(probe->context, task);
}

/* coop_ready_() for one place more. */
static inline void coop_make_ready_(coop_task *task)
{
    coop_loop *loop = coop_loop_(task);
    bool any_time = COOP_FOR_SPEED_ && !coop_asleep_(loop) && loop->probe == NULL;
    task->due_us = any_time ? 0 : coop_now_(loop);
    coop_list_push_(&loop->ready, task);
    coop_made_ready_(loop, task);
}

/* Its innermost frame has ended: go on in its callers until one waits or all have ended. */
void coop_ended_(coop_task *task, coop_status status);
void coop_finish_(coop_task *task, int32_t code);
/* coop_finished() of a task that must have been started. */
bool coop_begun_and_finished_(const coop_task *task);
/* Somebody knows of its end now: a failure is no longer the hook's business. */
void coop_collect_(coop_task *task);

/* Make a task of `op`, to be started; it must have finished. */
void coop_limited_set_(struct coop_limited_task *job, const coop_op *op);

/* Whether `awaited` cannot end before the running `task` does. O(tasks between them). */
bool coop_circular_(coop_task *awaited, coop_task *task);

/* A gathered task has ended. */
void coop_gather_ended_(coop_task *child);
/* The task that gathers `child`. O(gathered tasks). */
coop_task *coop_gatherer_(coop_task *child);

/* Of what has been started and has not finished. */
#if COOP_TASK_LIST
void coop_task_list_add_(coop_task *task);
void coop_task_list_remove_(coop_task *task);
#else
static inline void coop_task_list_add_(coop_task *task)
{
    (void)task;
}

static inline void coop_task_list_remove_(coop_task *task)
{
    (void)task;
}
#endif

#endif
