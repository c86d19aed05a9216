/* hinch_switches_btn_event.c - a button that sets events.          SPDX-License-Identifier: MIT
 *
 * Documents: as hinch_switches_btn, but each event has a task, which pulses the light for half a
 * second and forgets the events of that time: so a double click pulses red and green but once.
 */
#include "hinch_pushbutton.h"

async_def(pulses, size_t index;)
{
    async_body {
        while (true) {
            await(button_wait(&button, (uint8_t)kind_of(self->index)));
            light_turn(&lights[self->index], true);
            await(coop_sleep_ms(500));
            light_turn(&lights[self->index], false);
            button_clear(&button);
        }
    }
    return COOP_DONE;
}

int main(void)
{
    static struct pulses_task tasks[4];
    begin_button(button_script_ms);
    for (size_t i = 0; i < 4; i++)
        coop_spawn(&loop, &tasks[i], pulses, .index = i);
    return run_for(10000);
}
