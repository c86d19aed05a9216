/* test_counter.c - counting edges.                                 SPDX-License-Identifier: MIT */
#include "parts/counter.h"

#include "fake_board.h"

TestSuite(counter, .init = set_up_loop);

static struct counter counter;

static void open_counter(enum pin_edges edges)
{
    counter_open(&counter, &board, &loop, 5, edges, PIN_PULL_UP);
}

static void pulse(int times)
{
    for (; times > 0; times--) {
        drive(5, true);
        drive(5, false);
    }
}

async_def(follow, const char *name;)
{
    async_body {
        while (true) {
            await(counter_change(&counter));
            note("+%d=%u ", (int)await_result, (unsigned)counter_count(&counter));
        }
    }
    note("%s:%d ", self->name, (int)await_result);
    return COOP_DONE;
}

static struct follow_task first, second;

static void settle(void)
{
    while (coop_turn(&loop) == 0) {
    }
}

Test(counter, counts_every_edge_that_it_wants)
{
    open_counter(PIN_FALLING);
    pulse(3);
    drive(5, true);
    cr_assert(eq(u32, counter_count(&counter), 3));
    counter_close(&counter);
    open_counter(PIN_BOTH);
    drive(5, false);
    pulse(2);
    cr_assert(eq(u32, counter_count(&counter), 5));
}

Test(counter, can_be_set_and_reset)
{
    open_counter(PIN_RISING);
    counter_set(&counter, 40);
    pulse(2);
    cr_assert(eq(u32, counter_count(&counter), 42));
    counter_reset(&counter);
    cr_assert(eq(u32, counter_count(&counter), 0));
}

Test(counter, wraps_after_two_to_the_32)
{
    open_counter(PIN_RISING);
    counter_set(&counter, UINT32_MAX);
    pulse(2);
    cr_assert(eq(u32, counter_count(&counter), 1));
}

Test(counter, change_tells_how_many_and_misses_none)
{
    open_counter(PIN_RISING);
    coop_spawn(&loop, &first, follow, .name = "a");
    settle();
    pulse(1);
    settle();
    pulse(3);
    settle();
    coop_cancel(&first.task);
    settle();
    pulse(2);
    coop_spawn(&loop, &first, follow, .name = "a");
    settle();
    expect_journal("5-in1 +1=1 +3=4 a:-1 +2=6 ");
}

Test(counter, reset_forgets_what_nobody_has_awaited)
{
    open_counter(PIN_RISING);
    coop_spawn(&loop, &first, follow, .name = "a");
    settle();
    pulse(1);
    counter_reset(&counter);
    settle();
    expect_journal("5-in1 ");
    pulse(1);
    settle();
    expect_journal("5-in1 +1=1 ");
}

Test(counter, second_task_that_waits_is_refused)
{
    open_counter(PIN_RISING);
    coop_spawn(&loop, &first, follow, .name = "a");
    coop_spawn(&loop, &second, follow, .name = "b");
    settle();
    expect_journal("5-in1 b:-8 ");
}

Test(counter, keeps_its_count_when_closed)
{
    open_counter(PIN_RISING);
    pulse(2);
    counter_close(&counter);
    pulse(2);
    cr_assert(eq(u32, counter_count(&counter), 2));
}

Test(counter, closing_under_a_waiting_task_asserts, .signal = 6)
{
    open_counter(PIN_RISING);
    coop_spawn(&loop, &first, follow, .name = "a");
    settle();
    counter_close(&counter);
}

/* The first was woken, but the second had its turn before, took the edges and waits in its place.
 */
Test(counter, whose_place_another_task_took_is_an_error)
{
    open_counter(PIN_BOTH);
    coop_spawn(&loop, &first, follow, .name = "a");
    settle();
    coop_spawn(&loop, &second, follow, .name = "b");
    pulse(1);
    settle();
    cr_assert(eq(i32, coop_result(&first.task), COOP_ERR_BUSY));
    cr_assert(not(coop_finished(&second.task)));
}
