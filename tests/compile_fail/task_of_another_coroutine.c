// expect: is not compatible with any|not compatible with any generic
/* task_of_another_coroutine.c - storage of the wrong kind.         SPDX-License-Identifier: MIT */
#include "coop/keywords.h"

async_def(nap, uint32_t ms;)
{
    async_body {
        await(coop_sleep_ms(self->ms));
    }
    return COOP_DONE;
}

async_def(doze, uint32_t ms;)
{
    async_body {
        await(coop_sleep_ms(self->ms));
    }
    return COOP_DONE;
}

async_def(app, task_of(nap) nap; task_of(doze) doze;)
{
    async_body {
#ifdef FIXED
        coop_create_task(&self->nap, nap, .ms = 5);
        coop_create_task(&self->doze, doze, .ms = 5);
#else
        coop_create_task(&self->nap, doze, .ms = 5);
#endif
    }
    return COOP_DONE;
}

const coop_coroutine *const case_coroutine = &app;
