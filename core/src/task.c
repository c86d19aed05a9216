/* task.c - the life of a task: begin, frames, end, cancel.         SPDX-License-Identifier: MIT */
#include "internal.h"

static bool tell_failure(coop_task *task)
{
    const coop_loop *loop = coop_loop_(task);
    coop_collect_(task);
    if (loop->failed != NULL)
        loop->failed(loop->failed_context, task);
    return false;
}

/* `out` is the kind of wait that the cancellation came into. */
static bool resume_cancelled(coop_task *task)
{
    const coop_kind *kind = task->out;
    task->result = COOP_ERR_CANCELLED;
    return kind->cancelled == NULL || kind->cancelled(task);
}

/* As in asyncio, the body of a task that never began is not entered at all. */
static bool end_unbegun(coop_task *task)
{
    coop_finish_(task, COOP_ERR_CANCELLED);
    return false;
}

static const coop_kind cancelled_kind = {.name = "cancelled", .resume = resume_cancelled};
static const coop_kind new_kind = {.name = "new", .cancelled = end_unbegun};

const coop_kind coop_failed_kind_ = {.name = "failed", .resume = tell_failure};

void coop_claim_(coop_task *task)
{
    COOP_ASSERT(coop_finished(task));
    if (task->kind == &coop_failed_kind_)
        (void)tell_failure(task); /* now, because it is about to be overwritten */
}

coop_task *coop_start(coop_loop *loop, coop_task *task)
{
    coop_frame *root = coop_root_(task);
    COOP_ASSERT(root->coroutine != NULL && root->line == 0);
    root->owner.loop = loop;
    root->flags = 0;
    task->frame = root;
    task->kind = &new_kind;
    task->waiters.last = NULL;
    task->result = COOP_OK;
    coop_task_list_add_(task);
    coop_ready_(task);
    return task;
}

/* A call: the child's frame becomes the innermost one, so a later step goes straight to it,
 * however deep the calls are nested. */
COOP_BEGIN_(coop_begin_call_)
{
    (void)number;
    (void)out;
    coop_frame *child = object;
    child->owner.caller = task->frame;
    task->frame = child;
    coop_status status = child->coroutine->enter(child, task);
    if (status.code == COOP_PENDING_.code)
        return false;
    task->frame = child->owner.caller;
    task->result = status.code;
    return true;
}

void coop_ended_(coop_task *task, coop_status status)
{
    coop_frame *frame = task->frame;
    coop_frame *root = coop_root_(task);
    while (status.code != COOP_PENDING_.code) {
        if (frame == root) {
            coop_finish_(task, status.code);
            return;
        }
        frame = task->frame = frame->owner.caller;
        task->result = status.code;
        status = frame->coroutine->enter(frame, task);
    }
}

void coop_finish_(coop_task *task, int32_t code)
{
    coop_frame *root = coop_root_(task);
    coop_loop *loop = root->owner.loop;
    coop_task_list_remove_(task);
    coop_unready_(task);
    task->result = code;
    task->kind = NULL;
    if (root->flags & COOP_GATHERED) {
        coop_gather_ended_(task);
    } else if (task->waiters.last != NULL) {
        while (task->waiters.last != NULL) {
            coop_task *waiter = coop_list_pop_(&task->waiters);
            waiter->result = code;
            coop_ready_(waiter);
        }
    } else if (code < 0 && code != COOP_ERR_CANCELLED && task != loop->main) {
        task->kind = &coop_failed_kind_;
        coop_ready_(task);
    }
    if (task == loop->main)
        loop->main = NULL;
}

void coop_collect_(coop_task *task)
{
    if (task->kind != &coop_failed_kind_)
        return;
    coop_loop *loop = coop_loop_(task);
    task->kind = NULL;
    coop_list_remove_(&loop->ready, task);
    coop_mark_idle_(loop);
}

int32_t coop_cancel(coop_task *task)
{
    if (coop_finished(task))
        return COOP_ERR_FINISHED;
    while (coop_awaits_task_(task))
        task = task->object;
    if (task == coop_loop_(task)->current)
        return COOP_ERR_SELF;

    const coop_kind *kind = task->kind;
    if (task->due_us == COOP_NEVER && kind->abandon != NULL)
        kind->abandon(task);
    coop_wake_(task);
    if (kind != &cancelled_kind) {
        task->kind = &cancelled_kind;
        task->out = (void *)(uintptr_t)kind;
    }
    return COOP_OK;
}

void coop_cancel_object_(coop_task *task)
{
    (void)task;
}

bool coop_awaits_task_(const coop_task *task)
{
    return task->kind->abandon == coop_cancel_object_ && task->due_us == COOP_NEVER;
}

bool coop_begun_and_finished_(const coop_task *task)
{
    COOP_ASSERT(task->frame != NULL);
    return coop_finished(task);
}

bool coop_finished(const coop_task *task)
{
    return task->kind == NULL || task->kind == &coop_failed_kind_;
}

int32_t coop_result(const coop_task *task)
{
    return coop_finished(task) ? task->result : COOP_OK;
}

coop_loop *coop_loop_of(const coop_task *task)
{
    return coop_loop_(task);
}

const char *coop_name(const coop_task *task)
{
    return coop_root_(task)->coroutine->name;
}

static const char *kind_name(const coop_task *task)
{
    if (task->kind != NULL)
        return task->kind->name;
    return task->frame == NULL ? "new" : "finished";
}

const char *coop_waits_for(const coop_task *task)
{
    if (!coop_finished(task)) {
        const coop_loop *loop = coop_loop_(task);
        if (task == loop->current)
            return "running";
        if (task->due_us <= coop_now_(loop))
            return "due";
    }
    return kind_name(task);
}

coop_state coop_state_of(const coop_task *task)
{
    bool ended = coop_finished(task);
    return (coop_state){.kind = kind_name(task),
                        .object = ended ? NULL : task->object,
                        .due_us = ended ? COOP_NEVER : task->due_us};
}

const char *coop_file(const coop_task *task)
{
    return task->frame->coroutine->file;
}

uint16_t coop_line(const coop_task *task)
{
    return (uint16_t)(task->frame->line & ~COOP_LEAVING_);
}
