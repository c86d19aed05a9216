/* hinch_delay_5.c - a delay that was closed cannot be triggered.   SPDX-License-Identifier: MIT */
#include "coop/delay.h"
#include "hinch.h"

static coop_delay delay;

static void callback(void *context)
{
    (void)context;
    puts("cb callback");
}

async_def(close_test)
{
    async_body {
        puts("Trigger 1 sec delay");
        coop_delay_trigger(&delay, 1000);
        await(coop_sleep_ms(2000));
        coop_delay_close(&delay);
        if (coop_delay_trigger(&delay, 1000) == COOP_ERR_FINISHED)
            puts("Success: error was raised.");
        puts("Done");
    }
    return COOP_DONE;
}

int main(void)
{
    static struct close_test_task test;
    begin_loop();
    coop_delay_init(&delay, &loop, 1000, callback, NULL);
    return run_to_end(coop_spawn(&loop, &test, close_test));
}
