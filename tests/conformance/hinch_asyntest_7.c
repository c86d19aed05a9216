/* hinch_asyntest_7.c - a condition.                                SPDX-License-Identifier: MIT
 *
 * Differs: tasks are notified in the order they came, as in CPython. Hinch's condition wakes the
 * one that came last first, so that the first may wait for ever.
 */
#include "coop/barrier.h"
#include "coop/condition.h"
#include "hinch.h"

static coop_lock lock;
static coop_condition condition = {.lock = &lock};
static coop_barrier barrier;
static int seconds;

async_def(notifier)
{
    async_body {
        while (true) {
            await(coop_sleep_ms(2000));
            await(coop_lock_acquire(&lock));
            expect(coop_condition_notify(&condition, 2) == COOP_OK);
            expect(coop_lock_release(&lock) == COOP_OK);
        }
    }
    return COOP_DONE;
}

async_def(counter)
{
    async_body {
        await(coop_sleep_ms(500));
        while (true) {
            await(coop_sleep_ms(1000));
            seconds++;
        }
    }
    return COOP_DONE;
}

async_def(waiter, int number;)
{
    async_body {
        await(coop_lock_acquire(&lock));
        printf("cond02 %d Awaiting notification.\n", self->number);
        await(coop_condition_wait(&condition));
        printf("cond02 %d triggered. tim = %d\n", self->number, seconds);
        coop_barrier_trigger(&barrier);
    }
    expect(coop_lock_release(&lock) == COOP_OK);
    return COOP_DONE;
}

async_def(choosy, int number;)
{
    async_body {
        await(coop_lock_acquire(&lock));
        printf("cond04 %d Awaiting notification and predicate.\n", self->number);
        coop_condition_until(&condition, seconds >= 8);
        printf("cond04 %d triggered. tim = %d\n", self->number, seconds);
        coop_barrier_trigger(&barrier);
    }
    expect(coop_lock_release(&lock) == COOP_OK);
    return COOP_DONE;
}

async_def(condition_test, struct notifier_task notifying; struct counter_task counting;
          struct waiter_task waiters[7]; struct choosy_task last;)
{
    async_body {
        coop_barrier_init(&barrier, 8, NULL, NULL);
        coop_create_task(&self->notifying, notifier);
        coop_create_task(&self->counting, counter);
        for (int i = 0; i < 7; i++)
            coop_create_task(&self->waiters[i], waiter, .number = i);
        await(coop_barrier_wait(&barrier));
        coop_barrier_init(&barrier, 2, NULL, NULL);
        coop_create_task(&self->last, choosy, .number = 99);
        await(coop_barrier_wait(&barrier));
        coop_cancel(&self->notifying.task);
        coop_cancel(&self->counting.task);
        await(coop_sleep_ms(0));
        puts("Done.");
    }
    return COOP_DONE;
}

int main(void)
{
    static struct condition_test_task test;
    begin_loop();
    return run_to_end(coop_spawn(&loop, &test, condition_test));
}
