/* hinch_semaphore.h - five tasks and a semaphore of three places.  SPDX-License-Identifier: MIT */
#ifndef HINCH_SEMAPHORE_H
#define HINCH_SEMAPHORE_H

#include "coop/barrier.h"
#include "coop/semaphore.h"
#include "hinch.h"

static coop_semaphore semaphore;
static coop_barrier all_done;

async_def(visitor, uint32_t number;)
{
    async_body {
        printf("run_sema %u trying to access semaphore\n", (unsigned)self->number);
        await(coop_semaphore_acquire(&semaphore));
        printf("run_sema %u acquired semaphore\n", (unsigned)self->number);
        await(coop_sleep_ms(1000 + self->number * 100));
        coop_semaphore_release(&semaphore);
        printf("run_sema %u has released semaphore\n", (unsigned)self->number);
        coop_barrier_trigger(&all_done);
    }
    return COOP_DONE;
}

async_def(semaphore_test, struct visitor_task visitors[5];)
{
    async_body {
        for (uint32_t i = 0; i < 5; i++)
            coop_create_task(&self->visitors[i], visitor, .number = i);
        await(coop_barrier_wait(&all_done));
        if (coop_semaphore_release(&semaphore) == COOP_ERR_FREE)
            puts("Bounded semaphore exception test OK");
    }
    return COOP_DONE;
}

static inline int run_semaphore_test(void)
{
    static struct semaphore_test_task test;
    begin_loop();
    coop_barrier_init(&all_done, 6, NULL, NULL);
    return run_to_end(coop_spawn(&loop, &test, semaphore_test));
}

#endif
