// expect: incompatible type
/* group_as_branch.c - its list is gone when the branch begins it.  SPDX-License-Identifier: MIT */
#include "coop/group.h"
#include "coop/keywords.h"

async_def(nap, uint32_t ms;)
{
    async_body {
        await(coop_sleep_ms(self->ms));
    }
    return COOP_DONE;
}

async_def(app, task_of(nap) one; coop_task * tasks[1]; coop_event stop; coop_branch branches[2];)
{
    async_body {
        self->tasks[0] = coop_create_task(&self->one, nap, .ms = 1);
#ifdef FIXED
        await(coop_wait_any(self->branches, coop_event_wait(&self->stop),
                            coop_group_list(self->tasks, 1)));
#else
        await(coop_wait_any(self->branches, coop_event_wait(&self->stop),
                            coop_group(&self->one.task)));
#endif
    }
    return COOP_DONE;
}

const coop_coroutine *const case_coroutine = &app;
