/* group.c - awaiting several tasks, or awaits, until all have ended.
 *                                                                  SPDX-License-Identifier: MIT
 * Gathers that are not over before all have ended; but what decides the result cancels the others:
 *
 *     group     a failure which is no cancellation
 *     race      any end
 */
#include "coop/group.h"

#include "gather.h"

static bool cancel_rest(coop_task *gatherer, int32_t result)
{
    gatherer->result = result;
    coop_cancel_gathered_(gatherer);
    return false;
}

static bool failed(const coop_task *child)
{
    return child->result < 0 && child->result != COOP_ERR_CANCELLED;
}

static bool ended_of_group(coop_task *gatherer, const coop_task *child, uint32_t index)
{
    (void)index;
    if (gatherer->result == COOP_UNDECIDED_ && failed(child))
        return cancel_rest(gatherer, child->result);
    return false;
}

static bool ended_of_race(coop_task *gatherer, const coop_task *child, uint32_t index)
{
    if (gatherer->result == COOP_UNDECIDED_)
        return cancel_rest(gatherer, failed(child) ? child->result : (int32_t)index);
    return false;
}

/* A race waits on as a group: its result is decided. */
static bool resume_cancelled(coop_task *task)
{
    task->kind = &coop_group_kind_.kind;
    (void)cancel_rest(task, COOP_ERR_CANCELLED);
    return coop_wait_gathered_(task);
}

const struct coop_gathering coop_group_kind_ = {
    {.name = "group", .resume = coop_end_gather_, .cancelled = resume_cancelled}, ended_of_group};
const struct coop_gathering coop_race_kind_ = {
    {.name = "race", .resume = coop_end_gather_, .cancelled = resume_cancelled}, ended_of_race};

static COOP_BEGIN_(begin_branches)
{
    coop_branch *branches = object;
    coop_task *before = task;
    coop_gathering_(task, out);
    for (uint32_t i = 0; i < number; i++) {
        coop_task *branch = coop_start(coop_loop_(task), &branches[i].task);
        (void)coop_chain_(task, before, branch);
        before = branch;
    }
    return coop_wait_gathered_(task);
}

/* The ops are on the caller's stack, so they are taken now, not when it begins. */
coop_op coop_branches_(coop_branch *branches, const coop_op *ops, uint32_t count,
                       const struct coop_gathering *kind)
{
    for (uint32_t i = 0; i < count; i++)
        coop_limited_set_(&branches[i], &ops[i]);
    return (coop_op){begin_branches, branches, count, (void *)(uintptr_t)kind};
}
