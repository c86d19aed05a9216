// expect: -W(error=)?(jump-misses-init|conditional-uninitialized)
/* local_initialised_in_body.c - a block's local used after its await. SPDX-License-Identifier: MIT
 */
#include "coop/keywords.h"

uint32_t measure(void);

async_def(remember, uint32_t *place; uint32_t value;)
{
    async_body {
#ifdef FIXED
        self->value = measure();
        await(coop_sleep_ms(1));
        *self->place = self->value;
#else
        uint32_t value = measure();
        await(coop_sleep_ms(1));
        *self->place = value;
#endif
    }
    return COOP_DONE;
}

const coop_coroutine *const case_coroutine = &remember;
