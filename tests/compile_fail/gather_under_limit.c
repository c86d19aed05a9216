// expect: incompatible type
/* gather_under_limit.c - its list is gone when the limited task begins it.
 *                                                                  SPDX-License-Identifier: MIT */
#include "coop/keywords.h"

async_def(nap, uint32_t ms;)
{
    async_body {
        await(coop_sleep_ms(self->ms));
    }
    return COOP_DONE;
}

async_def(app, task_of(nap) one; task_of(nap) two; coop_task * tasks[2]; coop_limit limit;)
{
    async_body {
        self->tasks[0] = coop_create_task(&self->one, nap, .ms = 1);
        self->tasks[1] = coop_create_task(&self->two, nap, .ms = 2);
#ifdef FIXED
        await(coop_wait_for(&self->limit, coop_gather_list(self->tasks, 2), 50));
#else
        await(coop_wait_for(&self->limit, coop_gather(&self->one.task, &self->two.task), 50));
#endif
    }
    return COOP_DONE;
}

const coop_coroutine *const case_coroutine = &app;
