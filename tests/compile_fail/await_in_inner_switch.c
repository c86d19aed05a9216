// expect: -W(error=)?(overflow|switch)
/* await_in_inner_switch.c - its label would belong to that switch. SPDX-License-Identifier: MIT */
#include "coop/keywords.h"

async_def(choose, int mode;)
{
    async_body {
#ifdef FIXED
        if (self->mode == 1)
            await(coop_sleep_ms(1));
        else
            await(coop_sleep_ms(2));
#else
        switch (self->mode) {
        case 1:
            await(coop_sleep_ms(1));
            break;
        default:
            await(coop_sleep_ms(2));
        }
#endif
    }
    return COOP_DONE;
}

const coop_coroutine *const case_coroutine = &choose;
