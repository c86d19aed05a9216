/* test_queue.c - queues between tasks.                             SPDX-License-Identifier: MIT */
#include "loop_fixture.h"

static coop_queue queue;
static int storage[3];

static void set_up(void)
{
    set_up_loop();
    coop_queue_init(&queue, storage, sizeof *storage, 3);
}

TestSuite(queue, .init = set_up);

static void put(int value)
{
    cr_assert(eq(i32, coop_queue_put_nowait(&queue, &value), COOP_OK));
}

static int get(void)
{
    int value = -1;
    cr_assert(eq(i32, coop_queue_get_nowait(&queue, &value), COOP_OK));
    return value;
}

Test(queue, gives_items_in_the_order_they_came_round_its_end)
{
    for (int i = 0; i < 10; i++) {
        put(i);
        put(i + 100);
        cr_assert(eq(int, get(), i));
        cr_assert(eq(int, get(), i + 100));
    }
}

Test(queue, full_and_empty_are_errors_that_change_nothing)
{
    int value = 77;
    cr_assert(eq(i32, coop_queue_get_nowait(&queue, &value), COOP_ERR_EMPTY));
    cr_assert(eq(int, value, 77));
    put(1);
    put(2);
    put(3);
    cr_assert(eq(i32, coop_queue_put_nowait(&queue, &value), COOP_ERR_FULL));
    cr_assert(eq(int, get(), 1));
}

async_def(producer, int count; uint32_t ms; int item;)
{
    async_body {
        for (self->item = 0; self->item < self->count; self->item++) {
            await(coop_queue_put(&queue, &self->item));
            note("+%d@%u ", self->item, at());
            if (self->ms > 0)
                await(coop_sleep_ms(self->ms));
        }
    }
    return COOP_DONE;
}

async_def(consumer, const char *name; int count; uint32_t ms; int item;)
{
    async_body {
        for (; self->count > 0; self->count--) {
            await(coop_queue_get(&queue, &self->item));
            note("%s%d@%u ", self->name, self->item, at());
            if (self->ms > 0)
                await(coop_sleep_ms(self->ms));
        }
    }
    note("%s:%d ", self->name, (int)await_result);
    return COOP_DONE;
}

static struct producer_task source;
static struct consumer_task first, second;

Test(queue, getter_waits_for_a_slow_producer)
{
    coop_spawn(&loop, &first, consumer, .name = "-", .count = 2);
    coop_spawn(&loop, &source, producer, .count = 2, .ms = 10);
    coop_run(&loop, &first.task);
    expect_journal("+0@0 -0@0 +1@10 -1@10 -:0 ");
}

Test(queue, putter_waits_for_a_slow_consumer)
{
    coop_spawn(&loop, &source, producer, .count = 5);
    coop_run(&loop, coop_spawn(&loop, &first, consumer, .name = "-", .count = 5, .ms = 10));
    expect_journal("+0@0 +1@0 +2@0 -0@0 +3@0 -1@10 +4@10 -2@20 -3@30 -4@40 -:0 ");
}

/* As in Hinch's queue: a put wakes all getters, they look again in order. */
Test(queue, wakes_getters_in_order_and_they_look_again)
{
    coop_spawn(&loop, &first, consumer, .name = "a", .count = 1);
    coop_spawn(&loop, &second, consumer, .name = "b", .count = 1);
    coop_turn(&loop);
    coop_turn(&loop);
    put(5);
    coop_run(&loop, &first.task);
    while (coop_turn(&loop) == 0) {
    }
    expect_journal("a5@0 a:0 ");
    put(6);
    coop_run(&loop, &second.task);
    expect_journal("a5@0 a:0 b6@0 b:0 ");
}

Test(queue, item_taken_by_another_makes_the_woken_one_wait_again)
{
    coop_spawn(&loop, &first, consumer, .name = "a", .count = 1);
    coop_turn(&loop);
    put(5);
    cr_assert(eq(int, get(), 5));
    cr_assert(eq(u64, coop_turn(&loop), 0));
    cr_assert(eq(u64, coop_turn(&loop), COOP_NEVER));
    put(6);
    coop_run(&loop, &first.task);
    expect_journal("a6@0 a:0 ");
}

Test(queue, cancelled_getter_loses_no_item)
{
    coop_spawn(&loop, &first, consumer, .name = "a", .count = 1);
    coop_turn(&loop);
    put(5);
    coop_cancel(&first.task);
    coop_run(&loop, &first.task);
    expect_journal("a:-1 ");
    cr_assert(eq(int, get(), 5));
}

Test(queue, cancelled_putter_stores_nothing)
{
    put(1);
    put(2);
    put(3);
    coop_spawn(&loop, &source, producer, .count = 1);
    coop_turn(&loop);
    coop_cancel(&source.task);
    coop_run(&loop, &source.task);
    cr_assert(eq(int, get(), 1));
    cr_assert(eq(int, queue.count, 2));
}

Test(queue, of_capacity_one_passes_items_one_by_one)
{
    coop_queue_init(&queue, storage, sizeof *storage, 1);
    coop_spawn(&loop, &source, producer, .count = 3);
    coop_run(&loop, coop_spawn(&loop, &first, consumer, .name = "-", .count = 3));
    expect_journal("+0@0 -0@0 +1@0 -1@0 +2@0 -2@0 -:0 ");
}
Test(queue, pushed_to_when_it_is_full_drops_the_oldest)
{
    for (int i = 0; i < 6; i++)
        cr_assert(eq(i32, coop_queue_push(&queue, &i), i < 3 ? COOP_OK : COOP_ERR_FULL));
    int oldest = 0;
    cr_assert(coop_queue_full(&queue));
    cr_assert(eq(i32, coop_queue_peek(&queue, &oldest), COOP_OK));
    cr_assert(eq(int, oldest, 3));
    cr_assert(eq(u16, coop_queue_size(&queue), 3));
    cr_assert(eq(int, get(), 3));
    cr_assert(eq(int, get(), 4));
    cr_assert(eq(int, get(), 5));
    cr_assert(coop_queue_empty(&queue));
    cr_assert(eq(i32, coop_queue_peek(&queue, &oldest), COOP_ERR_EMPTY));
}

async_def(joiner, const char *name;)
{
    async_body {
        await(coop_queue_join(&queue));
    }
    note("%s@%u:%d ", self->name, at(), (int)await_result);
    return COOP_DONE;
}

static struct joiner_task joining, joining_too;

Test(queue, is_joined_when_every_item_is_done)
{
    coop_run(&loop, coop_spawn(&loop, &joining, joiner, .name = "j"));
    put(1);
    put(2);
    coop_spawn(&loop, &joining, joiner, .name = "j");
    coop_spawn(&loop, &joining_too, joiner, .name = "k");
    cr_assert(eq(int, get(), 1));
    cr_assert(eq(int, get(), 2));
    cr_assert(eq(i32, coop_queue_task_done(&queue), COOP_OK));
    while (coop_turn(&loop) == 0) {
    }
    expect_journal("j@0:0 ");
    coop_cancel(&joining_too.task);
    cr_assert(eq(i32, coop_queue_task_done(&queue), COOP_OK));
    coop_run(&loop, &joining.task);
    expect_journal("j@0:0 k@0:-1 j@0:0 ");
    cr_assert(eq(i32, coop_queue_task_done(&queue), COOP_ERR_EMPTY));
}

Test(queue, counts_dropped_items_as_done)
{
    for (int i = 0; i < 5; i++)
        coop_queue_push(&queue, &i);
    for (int i = 0; i < 3; i++)
        cr_assert(eq(i32, coop_queue_task_done(&queue), COOP_OK));
    coop_run(&loop, coop_spawn(&loop, &joining, joiner, .name = "j"));
    expect_journal("j@0:0 ");
}
