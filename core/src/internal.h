/* internal.h - shared by the files of core.                        SPDX-License-Identifier: MIT */
#ifndef COOP_INTERNAL_H
#define COOP_INTERNAL_H

#include "coop/coop.h"

#if COOP_ASSERTS
#define COOP_ASSERT(condition_) ((condition_) ? (void)0 : coop_assert_failed(__FILE__, __LINE__))
#else
#define COOP_ASSERT(condition_) ((void)0)
#endif

/* States that are no waits. A failed task keeps its place in the ready list until somebody awaits
 * it or its turn comes, which tells the failure hook. */
extern const coop_kind coop_finished_kind_;
extern const coop_kind coop_failed_kind_;

/* Waits that others ask about. */
extern const coop_kind coop_join_kind_;

static inline uint64_t coop_now_(const coop_loop *loop)
{
    return loop->port->now_us(loop->port->context);
}

static inline coop_loop *coop_loop_(const coop_task *task)
{
    return coop_root_(task)->owner.loop;
}

uint32_t coop_irq_save_(const coop_loop *loop);
void coop_irq_restore_(const coop_loop *loop, uint32_t saved);

/* Lists: circular, by their last task, so that both ends are one step away. */
void coop_list_push_(coop_list *list, coop_task *task);
coop_task *coop_list_pop_(coop_list *list); /* of one that is not empty */

static inline coop_task *coop_list_first_(const coop_list *list)
{
    return list->last == NULL ? NULL : list->last->next;
}

void coop_list_remove_(coop_list *list, coop_task *task); /* must be in it; O(n) */
/* abandon() for an object whose first member is the list that its waiters stand in. */
void coop_leave_(coop_task *task);

/* The task stands in no list; make it due now, behind all that are. */
void coop_ready_(coop_task *task);
/* The same for all of a list, in order. */
void coop_ready_all_(coop_list *list);
/* Park the running task: its kind and object say what for. Always false, as begin() wants. */
bool coop_park_(coop_task *task, const coop_kind *kind, void *object, coop_list *list);

/* Let the running task sleep, as that kind. Always false. */
bool coop_sleep_(coop_task *task, const coop_kind *kind, void *object, uint64_t us);

void coop_timers_add_(coop_loop *loop, coop_task *task);
void coop_timers_remove_(coop_loop *loop, coop_task *task);

/* `frame`, the innermost one, has ended: go on in its callers until one waits or all have ended. */
void coop_ended_(coop_task *task, coop_frame *frame, coop_status status);
void coop_finish_(coop_task *task, int32_t code);
/* Somebody knows of its end now: a failure is no longer the hook's business. */
void coop_collect_(coop_task *task);

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

void coop_flags_deliver_(coop_loop *loop);

#endif
