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
 *     group     a failure which is no cancellation; the others are cancelled, and it waits for them
 *     race      any end, likewise
 */
#include "coop/group.h"

#include "internal.h"

#define LAST      2u
#define UNDECIDED INT32_MAX

/* The one behind it in the chain; NULL after the last. */
static coop_task *next_of(const coop_task *child)
{
    return coop_root_(child)->flags & LAST ? NULL : child->waiters.last;
}

coop_task *coop_gatherer_(coop_task *child)
{
    while (next_of(child) != NULL)
        child = child->waiters.last;
    return child->waiters.last;
}

/* Dissolve the chain. */
static void release_children(coop_task *gatherer, bool cancel)
{
    coop_task *child = gatherer->object;
    while (child != NULL) {
        coop_task *next = next_of(child);
        coop_root_(child)->flags &= (uint16_t) ~(COOP_GATHERED | LAST);
        child->waiters.last = NULL;
        if (cancel)
            (void)coop_cancel(child);
        child = next;
    }
}

/* Put a live task in the chain, behind *before, which is NULL at first. */
static int32_t chain(coop_task *gatherer, coop_task **before, coop_task *child)
{
    if (coop_circular_(child, gatherer))
        return COOP_ERR_SELF;
    if (child->waiters.last != NULL)
        return COOP_ERR_BUSY;
    if (*before == NULL) {
        gatherer->object = child;
    } else {
        (*before)->waiters.last = child;
        coop_root_(*before)->flags = COOP_GATHERED;
    }
    coop_root_(child)->flags = COOP_GATHERED | LAST;
    child->waiters.last = gatherer;
    *before = child;
    return COOP_OK;
}

static bool all_ended(const coop_task *gatherer)
{
    const coop_task *child = gatherer->object;
    while (child != NULL && coop_finished(child))
        child = next_of(child);
    return child == NULL;
}

static void cancel_rest(const coop_task *gatherer)
{
    for (coop_task *child = gatherer->object; child != NULL; child = next_of(child))
        (void)coop_cancel(child);
}

static bool resume(coop_task *task)
{
    release_children(task, false);
    if (task->result == UNDECIDED)
        task->result = COOP_OK;
    return true;
}

static bool wait_or_end(coop_task *task)
{
    task->due_us = COOP_NEVER;
    return all_ended(task) && resume(task);
}

/* The children hear of it in the gatherer's turn, as in asyncio: one that is due before it still
 * gets its step. */
static bool resume_cancelled(coop_task *task)
{
    release_children(task, true);
    task->result = COOP_ERR_CANCELLED;
    return true;
}

static bool resume_group_cancelled(coop_task *task)
{
    cancel_rest(task);
    task->kind = &coop_group_kind_;
    task->result = COOP_ERR_CANCELLED;
    return wait_or_end(task);
}

static const coop_kind cancelled_kind = {
    .name = "cancelled", .resume = resume_cancelled, .cancelled = &cancelled_kind};
static const coop_kind group_cancelled_kind = {
    .name = "cancelled", .resume = resume_group_cancelled, .cancelled = &group_cancelled_kind};
const coop_kind coop_gather_kind_ = {
    .name = "gather", .resume = resume, .cancelled = &cancelled_kind};
const coop_kind coop_settled_kind_ = {
    .name = "gather", .resume = resume, .cancelled = &cancelled_kind};
const coop_kind coop_group_kind_ = {
    .name = "group", .resume = resume, .cancelled = &group_cancelled_kind};
const coop_kind coop_race_kind_ = {
    .name = "race", .resume = resume, .cancelled = &group_cancelled_kind};

/* That child, the `index`th, has ended. True if that decides the result. */
static bool decide(coop_task *gatherer, const coop_task *child, uint32_t index)
{
    const coop_kind *kind = gatherer->kind;
    int32_t result = child->result;
    if (gatherer->result != UNDECIDED || kind == &coop_settled_kind_)
        return false;
    if (result >= 0 || (result == COOP_ERR_CANCELLED && kind != &coop_gather_kind_)) {
        if (kind != &coop_race_kind_)
            return false;
        result = (int32_t)index;
    }
    gatherer->result = result;
    return true;
}

static int32_t chain_all(coop_task *gatherer, coop_task *const *tasks, uint32_t count)
{
    coop_task *before = NULL;
    int32_t error = COOP_OK;
    for (uint32_t i = 0; i < count && error == COOP_OK; i++) {
        COOP_ASSERT(tasks[i]->kind != NULL);
        if (!coop_finished(tasks[i]))
            error = chain(gatherer, &before, tasks[i]);
    }
    return error;
}

/* Those that have ended before, in the order of the arguments. */
static void collect(coop_task *gatherer, coop_task *const *tasks, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (!coop_finished(tasks[i]))
            continue;
        coop_collect_(tasks[i]);
        (void)decide(gatherer, tasks[i], i);
    }
}

static void begin(coop_task *task, const coop_kind *kind)
{
    task->kind = kind;
    task->object = NULL;
    task->result = UNDECIDED;
}

COOP_BEGIN_(coop_begin_gather_)
{
    begin(task, out);
    int32_t error = chain_all(task, object, number);
    if (error != COOP_OK)
        task->result = error;
    else
        collect(task, object, number);
    if (task->result == UNDECIDED)
        return wait_or_end(task);
    if (error != COOP_OK || out == &coop_gather_kind_)
        return resume(task);
    cancel_rest(task);
    return wait_or_end(task);
}

void coop_gather_ended_(coop_task *child)
{
    coop_task *gatherer = coop_gatherer_(child);
    if (gatherer->due_us != COOP_NEVER)
        return; /* an earlier failure or a cancellation has ended the gather */
    uint32_t index = 0;
    for (coop_task *task = gatherer->object; task != child; task = next_of(task))
        index++;
    bool decided = decide(gatherer, child, index);
    bool over = decided && gatherer->kind == &coop_gather_kind_;
    if (decided && !over)
        cancel_rest(gatherer);
    if (over || all_ended(gatherer))
        coop_ready_(gatherer);
}

static COOP_BEGIN_(begin_branches)
{
    coop_branch *branches = object;
    coop_task *before = NULL;
    begin(task, out);
    for (uint32_t i = 0; i < number; i++)
        (void)chain(task, &before, coop_start(coop_loop_(task), &branches[i].task));
    return wait_or_end(task);
}

/* The ops are on the caller's stack, so they are taken now, not when it begins. */
coop_op coop_branches_(coop_branch *branches, const coop_op *ops, uint32_t count,
                       const coop_kind *kind)
{
    for (uint32_t i = 0; i < count; i++) {
        coop_claim_(&branches[i].task);
        branches[i].coroutine =
            (struct coop_limited){.frame = {.coroutine = &coop_limited}, .op = ops[i]};
    }
    return (coop_op){begin_branches, branches, count, (void *)(uintptr_t)kind};
}
