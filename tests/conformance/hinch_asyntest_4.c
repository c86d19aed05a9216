/* hinch_asyntest_4.c - the opening of a barrier starts a task.     SPDX-License-Identifier: MIT */
#include "coop/barrier.h"
#include "hinch.h"

static coop_barrier barrier;

async_def(ticker)
{
    async_body {
        await(coop_sleep_ms(0));
        while (true) {
            await(coop_sleep_ms(1000));
            puts("my_coro running");
        }
    }
    puts("my_coro was cancelled.");
    return COOP_DONE;
}

static struct ticker_task ticking;

static void start_ticker(void *context)
{
    (void)context;
    coop_spawn(&loop, &ticking, ticker);
}

async_def(report, int instance;)
{
    async_body {
        await(coop_sleep_ms((uint32_t)self->instance * 1000));
        printf("report instance %d waiting\n", self->instance);
        await(coop_barrier_wait(&barrier));
        printf("report instance %d done\n", self->instance);
    }
    return COOP_DONE;
}

async_def(barrier_test, struct report_task reports[3];)
{
    async_body {
        for (int i = 0; i < 3; i++)
            coop_create_task(&self->reports[i], report, .instance = i);
        await(coop_sleep_ms(4000));
        expect(coop_barrier_busy(&barrier));
        await(coop_barrier_wait(&barrier));
        await(coop_sleep_ms(0));
        expect(!coop_barrier_busy(&barrier));
        await(coop_sleep_ms(1500));
        coop_cancel(&ticking.task);
        await(coop_sleep_ms(2000));
    }
    return COOP_DONE;
}

int main(void)
{
    static struct barrier_test_task test;
    begin_loop();
    coop_barrier_init(&barrier, 4, start_ticker, NULL);
    return run_to_end(coop_spawn(&loop, &test, barrier_test));
}
