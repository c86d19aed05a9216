// expect: incompatible type
/* await_of_a_number.c - a number is nothing to wait for.           SPDX-License-Identifier: MIT */
#include "coop/keywords.h"

async_def(nap, uint32_t ms;)
{
    async_body {
#ifdef FIXED
        await(coop_sleep_ms(self->ms));
#else
        await(self->ms);
#endif
    }
    return COOP_DONE;
}

const coop_coroutine *const case_coroutine = &nap;
