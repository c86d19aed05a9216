// expect: expected expression
/* await_as_expression.c - an await is a statement.                 SPDX-License-Identifier: MIT */
#include "coop/keywords.h"

async_def(nap, uint32_t ms; int32_t result;)
{
    async_body {
#ifdef FIXED
        try_await(coop_sleep_ms(self->ms));
        self->result = await_result;
#else
        self->result = await(coop_sleep_ms(self->ms));
#endif
    }
    return COOP_DONE;
}

const coop_coroutine *const case_coroutine = &nap;
