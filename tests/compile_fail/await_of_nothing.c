// expect: invalid use of void|incompatible type
/* await_of_nothing.c - setting an event is over at once.           SPDX-License-Identifier: MIT */
#include "coop/keywords.h"

async_def(alarm, coop_event *event;)
{
    async_body {
#ifdef FIXED
        coop_event_set(self->event);
        await(coop_event_wait(self->event));
#else
        await(coop_event_set(self->event));
#endif
    }
    return COOP_DONE;
}

const coop_coroutine *const case_coroutine = &alarm;
