/* join.c - awaiting the end of a task.                             SPDX-License-Identifier: MIT */
#include "internal.h"

bool coop_circular_(coop_task *awaited, coop_task *task)
{
    for (coop_task *next = awaited; coop_awaits_task_(next); next = next->object) {
        if (next->object == task)
            return true;
    }
    for (coop_task *up = task; coop_root_(up)->flags & COOP_GATHERED;) {
        up = coop_gatherer_(up);
        if (up == awaited)
            return true;
    }
    return awaited == task;
}

static bool over(coop_task *task, int32_t result)
{
    task->result = result;
    return true;
}

COOP_BEGIN_(coop_begin_join_)
{
    (void)number;
    (void)out;
    coop_task *awaited = object;
    if (coop_begun_and_finished_(awaited)) {
        coop_collect_(awaited);
        return over(task, awaited->result);
    }
    if (coop_circular_(awaited, task))
        return over(task, COOP_ERR_SELF);
    if (coop_root_(awaited)->flags & COOP_GATHERED)
        return over(task, COOP_ERR_BUSY);
    return coop_park_(task, &coop_join_kind_, awaited, &awaited->waiters);
}

/* coop_cancel() passes a cancellation on to the awaited task, so nobody leaves its waiters. */
const coop_kind coop_join_kind_ = {.name = "task", .abandon = coop_cancel_object_};
