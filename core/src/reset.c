/* reset.c - all tasks of a loop, and the end of them.              SPDX-License-Identifier: MIT */
#include "internal.h"

#if COOP_TASK_LIST
#include "coop/reset.h"

void coop_task_list_add_(coop_task *task)
{
    coop_loop *loop = coop_loop_(task);
    task->older = loop->newest;
    task->newer = NULL;
    if (loop->newest == NULL)
        loop->oldest = task;
    else
        loop->newest->newer = task;
    loop->newest = task;
}

void coop_task_list_remove_(coop_task *task)
{
    coop_loop *loop = coop_loop_(task);
    if (task->older == NULL)
        loop->oldest = task->newer;
    else
        task->older->newer = task->newer;
    if (task->newer == NULL)
        loop->newest = task->older;
    else
        task->newer->older = task->older;
}

coop_task *coop_first_task(const coop_loop *loop)
{
    return loop->oldest;
}

coop_task *coop_next_task(const coop_task *task)
{
    return task->newer;
}

static void cancel_all(coop_loop *loop)
{
    for (coop_task *task = loop->oldest; task != NULL; task = task->newer)
        (void)coop_cancel(task);
}

int32_t coop_reset(coop_loop *loop)
{
    if (loop->main != NULL || loop->current != NULL)
        return COOP_ERR_RUNNING;
    cancel_all(loop);
    while (true) {
        uint64_t until_us = coop_turn(loop);
        if (until_us == 0)
            continue;
        if (loop->oldest == NULL)
            return COOP_OK;
        if (until_us == COOP_NEVER)
            cancel_all(loop);
        else if (!loop->port->idle(loop->port->context, until_us))
            return COOP_ERR_STOPPED;
    }
}
#else
typedef int coop_reset_is_left_out_; /* a source may not be empty */
#endif
