// expect: -W(error=)?unused-result
/* forgotten_await_of_gather.c - a gather that nobody awaits.       SPDX-License-Identifier: MIT */
#include "coop/keywords.h"

async_def(nap, uint32_t ms;)
{
    async_body {
        await(coop_sleep_ms(self->ms));
    }
    return COOP_DONE;
}

async_def(app, task_of(nap) one; task_of(nap) two;)
{
    async_body {
        coop_create_task(&self->one, nap, .ms = 1);
        coop_create_task(&self->two, nap, .ms = 2);
#ifdef FIXED
        await(coop_gather(&self->one.task, &self->two.task));
#else
        coop_gather(&self->one.task, &self->two.task);
#endif
    }
    return COOP_DONE;
}

const coop_coroutine *const case_coroutine = &app;
