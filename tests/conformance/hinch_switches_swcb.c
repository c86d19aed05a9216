/* hinch_switches_swcb.c - a switch that calls functions.           SPDX-License-Identifier: MIT
 *
 * Documents: Hinch's Switch looks every 50 ms and calls a function each time it closes or opens;
 * closing toggles red, opening green. What is over between two looks has not been.
 */
#include "hinch_lights.h"

static const uint32_t switch_ms[] = {10, 510, 1010, 1210, 2060, 2090, 3010, 3210, 0};

async_def(follow, struct key_event event;)
{
    async_body {
        while (true) {
            await(keypad_next(&keypad, &self->event));
            light_toggle(&lights[self->event.pressed ? RED : GREEN]);
        }
    }
    return COOP_DONE;
}

int main(void)
{
    static struct follow_task following;
    begin_contact(switch_ms);
    coop_spawn(&loop, &following, follow);
    return run_for(5000);
}
