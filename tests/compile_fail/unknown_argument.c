// expect: has no member named .?interval|does not refer to any field
/* unknown_argument.c - an argument that the coroutine lacks.       SPDX-License-Identifier: MIT */
#include "coop/keywords.h"

async_def(nap, uint32_t ms;)
{
    async_body {
        await(coop_sleep_ms(self->ms));
    }
    return COOP_DONE;
}

async_def(app, task_of(nap) nap;)
{
    async_body {
#ifdef FIXED
        coop_create_task(&self->nap, nap, .ms = 5);
#else
        coop_create_task(&self->nap, nap, .interval = 5);
#endif
    }
    return COOP_DONE;
}

const coop_coroutine *const case_coroutine = &app;
