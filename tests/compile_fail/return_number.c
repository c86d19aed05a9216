// expect: incompatible types? when returning|from a function with incompatible result type
/* return_number.c - would finish the coroutine by accident.        SPDX-License-Identifier: MIT */
#include "coop/keywords.h"

async_def(nap, uint32_t ms;)
{
    async_body {
        await(coop_sleep_ms(self->ms));
    }
#ifdef FIXED
    return COOP_RESULT(0);
#else
    return 0;
#endif
}

const coop_coroutine *const case_coroutine = &nap;
