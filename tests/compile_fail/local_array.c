// expect: -W(error=)?vla|variably modified|variable length array
/* local_array.c - a variable-length array across an await.         SPDX-License-Identifier: MIT */
#include "coop/keywords.h"

void fill(uint8_t *bytes, uint32_t size);

async_def(sender, uint32_t size; uint8_t bytes[16];)
{
    async_body {
#ifdef FIXED
        fill(self->bytes, self->size);
        await(coop_sleep_ms(1));
        fill(self->bytes, self->size);
#else
        uint8_t bytes[self->size];
        fill(bytes, self->size);
        await(coop_sleep_ms(1));
        fill(bytes, self->size);
#endif
    }
    return COOP_DONE;
}

const coop_coroutine *const case_coroutine = &sender;
