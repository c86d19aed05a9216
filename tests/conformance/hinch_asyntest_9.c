/* hinch_asyntest_9.c - a queue that drops its oldest item.         SPDX-License-Identifier: MIT
 *
 * The Python program's buffer of ten holds nine; ours has the capacity that it is given.
 */
#include "hinch.h"

static coop_queue queue;
static int storage[9];
static int taken[16];
static int taken_count;

async_def(reader, uint32_t pause_ms; int item;)
{
    async_body {
        while (true) {
            await(coop_queue_get(&queue, &self->item));
            taken[taken_count++] = self->item;
            await(coop_sleep_ms(self->pause_ms));
        }
    }
    return COOP_DONE;
}

async_def(writer, int first; int count; uint32_t pause_ms;)
{
    async_body {
        for (; self->count > 0; self->count--) {
            await(coop_queue_put(&queue, &self->first));
            self->first++;
            await(coop_sleep_ms(self->pause_ms));
        }
    }
    return COOP_DONE;
}

/* Take all that comes within two seconds. */
async_def(take, uint32_t pause_ms; struct reader_task reading; coop_limit limit;)
{
    async_body {
        taken_count = 0;
        coop_create_task(&self->reading, reader, .pause_ms = self->pause_ms);
        try_await(coop_wait_for(&self->limit, coop_join(&self->reading.task), 2000));
        expect(await_result == COOP_ERR_TIMEOUT);
    }
    return COOP_DONE;
}

static void expect_taken(int first, int count)
{
    expect(taken_count == count);
    for (int i = 0; i < count; i++)
        expect(taken[i] == first + i);
}

static void overrun(void)
{
    int failed = 0;
    for (int item = 4; item < 15; item++)
        failed += coop_queue_push(&queue, &item) != COOP_OK;
    expect(failed == 5);
    expect(coop_queue_full(&queue));
}

async_def(ring_test, struct writer_task writing; struct writer write; struct take take_; int item;)
{
    async_body {
        puts("Read waits on slow write.");
        coop_create_task(&self->writing, writer, .count = 15, .pause_ms = 100);
        await(coop_call(&self->take_, take));
        expect_taken(0, 15);
        puts("done");
        puts("Write waits on slow read.");
        coop_create_task(&self->writing, writer, .count = 15);
        await(coop_call(&self->take_, take, .pause_ms = 100));
        expect_taken(0, 15);
        puts("done");
        puts("Testing full, empty and qsize methods.");
        expect(coop_queue_empty(&queue) && coop_queue_size(&queue) == 0);
        await(coop_call(&self->write, writer, .first = 1, .count = 3));
        expect(!coop_queue_empty(&queue) && coop_queue_size(&queue) == 3);
        expect(!coop_queue_full(&queue));
        puts("Done");
        puts("Testing put_nowait and overruns.");
        overrun();
        await(coop_call(&self->take_, take));
        expect_taken(6, 9);
        puts("Testing get_nowait.");
        self->item = 1;
        await(coop_queue_put(&queue, &self->item));
        expect(coop_queue_get_nowait(&queue, &self->item) == COOP_OK && self->item == 1);
        expect(coop_queue_get_nowait(&queue, &self->item) == COOP_ERR_EMPTY);
        puts("Tests complete.");
        puts("I've seen attack ships burn off the shoulder of Orion...");
        puts("Time to die...");
    }
    return COOP_DONE;
}

int main(void)
{
    static struct ring_test_task test;
    begin_loop();
    coop_queue_init(&queue, storage, sizeof storage[0], 9);
    return run_to_end(coop_spawn(&loop, &test, ring_test));
}
