// expect: (self|coop_task_).? undeclared|undeclared identifier 'self'
/* await_in_plain_function.c - only a coroutine can wait.           SPDX-License-Identifier: MIT */
#include "coop/keywords.h"

#ifdef FIXED
async_def(nap, uint32_t ms;)
{
    async_body {
        await(coop_sleep_ms(self->ms));
    }
    return COOP_DONE;
}
#else
void nap(uint32_t ms);
void nap(uint32_t ms)
{
    await(coop_sleep_ms(ms));
}
#endif
