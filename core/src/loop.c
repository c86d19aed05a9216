/* loop.c - which task is next, and its step.                       SPDX-License-Identifier: MIT */
#include "internal.h"

void coop_init(coop_loop *loop, const coop_port *port)
{
    COOP_ASSERT(port != NULL);
    *loop = (coop_loop){.port = port};
}

void coop_observe(coop_loop *loop, const coop_probe *probe)
{
    loop->probe = probe;
}

void coop_on_failure(coop_loop *loop, coop_failure_hook hook, void *context)
{
    loop->failed = hook;
    loop->failed_context = context;
}

coop_failure_hook coop_failure_hook_of(const coop_loop *loop)
{
    return loop->failed;
}

coop_task *coop_current(const coop_loop *loop)
{
    return loop->current;
}

void coop_list_push_(coop_list *list, coop_task *task)
{
    if (list->last == NULL) {
        task->next = task;
    } else {
        task->next = list->last->next;
        list->last->next = task;
    }
    list->last = task;
}

coop_task *coop_list_pop_(coop_list *list)
{
    coop_task *first = list->last->next;
    if (first == list->last)
        list->last = NULL;
    else
        list->last->next = first->next;
    return first;
}

void coop_ready_(coop_task *task)
{
    coop_loop *loop = coop_loop_(task);
    task->due_us = coop_now_(loop);
    coop_list_push_(&loop->ready, task);
    if (loop->probe != NULL && loop->probe->woken != NULL)
        loop->probe->woken(loop->probe->context, task);
}

void coop_list_remove_(coop_list *list, coop_task *task)
{
    coop_task *before = list->last;
    while (before->next != task)
        before = before->next;
    if (before == task) {
        list->last = NULL;
        return;
    }
    before->next = task->next;
    if (list->last == task)
        list->last = before;
}

void coop_leave_(coop_task *task)
{
    coop_list_remove_(task->object, task);
}

void coop_ready_all_(coop_list *list)
{
    while (list->last != NULL)
        coop_ready_(coop_list_pop_(list));
}

bool coop_park_(coop_task *task, const coop_kind *kind, void *object, coop_list *list)
{
    task->due_us = COOP_NEVER;
    task->kind = kind;
    task->object = object;
    coop_list_push_(list, task);
    return false;
}

/* A sleeper and a ready task of equal times: the sleeper is older, because it was queued before
 * that time came and the other at it. So two lists are enough for the order (due time, age). */
static coop_task *take_due(coop_loop *loop)
{
    coop_task *sleeper = loop->timers;
    coop_task *ready = coop_list_first_(&loop->ready);
    if (ready != NULL && (sleeper == NULL || sleeper->due_us > ready->due_us))
        return coop_list_pop_(&loop->ready);
    if (sleeper == NULL || (ready == NULL && sleeper->due_us > coop_now_(loop)))
        return NULL;
    loop->timers = sleeper->next;
    return sleeper;
}

/* Its waiting may turn out not to be over; else it goes on where it stopped, in the innermost of
 * its frames, however deep that is. */
static inline void resume(coop_task *task)
{
    if (task->kind->resume != NULL && !task->kind->resume(task))
        return;
    coop_frame *frame = task->frame;
    coop_status status = frame->coroutine->enter(frame, task);
    if (status.code != COOP_PENDING_.code)
        coop_ended_(task, frame, status);
}

static void resume_observed(const coop_probe *probe, coop_task *task)
{
    if (probe->step != NULL)
        probe->step(probe->context, task);
    resume(task);
    if (probe->stepped != NULL)
        probe->stepped(probe->context, task);
}

static inline void step(coop_loop *loop, coop_task *task)
{
    loop->current = task;
    if (loop->probe == NULL)
        resume(task);
    else
        resume_observed(loop->probe, task);
    loop->current = NULL;
}

/* Inline in both callers: a step is short, and this is what it costs. */
static inline uint64_t turn(coop_loop *loop)
{
    if (loop->flagged != NULL)
        coop_flags_deliver_(loop);
    coop_task *task = take_due(loop);
    if (task == NULL)
        return loop->timers == NULL ? COOP_NEVER : loop->timers->due_us;
    step(loop, task);
    return 0;
}

uint64_t coop_turn(coop_loop *loop)
{
    COOP_ASSERT(loop->current == NULL);
    return turn(loop);
}

int32_t coop_run(coop_loop *loop, coop_task *task)
{
    if (loop->main != NULL || loop->current != NULL)
        return COOP_ERR_RUNNING;
    COOP_ASSERT(task->kind != NULL && coop_loop_(task) == loop);
    loop->main = task;
    bool going = true;
    while (going && !coop_finished(task)) {
        uint64_t until_us = turn(loop);
        if (until_us != 0)
            going = loop->port->idle(loop->port->context, until_us);
    }
    loop->main = NULL;
    if (!coop_finished(task))
        return COOP_ERR_STOPPED;
    coop_collect_(task);
    return task->result;
}
