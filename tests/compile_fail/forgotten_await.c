// expect: -W(error=)?unused-result
/* forgotten_await.c - a sleep that nobody awaits.                  SPDX-License-Identifier: MIT */
#include "coop/keywords.h"

async_def(nap, uint32_t ms;)
{
    async_body {
#ifdef FIXED
        await(coop_sleep_ms(self->ms));
#else
        coop_sleep_ms(self->ms);
#endif
    }
    return COOP_DONE;
}

const coop_coroutine *const case_coroutine = &nap;
