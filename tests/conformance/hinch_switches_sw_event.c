/* hinch_switches_sw_event.c - a switch that sets events.           SPDX-License-Identifier: MIT
 *
 * Documents: Hinch's Switch looks every 50 ms and sets an event each time it closes or opens. The
 * task of each pulses its light for half a second, red for closing, green for opening, and forgets
 * the events of that time.
 */
#include "hinch_lights.h"

static const uint32_t switch_ms[] = {10, 110, 210, 310, 2010, 2810, 0};

static coop_event closed, opened;

async_def(follow, struct key_event event;)
{
    async_body {
        while (true) {
            await(keypad_next(&keypad, &self->event));
            coop_event_set(self->event.pressed ? &closed : &opened);
        }
    }
    return COOP_DONE;
}

async_def(pulses, coop_event *event; struct light * light;)
{
    async_body {
        while (true) {
            coop_event_clear(self->event);
            await(coop_event_wait(self->event));
            light_turn(self->light, true);
            await(coop_sleep_ms(500));
            light_turn(self->light, false);
        }
    }
    return COOP_DONE;
}

int main(void)
{
    static struct follow_task following;
    static struct pulses_task on_close, on_open;
    begin_contact(switch_ms);
    coop_spawn(&loop, &following, follow);
    coop_spawn(&loop, &on_close, pulses, .event = &closed, .light = &lights[RED]);
    coop_spawn(&loop, &on_open, pulses, .event = &opened, .light = &lights[GREEN]);
    return run_for(4000);
}
