// expect: lvalue required|cannot take the address of an rvalue|-W(error=)?dangling
/* dangling_child.c - a child's frame must lie in its parent's.     SPDX-License-Identifier: MIT */
#include "coop/keywords.h"

async_def(nap, uint32_t ms;)
{
    async_body {
        await(coop_sleep_ms(self->ms));
    }
    return COOP_DONE;
}

struct nap nap_of(uint32_t ms);

async_def(app, struct nap nap;)
{
    async_body {
#ifdef FIXED
        await(coop_call(&self->nap, nap, .ms = 5));
#else
        await(coop_call(&nap_of(5), nap, .ms = 5));
#endif
    }
    return COOP_DONE;
}

const coop_coroutine *const case_coroutine = &app;
