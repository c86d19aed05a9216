// expect: incompatible type
/* await_of_a_task.c - a task is joined, or gathered.               SPDX-License-Identifier: MIT */
#include "coop/keywords.h"

async_def(wait_for_it, coop_task *other;)
{
    async_body {
#ifdef FIXED
        await(coop_join(self->other));
#else
        await(self->other);
#endif
    }
    return COOP_DONE;
}

const coop_coroutine *const case_coroutine = &wait_for_it;
