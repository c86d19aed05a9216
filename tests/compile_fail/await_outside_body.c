// expect: case label not within a switch|'case' statement not in switch
/* await_outside_body.c - `finally` cannot wait.                    SPDX-License-Identifier: MIT */
#include "coop/keywords.h"

async_def(nap, uint32_t ms;)
{
    async_body {
        await(coop_sleep_ms(self->ms));
    }
#ifndef FIXED
    try_await(coop_sleep_ms(self->ms));
#endif
    return COOP_DONE;
}

const coop_coroutine *const case_coroutine = &nap;
