// expect: -W(error=)?return-type
/* missing_return.c - every coroutine says how it ends.             SPDX-License-Identifier: MIT */
#include "coop/keywords.h"

async_def(nap, uint32_t ms;)
{
    async_body {
        await(coop_sleep_ms(self->ms));
    }
#ifdef FIXED
    return COOP_DONE;
#endif
}

const coop_coroutine *const case_coroutine = &nap;
