// expect: -W(error=)?unused-result
/* ignored_queue_error.c - a full queue is not silent.              SPDX-License-Identifier: MIT */
#include "coop/keywords.h"

async_def(producer, coop_queue *queue; uint32_t item; uint32_t lost;)
{
    async_body {
#ifdef FIXED
        if (coop_queue_put_nowait(self->queue, &self->item) < 0)
            self->lost++;
#else
        coop_queue_put_nowait(self->queue, &self->item);
#endif
        await(coop_sleep_ms(1));
    }
    return COOP_DONE;
}

const coop_coroutine *const case_coroutine = &producer;
