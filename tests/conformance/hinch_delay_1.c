/* hinch_delay_1.c - a delay that is stopped.                       SPDX-License-Identifier: MIT */
#include "coop/delay.h"
#include "hinch.h"

static coop_delay delay;

/* Python's callback returns 42 to the delay; here it leaves it where its context points to. */
static void callback(void *context)
{
    puts("cb callback");
    *(int *)context = 42;
}

async_def(stop_test, int returned;)
{
    async_body {
        coop_delay_init(&delay, &loop, 1000, callback, &self->returned);
        puts("Trigger 5 sec delay");
        coop_delay_trigger(&delay, 5000);
        await(coop_sleep_ms(4000));
        if (coop_delay_running(&delay))
            puts("Running");
        puts("Callback should run");
        await(coop_sleep_ms(2000));
        printf("Callback returned %d\n", self->returned);
        coop_delay_trigger(&delay, 3000);
        await(coop_sleep_ms(1000));
        coop_delay_stop(&delay);
        await(coop_sleep_ms(1000));
        if (coop_delay_running(&delay))
            puts("Running");
        puts("Callback should not run");
        await(coop_sleep_ms(4000));
        puts("Done");
    }
    return COOP_DONE;
}

int main(void)
{
    static struct stop_test_task test;
    begin_loop();
    return run_to_end(coop_spawn(&loop, &test, stop_test));
}
