// expect (Clang): -W(error=)?conditional-uninitialized
/* local_result_buffer.c - filled after the function has returned.  SPDX-License-Identifier: MIT */
#include "coop/keywords.h"

async_def(consumer, coop_queue *queue; uint32_t total; uint32_t item;)
{
    async_body {
#ifdef FIXED
        await(coop_queue_get(self->queue, &self->item));
        self->total += self->item;
#else
        uint32_t item;
        await(coop_queue_get(self->queue, &item));
        self->total += item;
#endif
    }
    return COOP_DONE;
}

const coop_coroutine *const case_coroutine = &consumer;
