// expect: called object .*is not a function
/* coroutine_called_as_function.c - as Python would begin it.       SPDX-License-Identifier: MIT */
#include "coop/keywords.h"

async_def(nap, uint32_t ms;)
{
    async_body {
        await(coop_sleep_ms(self->ms));
    }
    return COOP_DONE;
}

async_def(app, struct nap nap;)
{
    async_body {
#ifdef FIXED
        await(coop_call(&self->nap, nap, .ms = 5));
#else
        nap(5);
#endif
    }
    return COOP_DONE;
}

const coop_coroutine *const case_coroutine = &app;
