/* hinch_delay_4.c - a delay that starts a task.                    SPDX-License-Identifier: MIT */
#include "coop/delay.h"
#include "hinch.h"

async_def(job, uint32_t ms;)
{
    async_body {
        puts("coroutine starts");
        await(coop_sleep_ms(self->ms));
        puts("coroutine ends");
    }
    return COOP_DONE;
}

static coop_delay delay, second_delay;
static struct job_task short_job, long_job;

static void start_short(void *context)
{
    (void)context;
    coop_spawn(&loop, &short_job, job, .ms = 1000);
}

static void start_long(void *context)
{
    (void)context;
    coop_spawn(&loop, &long_job, job, .ms = 3000);
}

async_def(launch_test)
{
    async_body {
        coop_delay_init(&delay, &loop, 1000, start_short, NULL);
        puts("Trigger 5 sec delay");
        coop_delay_trigger(&delay, 5000);
        await(coop_sleep_ms(4000));
        puts("Coroutine should run: run to completion.");
        await(coop_sleep_ms(3000));
        coop_delay_init(&second_delay, &loop, 1000, start_long, NULL);
        coop_delay_trigger(&second_delay, 5000);
        await(coop_sleep_ms(4000));
        puts("Coroutine should run: test cancellation.");
        await(coop_sleep_ms(2000));
        expect(coop_cancel(&long_job.task) == COOP_OK);
        coop_delay_trigger(&second_delay, 5000);
        await(coop_sleep_ms(4000));
        puts("Coroutine should run: test awaiting.");
        await(coop_sleep_ms(2000));
        await(coop_join(&long_job.task));
        puts("Done");
    }
    return COOP_DONE;
}

int main(void)
{
    static struct launch_test_task test;
    begin_loop();
    return run_to_end(coop_spawn(&loop, &test, launch_test));
}
