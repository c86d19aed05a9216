/* hinch_delay_2.c - a delay that is shortened.                     SPDX-License-Identifier: MIT */
#include "coop/delay.h"
#include "hinch.h"

static coop_delay delay;

static void callback(void *context)
{
    (void)context;
    puts("cb callback");
}

async_def(reduce_test)
{
    async_body {
        puts("Trigger 5 sec delay");
        coop_delay_trigger(&delay, 5000);
        await(coop_sleep_ms(4000));
        puts("Callback should run");
        await(coop_sleep_ms(2000));
        coop_delay_trigger(&delay, 10000);
        await(coop_sleep_ms(1000));
        coop_delay_trigger(&delay, 3000);
        await(coop_sleep_ms(2000));
        puts("Callback should run");
        await(coop_sleep_ms(2000));
        puts("Done");
    }
    return COOP_DONE;
}

int main(void)
{
    static struct reduce_test_task test;
    begin_loop();
    coop_delay_init(&delay, &loop, 1000, callback, NULL);
    return run_to_end(coop_spawn(&loop, &test, reduce_test));
}
