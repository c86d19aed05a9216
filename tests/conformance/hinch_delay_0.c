/* hinch_delay_0.c - a delay that an interrupt holds off.           SPDX-License-Identifier: MIT
 *
 * Documents: the output that the Python program says it expects. It takes a board's timer, so no
 * interpreter's is on record.
 */
#include "coop/delay.h"
#include "hinch_interrupt.h"

static coop_delay delay;

static void callback(void *context)
{
    (void)context;
    puts("cb callback");
}

static void hold_off(void)
{
    expect(coop_delay_trigger(&delay, 200) == COOP_OK);
}

async_def(interrupt_test)
{
    async_body {
        begin_timer(100000, hold_off);
        puts("Timer holds off cb for 5 secs");
        await(coop_sleep_ms(5000));
        timer.happen = NULL;
        puts("cb should now run");
        await(coop_sleep_ms(1000));
        puts("Done");
    }
    return COOP_DONE;
}

int main(void)
{
    static struct interrupt_test_task test;
    begin_loop();
    coop_delay_init(&delay, &loop, 1000, callback, NULL);
    return run_to_end(coop_spawn(&loop, &test, interrupt_test));
}
