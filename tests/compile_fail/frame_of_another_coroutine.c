// expect: is not compatible with any|not compatible with any generic
/* frame_of_another_coroutine.c - a call into the wrong frame.      SPDX-License-Identifier: MIT */
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

async_def(app, struct nap nap; struct doze doze;)
{
    async_body {
#ifdef FIXED
        await(coop_call(&self->nap, nap, .ms = 5));
        await(coop_call(&self->doze, doze, .ms = 5));
#else
        await(coop_call(&self->nap, doze, .ms = 5));
#endif
    }
    return COOP_DONE;
}

const coop_coroutine *const case_coroutine = &app;
