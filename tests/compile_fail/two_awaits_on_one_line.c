// expect: duplicate case
/* two_awaits_on_one_line.c - the line is where it goes on.         SPDX-License-Identifier: MIT */
#include "coop/keywords.h"

/* clang-format off */
async_def(nap, uint32_t ms;)
{
    async_body {
#ifdef FIXED
        await(coop_sleep_ms(self->ms));
        await(coop_sleep_ms(self->ms));
#else
        await(coop_sleep_ms(self->ms)); await(coop_sleep_ms(self->ms));
#endif
    }
    return COOP_DONE;
}
/* clang-format on */

const coop_coroutine *const case_coroutine = &nap;
