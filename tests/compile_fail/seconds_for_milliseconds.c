// expect: -W(error=)?(float-conversion|literal-conversion)
/* seconds_for_milliseconds.c - half a second, as Python says it.   SPDX-License-Identifier: MIT */
#include "coop/keywords.h"

async_def(nap, uint32_t ms;)
{
    async_body {
#ifdef FIXED
        await(coop_sleep_ms(500));
#else
        await(coop_sleep_ms(0.5));
#endif
    }
    return COOP_DONE;
}

const coop_coroutine *const case_coroutine = &nap;
