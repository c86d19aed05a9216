/* semaphore.c - a number of places, taken and given back.          SPDX-License-Identifier: MIT
 *
 * A place that is handed over is never free in between: what the task's kind says is all that
 * tells it from one that still waits.
 */
#include "coop/semaphore.h"

#include "internal.h"

/* Cancelled with the place in its hand: it goes to the one behind. */
static bool resume_cancelled(coop_task *task)
{
    (void)coop_semaphore_release(task->object);
    return true;
}

static const coop_kind handed_kind = {.name = "semaphore", .cancelled = resume_cancelled};
static const coop_kind semaphore_kind = {.name = "semaphore", .abandon = coop_leave_};

int32_t coop_semaphore_release(coop_semaphore *semaphore)
{
    if (semaphore->waiters.last != NULL) {
        coop_task *task = coop_list_pop_(&semaphore->waiters);
        task->kind = &handed_kind;
        coop_ready_(task);
        return COOP_OK;
    }
    if (semaphore->limit != 0 && semaphore->count == semaphore->limit)
        return COOP_ERR_FREE;
    semaphore->count++;
    return COOP_OK;
}

COOP_BEGIN_(coop_begin_semaphore_)
{
    (void)number;
    (void)out;
    coop_semaphore *semaphore = object;
    task->result = COOP_OK;
    if (semaphore->count == 0)
        return coop_park_(task, &semaphore_kind, semaphore, &semaphore->waiters);
    semaphore->count--;
    return true;
}
