// expect: -W(error=)?(jump-misses-init|conditional-uninitialized)
/* local_loop_counter.c - a counter that does not outlive the await. SPDX-License-Identifier: MIT */
#include "coop/keywords.h"

async_def(count, uint32_t *total; uint32_t i;)
{
    async_body {
#ifdef FIXED
        for (self->i = 0; self->i < 3; self->i++) {
            await(coop_sleep_ms(1));
            *self->total += self->i;
        }
#else
        for (uint32_t i = 0; i < 3; i++) {
            await(coop_sleep_ms(1));
            *self->total += i;
        }
#endif
    }
    return COOP_DONE;
}

const coop_coroutine *const case_coroutine = &count;
