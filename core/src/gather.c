/* gather.c - awaiting the end of several tasks.                    SPDX-License-Identifier: MIT
 *
 * A gathered task has no waiters but the gatherer, so its `waiters` is free to hold the chain:
 *
 *     gatherer.object ──► a.waiters ──► b.waiters ──► c.waiters ──► gatherer
 *                         GATHERED      GATHERED      GATHERED|LAST
 *
 * While it waits, the gatherer's `result` counts the tasks still to end.
 */
#include "internal.h"

#define LAST 2u

coop_task *coop_gatherer_(coop_task *child)
{
    while ((coop_root_(child)->flags & LAST) == 0)
        child = child->waiters.last;
    return child->waiters.last;
}

/* Take `child` out of the chain; the next one, NULL after the last. */
static coop_task *unchain(coop_task *child)
{
    coop_frame *root = coop_root_(child);
    coop_task *next = root->flags & LAST ? NULL : child->waiters.last;
    root->flags &= (uint16_t) ~(COOP_GATHERED | LAST);
    child->waiters.last = NULL;
    return next;
}

static void release_children(coop_task *gatherer, bool cancel)
{
    coop_task *child = gatherer->object;
    while (child != NULL) {
        coop_task *next = unchain(child);
        if (cancel)
            (void)coop_cancel(child);
        child = next;
    }
}

/* Put the live tasks in the chain. The number of them, or COOP_ERR_BUSY with none chained. */
static int32_t chain(coop_task *gatherer, coop_task *const *tasks, uint32_t count)
{
    coop_task *before = NULL;
    int32_t live = 0;
    gatherer->object = NULL;
    for (uint32_t i = 0; i < count; i++) {
        coop_task *child = tasks[i];
        COOP_ASSERT(child->kind != NULL);
        if (coop_finished(child))
            continue;
        if (child == gatherer || child->waiters.last != NULL) {
            release_children(gatherer, false);
            return child == gatherer ? COOP_ERR_SELF : COOP_ERR_BUSY;
        }
        if (before == NULL) {
            gatherer->object = child;
        } else {
            before->waiters.last = child;
            coop_root_(before)->flags = COOP_GATHERED;
        }
        coop_root_(child)->flags = COOP_GATHERED | LAST;
        child->waiters.last = gatherer;
        before = child;
        live++;
    }
    return live;
}

/* Of those that have ended: the first failure in the order of the arguments, else COOP_OK. */
static int32_t collect(coop_task *const *tasks, uint32_t count)
{
    int32_t failure = COOP_OK;
    for (uint32_t i = 0; i < count; i++) {
        if (!coop_finished(tasks[i]))
            continue;
        coop_collect_(tasks[i]);
        if (failure == COOP_OK && tasks[i]->result < 0)
            failure = tasks[i]->result;
    }
    return failure;
}

static bool resume(coop_task *task)
{
    release_children(task, false);
    return true;
}

/* The children hear of it in the gatherer's turn, as in asyncio: one that is due before it still
 * gets its step. */
static bool resume_cancelled(coop_task *task)
{
    release_children(task, true);
    task->result = COOP_ERR_CANCELLED;
    return true;
}

static const coop_kind cancelled_kind = {
    .name = "cancelled", .resume = resume_cancelled, .cancelled = &cancelled_kind};
const coop_kind coop_gather_kind_ = {
    .name = "gather", .resume = resume, .cancelled = &cancelled_kind};
static const coop_kind settled_kind = {
    .name = "gather", .resume = resume, .cancelled = &cancelled_kind};

static bool begin(coop_task *task, const coop_kind *kind, coop_task *const *tasks, uint32_t count)
{
    int32_t live = chain(task, tasks, count);
    if (live >= 0) {
        int32_t failure = collect(tasks, count);
        if (failure < 0 && kind == &coop_gather_kind_) {
            release_children(task, false);
            live = failure;
        }
    }
    task->result = live;
    if (live <= 0)
        return true;
    coop_wait_(task, kind, task->object);
    return false;
}

COOP_BEGIN_(coop_begin_gather_)
{
    (void)out;
    return begin(task, &coop_gather_kind_, object, number);
}

COOP_BEGIN_(coop_begin_gather_settled_)
{
    (void)out;
    return begin(task, &settled_kind, object, number);
}

void coop_gather_ended_(coop_task *child)
{
    coop_task *gatherer = coop_gatherer_(child);
    if (gatherer->due_us != COOP_NEVER)
        return; /* an earlier failure or a cancellation has ended the gather */
    if (child->result < 0 && gatherer->kind == &coop_gather_kind_)
        gatherer->result = child->result;
    else
        gatherer->result--;
    if (gatherer->result <= 0)
        coop_ready_(gatherer);
}
