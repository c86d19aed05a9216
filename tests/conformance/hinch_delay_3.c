/* hinch_delay_3.c - a delay of default length, triggered again.    SPDX-License-Identifier: MIT */
#include "coop/delay.h"
#include "hinch.h"

static coop_delay delay;

static void callback(void *context)
{
    (void)context;
    puts("cb callback");
}

async_def(default_test)
{
    async_body {
        puts("Trigger 5 sec delay");
        coop_delay_trigger(&delay, 0);
        await(coop_sleep_ms(4000));
        puts("Retrigger 5 sec delay");
        coop_delay_trigger(&delay, 0);
        await(coop_sleep_ms(4000));
        puts("Callback should run");
        await(coop_sleep_ms(2000));
        puts("Done");
    }
    return COOP_DONE;
}

int main(void)
{
    static struct default_test_task test;
    begin_loop();
    coop_delay_init(&delay, &loop, 5000, callback, NULL);
    return run_to_end(coop_spawn(&loop, &test, default_test));
}
