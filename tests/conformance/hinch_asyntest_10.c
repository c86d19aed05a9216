/* hinch_asyntest_10.c - task_done and join of a queue.             SPDX-License-Identifier: MIT */
#include "hinch.h"

static coop_queue queue;
static int storage[10];

async_def(consumer, int item;)
{
    async_body {
        while (true) {
            await(coop_queue_get(&queue, &self->item));
            printf("consumer got/processing %d\n", self->item);
            await(coop_sleep_ms(500));
            coop_queue_task_done(&queue);
        }
    }
    return COOP_DONE;
}

async_def(waiter)
{
    async_body {
        puts("waiter await q.join");
        await(coop_queue_join(&queue));
        puts("waiter joined! task done!");
    }
    return COOP_DONE;
}

async_def(join_test, struct consumer_task consuming; struct waiter_task waiting; int item;)
{
    async_body {
        puts("test await empty q.join");
        await(coop_queue_join(&queue));
        puts("test pass");
        coop_create_task(&self->consuming, consumer);
        coop_create_task(&self->waiting, waiter);
        for (self->item = 0; self->item < 10; self->item++)
            await(coop_queue_put(&queue, &self->item));
        puts("test await q.join");
        await(coop_queue_join(&queue));
        puts("test all jobs done!");
        await(coop_sleep_ms(0));
        printf("test waiter_task.done()? %s\n",
               coop_finished(&self->waiting.task) ? "True" : "False");
        coop_cancel(&self->consuming.task);
        await(coop_gather_settled(&self->consuming.task));
        puts("test DONE");
    }
    return COOP_DONE;
}

int main(void)
{
    static struct join_test_task test;
    begin_loop();
    coop_queue_init(&queue, storage, sizeof storage[0], 10);
    return run_to_end(coop_spawn(&loop, &test, join_test));
}
