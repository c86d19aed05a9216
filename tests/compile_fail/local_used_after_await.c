// expect: -W(error=)?(maybe-uninitialized|conditional-uninitialized)
/* local_used_after_await.c - set, awaited, then used.              SPDX-License-Identifier: MIT */
#include "coop/keywords.h"

uint32_t measure(void);

async_def(remember, uint32_t *place; uint32_t value;)
{
#ifndef FIXED
    uint32_t value;
#endif
    async_body {
#ifdef FIXED
        self->value = measure();
        await(coop_sleep_ms(1));
        *self->place = self->value;
#else
        value = measure();
        await(coop_sleep_ms(1));
        *self->place = value;
#endif
    }
    return COOP_DONE;
}

const coop_coroutine *const case_coroutine = &remember;
