/* gather.c - awaiting the end of several tasks.                    SPDX-License-Identifier: MIT
 *
 * A gathered task has no waiters but the gatherer, so its `waiters` is free to hold the chain:
 *
 *     gatherer.object ──► a.waiters ──► b.waiters ──► c.waiters ──► gatherer
 *                         GATHERED      GATHERED      GATHERED|LAST
 *
 * While it waits, the gatherer's `result` is what it will end with, as far as that is decided; and
 * its kind says what decides it:
 *
 *     gather    a failure, at once; the others run on
 *     settled   nothing
 *
 * and two more in group.c.
 */
#include "gather.h"

coop_task *coop_gatherer_(coop_task *child)
{
    while ((coop_root_(child)->flags & COOP_LAST_GATHERED_) == 0)
        child = child->waiters.last;
    return child->waiters.last;
}

void coop_cancel_gathered_(const coop_task *gatherer)
{
    for (coop_task *child = gatherer->object; child != gatherer; child = child->waiters.last)
        (void)coop_cancel(child);
}

int32_t coop_chain_(coop_task *gatherer, coop_task *before, coop_task *child)
{
    if (coop_circular_(child, gatherer))
        return COOP_ERR_SELF;
    if (child->waiters.last != NULL)
        return COOP_ERR_BUSY;
    if (before == gatherer) {
        gatherer->object = child;
    } else {
        before->waiters.last = child;
        coop_root_(before)->flags = COOP_GATHERED;
    }
    coop_root_(child)->flags = COOP_GATHERED | COOP_LAST_GATHERED_;
    child->waiters.last = gatherer;
    return COOP_OK;
}

static bool all_ended(const coop_task *gatherer)
{
    const coop_task *child = gatherer->object;
    while (child != gatherer && coop_finished(child))
        child = child->waiters.last;
    return child == gatherer;
}

bool coop_end_gather_(coop_task *task)
{
    coop_task *child = task->object;
    while (child != task) {
        coop_task *next = child->waiters.last;
        coop_root_(child)->flags = 0;
        child->waiters.last = NULL;
        child = next;
    }
    if (task->result == COOP_UNDECIDED_)
        task->result = COOP_OK;
    return true;
}

bool coop_wait_gathered_(coop_task *task)
{
    return all_ended(task) ? coop_end_gather_(task) : coop_wait_(task);
}

/* The children hear of it in the gatherer's turn, as in asyncio: one that is due before it still
 * gets its step. */
static bool resume_cancelled(coop_task *task)
{
    coop_cancel_gathered_(task);
    return coop_end_gather_(task);
}

static bool failed(coop_task *gatherer, const coop_task *child, uint32_t index)
{
    (void)index;
    if (child->result >= 0 || gatherer->result != COOP_UNDECIDED_)
        return false;
    gatherer->result = child->result;
    return true;
}

const struct coop_gathering coop_gather_kind_ = {
    {.name = "gather", .resume = coop_end_gather_, .cancelled = resume_cancelled}, failed};
const struct coop_gathering coop_settled_kind_ = {
    {.name = "gather", .resume = coop_end_gather_, .cancelled = resume_cancelled}, NULL};

/* That child, the `index`th, has ended. True if that ends the gather. */
static bool decide(coop_task *gatherer, const coop_task *child, uint32_t index)
{
    const struct coop_gathering *kind = (const struct coop_gathering *)(const void *)gatherer->kind;
    return kind->ended != NULL && kind->ended(gatherer, child, index);
}

static int32_t chain_all(coop_task *gatherer, coop_task *const *tasks, uint32_t count)
{
    coop_task *before = gatherer;
    for (uint32_t i = 0; i < count; i++) {
        if (coop_begun_and_finished_(tasks[i]))
            continue;
        int32_t error = coop_chain_(gatherer, before, tasks[i]);
        if (error != COOP_OK)
            return error;
        before = tasks[i];
    }
    return COOP_OK;
}

/* Those that have ended before, in the order of the arguments. */
static bool collect(coop_task *gatherer, coop_task *const *tasks, uint32_t count)
{
    bool over = false;
    for (uint32_t i = 0; i < count; i++) {
        if (!coop_finished(tasks[i]))
            continue;
        coop_collect_(tasks[i]);
        over |= decide(gatherer, tasks[i], i);
    }
    return over;
}

void coop_gathering_(coop_task *task, const void *kind)
{
    task->kind = kind;
    task->object = task;
    task->result = COOP_UNDECIDED_;
}

COOP_BEGIN_(coop_begin_gather_)
{
    coop_gathering_(task, out);
    int32_t error = chain_all(task, object, number);
    if (error != COOP_OK)
        task->result = error;
    else if (!collect(task, object, number))
        return coop_wait_gathered_(task);
    return coop_end_gather_(task);
}

void coop_gather_ended_(coop_task *child)
{
    coop_task *gatherer = coop_gatherer_(child);
    if (gatherer->due_us != COOP_NEVER)
        return; /* an earlier failure or a cancellation has ended the gather */
    uint32_t index = 0;
    for (coop_task *task = gatherer->object; task != child; task = task->waiters.last)
        index++;
    if (decide(gatherer, child, index) || all_ended(gatherer))
        coop_ready_(gatherer);
}
