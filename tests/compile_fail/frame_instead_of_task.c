// expect: has no member named .?task|no member named 'task'
/* frame_instead_of_task.c - a task needs more than a frame.        SPDX-License-Identifier: MIT */
#include "coop/keywords.h"

async_def(nap, uint32_t ms;)
{
    async_body {
        await(coop_sleep_ms(self->ms));
    }
    return COOP_DONE;
}

#ifdef FIXED
async_def(app, task_of(nap) nap;)
#else
async_def(app, struct nap nap;)
#endif
{
    async_body {
        coop_create_task(&self->nap, nap, .ms = 5);
    }
    return COOP_DONE;
}

const coop_coroutine *const case_coroutine = &app;
