// expect: -W(error=)?(float-conversion|literal-conversion)
/* seconds_in_argument.c - half a second as a task's argument.      SPDX-License-Identifier: MIT */
#include "coop/keywords.h"

async_def(nap, uint32_t ms;)
{
    async_body {
        await(coop_sleep_ms(self->ms));
    }
    return COOP_DONE;
}

void begin(coop_loop *loop, task_of(nap) * task);
void begin(coop_loop *loop, task_of(nap) * task)
{
#ifdef FIXED
    coop_spawn(loop, task, nap, .ms = 500);
#else
    coop_spawn(loop, task, nap, .ms = 0.5);
#endif
}
