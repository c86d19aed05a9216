/* hinch_asyntest_8.c - a queue, and tasks that compete for it.     SPDX-License-Identifier: MIT */
#include "hinch.h"

static coop_queue queue;
static int storage[10];

async_def(slow_process)
{
    async_body {
        await(coop_sleep_ms(2000));
        return COOP_RESULT(42);
    }
    return COOP_DONE;
}

async_def(bar, struct slow_process slow; int result;)
{
    async_body {
        puts("Waiting for slow process.");
        await(coop_call(&self->slow, slow_process));
        self->result = await_result;
        puts("Putting result onto queue");
        await(coop_queue_put(&queue, &self->result));
    }
    return COOP_DONE;
}

async_def(foo, int result;)
{
    async_body {
        puts("Running foo()");
        await(coop_queue_get(&queue, &self->result));
        printf("Result was %d\n", self->result);
    }
    return COOP_DONE;
}

async_def(putter, int count; uint32_t pause_ms; int item;)
{
    async_body {
        for (self->item = 0; self->item < self->count; self->item++) {
            await(coop_queue_put(&queue, &self->item));
            await(coop_sleep_ms(self->pause_ms));
        }
    }
    return COOP_DONE;
}

async_def(getter, int count; bool yielding; int item;)
{
    async_body {
        for (; self->count > 0; self->count--) {
            await(coop_queue_get(&queue, &self->item));
            if (self->yielding)
                await(coop_sleep_ms(0));
        }
    }
    return COOP_DONE;
}

async_def(compete_to_put, struct putter_task putters[4]; int item;)
{
    async_body {
        for (int i = 0; i < 4; i++)
            coop_create_task(&self->putters[i], putter, .count = 8);
        await(coop_sleep_ms(1000));
        expect(coop_queue_size(&queue) == 10);
        await(coop_queue_get(&queue, &self->item));
        await(coop_sleep_ms(100));
        expect(coop_queue_size(&queue) == 10);
        while (!coop_queue_empty(&queue)) {
            await(coop_queue_get(&queue, &self->item));
            await(coop_sleep_ms(100));
        }
        puts("Competing put tasks test complete");
    }
    return COOP_DONE;
}

async_def(compete_to_get, struct getter_task getters[4]; int item;)
{
    async_body {
        for (int i = 0; i < 4; i++)
            coop_create_task(&self->getters[i], getter, .count = 8, .yielding = true);
        await(coop_sleep_ms(1000));
        for (self->item = 0; !coop_queue_full(&queue); self->item++) {
            await(coop_queue_put(&queue, &self->item));
            await(coop_sleep_ms(300));
        }
        expect(coop_queue_size(&queue) == 10);
        puts("Competing get tasks test complete");
    }
    return COOP_DONE;
}

async_def(queue_test, struct foo_task foo_; struct bar_task bar_; struct compete_to_put put;
          struct compete_to_get get; struct putter_task putting; struct getter_task getting;)
{
    async_body {
        coop_create_task(&self->foo_, foo);
        coop_create_task(&self->bar_, bar);
        await(coop_sleep_ms(3000));
        await(coop_call(&self->put, compete_to_put));
        await(coop_call(&self->get, compete_to_get));
        coop_create_task(&self->putting, putter, .count = 20, .pause_ms = 50);
        coop_create_task(&self->getting, getter, .count = 20);
        await(coop_gather(&self->putting.task, &self->getting.task));
        puts("Queue tests complete");
        puts("I've seen attack ships burn off the shoulder of Orion...");
        puts("Time to die...");
    }
    return COOP_DONE;
}

int main(void)
{
    static struct queue_test_task test;
    begin_loop();
    coop_queue_init(&queue, storage, sizeof storage[0], 10);
    return run_to_end(coop_spawn(&loop, &test, queue_test));
}
