/* hinch_encoder_stop.c - a knob whose owner is told when it has come to rest.
 *                                                                  SPDX-License-Identifier: MIT
 * Documents: Hinch's Encoder without its own delay calls at once; each call puts off a Delay_ms of
 * 400 ms, which tells the value, and by how much it has changed since it was last told. A rest of
 * 300 ms is none.
 */
#include "coop/delay.h"
#include "hinch_knob.h"

static const struct turning turnings[] = {{30, 600}, {-12, 300}, {2, 600}, {-20, 600}, {0, 0}};

static coop_delay rest;
static int moved;

static void rested(void *context)
{
    (void)context;
    printf("%d %d\n", (int)encoder_position(&knob), moved);
    moved = 0;
}

async_def(follow, struct encoder_turn turn;)
{
    async_body {
        while (true) {
            await(coop_call(&self->turn, encoder_turn, .encoder = &knob));
            moved += (int)encoder_moved(&knob);
            coop_delay_trigger(&rest, 0);
        }
    }
    return COOP_DONE;
}

async_def(stop_test, struct follow_task following;)
{
    async_body {
        begin_knob(turnings, (struct encoder_config){0});
        coop_create_task(&self->following, follow);
        await(coop_sleep_ms(5000));
    }
    return COOP_DONE;
}

int main(void)
{
    static struct stop_test_task test;
    begin_loop();
    coop_delay_init(&rest, &loop, 400, rested, NULL);
    return run_to_end(coop_spawn(&loop, &test, stop_test));
}
