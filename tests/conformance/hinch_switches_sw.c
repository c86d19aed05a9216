/* hinch_switches_sw.c - a switch that launches coroutines.         SPDX-License-Identifier: MIT
 *
 * Documents: Hinch's Switch looks every 50 ms and launches a function each time it closes or opens;
 * closing pulses green for a second, opening red.
 */
#include "hinch_lights.h"

static const uint32_t switch_ms[] = {10, 510, 3010, 3210, 0};

async_def(follow, struct key_event event;)
{
    async_body {
        while (true) {
            await(keypad_next(&keypad, &self->event));
            light_pulse(&lights[self->event.pressed ? GREEN : RED], 1000);
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
