/* test_message.c - events with a value, and queues, that interrupts fill.
 *                                                                  SPDX-License-Identifier: MIT */
#include "coop/isr_queue.h"
#include "coop/message.h"
#include "loop_fixture.h"

static coop_message message;
static coop_isr_queue queue;
static uint16_t storage[3];

static void set_up(void)
{
    set_up_loop();
    coop_message_init(&message, &loop);
    coop_isr_queue_init(&queue, &loop, storage, sizeof storage[0], 3);
}

TestSuite(message, .init = set_up);
TestSuite(isr_queue, .init = set_up);

async_def(reader, const char *name;)
{
    async_body {
        await(coop_message_wait(&message));
        note("%s%u=%u ", self->name, at(), (unsigned)coop_message_value(&message));
    }
    note("%s:%d ", self->name, (int)await_result);
    return COOP_DONE;
}

static struct reader_task a, b, c;

static void spawn_readers(void)
{
    coop_spawn(&loop, &a, reader, .name = "a");
    coop_spawn(&loop, &b, reader, .name = "b");
    coop_spawn(&loop, &c, reader, .name = "c");
    while (coop_turn(&loop) == 0) {
    }
}

static void run_until_all_wait(void)
{
    while (coop_turn(&loop) == 0) {
    }
}

/* An interrupt after 5 ms of idling. */
static void set_message(struct fake_port *port_)
{
    port_->now_us += 5000;
    port_->on_idle = NULL;
    coop_message_set(&message, 42);
}

Test(message, of_an_interrupt_wakes_all_in_the_order_they_came)
{
    spawn_readers();
    fake.on_idle = set_message;
    coop_run(&loop, &c.task);
    expect_journal("a5=42 a:0 b5=42 b:0 c5=42 c:0 ");
    cr_assert(eq(u32, fake.irq_depth, 0));
}

Test(message, stays_set_until_it_is_cleared)
{
    coop_message_set(&message, 1);
    coop_message_set(&message, 2);
    coop_run(&loop, coop_spawn(&loop, &a, reader, .name = "a"));
    cr_assert(coop_message_is_set(&message));
    coop_message_clear(&message);
    cr_assert(not(coop_message_is_set(&message)));
    coop_spawn(&loop, &b, reader, .name = "b");
    run_until_all_wait();
    expect_journal("a0=2 a:0 ");
}

Test(message, cleared_at_once_has_woken_all_nevertheless)
{
    spawn_readers();
    coop_message_set(&message, 7);
    coop_message_clear(&message);
    run_until_all_wait();
    expect_journal("a0=7 a:0 b0=7 b:0 c0=7 c:0 ");
}

Test(message, reaches_the_others_when_the_first_is_cancelled)
{
    spawn_readers();
    coop_cancel(&a.task);
    run_until_all_wait();
    coop_message_set(&message, 7);
    coop_turn(&loop);
    coop_cancel(&c.task);
    run_until_all_wait();
    expect_journal("a:-1 b0=7 b:0 c:-1 ");
}

/* ---- Queue ------------------------------------------------------------------------------------
 */

async_def(getter, const char *name; int times; uint16_t item;)
{
    async_body {
        for (; self->times > 0; self->times--) {
            await(coop_isr_queue_get(&queue, &self->item));
            note("%s%u=%u ", self->name, at(), self->item);
        }
    }
    note("%s:%d ", self->name, (int)await_result);
    return COOP_DONE;
}

static int32_t put(uint16_t item)
{
    return coop_isr_queue_put(&queue, &item);
}

/* Two items come 5 ms after each other's. */
static void put_two(struct fake_port *port_)
{
    static uint16_t item = 10;
    port_->now_us += 5000;
    cr_assert(eq(i32, put(item), COOP_OK));
    cr_assert(eq(i32, put((uint16_t)(item + 1)), COOP_OK));
    item = (uint16_t)(item + 10);
}

static struct getter_task g, h;

Test(isr_queue, hands_over_what_interrupts_put_in_order)
{
    fake.on_idle = put_two;
    coop_run(&loop, coop_spawn(&loop, &g, getter, .name = "g", .times = 4));
    expect_journal("g5=10 g5=11 g10=20 g10=21 g:0 ");
    cr_assert(eq(u32, fake.irq_depth, 0));
}

Test(isr_queue, drops_what_comes_when_it_is_full)
{
    for (uint16_t item = 0; item < 5; item++)
        cr_assert(eq(i32, put(item), item < 3 ? COOP_OK : COOP_ERR_FULL));
    coop_run(&loop, coop_spawn(&loop, &g, getter, .name = "g", .times = 3));
    expect_journal("g0=0 g0=1 g0=2 g:0 ");
    uint16_t item = 99;
    cr_assert(eq(i32, coop_isr_queue_get_nowait(&queue, &item), COOP_ERR_EMPTY));
}

Test(isr_queue, serves_several_tasks_each_item_once)
{
    coop_spawn(&loop, &g, getter, .name = "g", .times = 2);
    coop_spawn(&loop, &h, getter, .name = "h", .times = 1);
    run_until_all_wait();
    cr_assert(eq(i32, put(1), COOP_OK));
    run_until_all_wait();
    cr_assert(eq(i32, put(2), COOP_OK));
    cr_assert(eq(i32, put(3), COOP_OK));
    run_until_all_wait();
    expect_journal("g0=1 g0=2 g:0 h0=3 h:0 ");
}

Test(isr_queue, loses_nothing_to_a_cancelled_task)
{
    coop_spawn(&loop, &g, getter, .name = "g", .times = 1);
    coop_spawn(&loop, &h, getter, .name = "h", .times = 1);
    run_until_all_wait();
    cr_assert(eq(i32, put(1), COOP_OK));
    coop_cancel(&g.task);
    run_until_all_wait();
    expect_journal("g:-1 h0=1 h:0 ");
}
