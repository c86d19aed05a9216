/* hinch_asyntest_3.c - three tasks meet five times at a barrier.   SPDX-License-Identifier: MIT */
#include "coop/barrier.h"
#include "hinch.h"

static coop_barrier barrier;

static void print_text(void *context)
{
    puts(context);
}

async_def(report, int round;)
{
    async_body {
        for (self->round = 0; self->round < 5; self->round++) {
            printf("%d ", self->round);
            await(coop_barrier_wait(&barrier));
        }
    }
    return COOP_DONE;
}

async_def(barrier_test, struct report_task reports[3]; int times;)
{
    async_body {
        for (self->times = 0; self->times < 2; self->times++) {
            for (int i = 0; i < 3; i++)
                coop_create_task(&self->reports[i], report);
            await(coop_sleep_ms(1000));
            puts("");
        }
        await(coop_sleep_ms(1000));
    }
    return COOP_DONE;
}

int main(void)
{
    static struct barrier_test_task test;
    static char text[] = "Synch";
    begin_loop();
    coop_barrier_init(&barrier, 3, print_text, text);
    return run_to_end(coop_spawn(&loop, &test, barrier_test));
}
