/* hinch_encoder_test.c - a knob from 0 to 100.                     SPDX-License-Identifier: MIT
 *
 * Documents: Hinch's Encoder looks 100 ms after an edge, keeps its value within its limits, and
 * calls with the value and its change; not if there is none. His is turned by hand: this by 3, back
 * by 5, far too far in 34 edges each 100 ms, and back by one.
 */
#include "hinch_knob.h"

static const struct turning turnings[] = {{3, 300}, {-5, 300}, {120, 300}, {-1, 300}, {0, 0}};

async_def(encoder_test, struct encoder_turn turn;)
{
    async_body {
        begin_knob(turnings, (struct encoder_config){.delay_ms = 100, .maximum = 100});
        while (true) {
            await(coop_call(&self->turn, encoder_turn, .encoder = &knob));
            printf("%d %d\n", (int)encoder_position(&knob), (int)encoder_moved(&knob));
        }
    }
    return COOP_DONE;
}

async_def(pause, struct encoder_test_task test;)
{
    async_body {
        coop_create_task(&self->test, encoder_test);
        await(coop_sleep_ms(5000));
    }
    return COOP_DONE;
}

int main(void)
{
    static struct pause_task pausing;
    begin_loop();
    return run_to_end(coop_spawn(&loop, &pausing, pause));
}
