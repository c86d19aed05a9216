/* test_pin_edge.c - waiting for edges of a pin.                    SPDX-License-Identifier: MIT */
#include "parts/pin_edge.h"

#include "fake_board.h"

TestSuite(pin_edge, .init = set_up_loop);

static struct pin_edge edge;

async_def(watch_pin, const char *name; int times;)
{
    async_body {
        for (; self->times > 0; self->times--) {
            await(pin_edge_wait(&edge));
            note("%s%d ", self->name, (int)await_result);
        }
    }
    note("%s:%d ", self->name, (int)await_result);
    return COOP_DONE;
}

static struct watch_pin_task first, second;

static void open_edge(enum pin_edges edges)
{
    pin_edge_open(&edge, &board, &loop, 3, edges, PIN_PULL_UP);
    coop_spawn(&loop, &first, watch_pin, .name = "a", .times = 9);
    while (coop_turn(&loop) == 0) {
    }
}

static void drive_and_turn(uint8_t pin, bool level)
{
    drive(pin, level);
    while (coop_turn(&loop) == 0) {
    }
}

Test(pin_edge, tells_of_both)
{
    open_edge(PIN_BOTH);
    drive_and_turn(3, true);
    drive_and_turn(3, false);
    drive_and_turn(3, true);
    expect_journal("3-in1 a1 a0 a1 ");
}

Test(pin_edge, rising_alone)
{
    open_edge(PIN_RISING);
    drive_and_turn(3, true);
    drive_and_turn(3, false);
    drive_and_turn(3, true);
    expect_journal("3-in1 a1 a1 ");
}

Test(pin_edge, falling_alone)
{
    open_edge(PIN_FALLING);
    drive_and_turn(3, true);
    drive_and_turn(3, false);
    expect_journal("3-in1 a0 ");
}

Test(pin_edge, other_pins_and_unchanged_levels_are_none)
{
    open_edge(PIN_BOTH);
    drive_and_turn(4, true);
    drive_and_turn(3, false);
    expect_journal("3-in1 ");
}

Test(pin_edge, that_came_before_the_wait_ends_it_at_once_and_several_are_one)
{
    pin_edge_open(&edge, &board, &loop, 3, PIN_BOTH, PIN_PULL_NONE);
    drive(3, true);
    drive(3, false);
    coop_spawn(&loop, &first, watch_pin, .name = "a", .times = 2);
    while (coop_turn(&loop) == 0) {
    }
    expect_journal("3-in0 a0 ");
}

Test(pin_edge, that_was_forgotten_does_not_come_back)
{
    pin_edge_open(&edge, &board, &loop, 3, PIN_BOTH, PIN_PULL_NONE);
    drive(3, true);
    pin_edge_clear(&edge);
    coop_spawn(&loop, &first, watch_pin, .name = "a", .times = 1);
    cr_assert(eq(u64, coop_turn(&loop), 0));
    cr_assert(eq(u64, coop_turn(&loop), COOP_NEVER));
    expect_journal("3-in0 ");
}

Test(pin_edge, wakes_the_idle_loop_as_an_interrupt_does)
{
    open_edge(PIN_BOTH);
    uint32_t wakes = fake.wakes;
    drive(3, true);
    cr_assert(eq(u32, fake.wakes, wakes + 1));
}

Test(pin_edge, second_task_is_refused_and_a_cancelled_one_makes_room)
{
    open_edge(PIN_BOTH);
    coop_spawn(&loop, &second, watch_pin, .name = "b", .times = 1);
    coop_run(&loop, &second.task);
    coop_cancel(&first.task);
    coop_run(&loop, &first.task);
    coop_spawn(&loop, &second, watch_pin, .name = "b", .times = 1);
    coop_turn(&loop);
    drive_and_turn(3, true);
    expect_journal("3-in1 b:-8 a:-1 b1 b:1 ");
}

Test(pin_edge, closed_one_is_told_nothing)
{
    pin_edge_open(&edge, &board, &loop, 3, PIN_BOTH, PIN_PULL_NONE);
    pin_edge_close(&edge);
    drive(3, true);
    cr_assert(not(edge.seen));
    expect_journal("3-in0 3-free ");
}

/* The first was woken, but the second had its turn before, took the edge and waits in its place. */
Test(pin_edge, whose_place_another_task_took_is_an_error)
{
    open_edge(PIN_BOTH);
    coop_spawn(&loop, &second, watch_pin, .name = "b", .times = 9);
    drive(3, true);
    while (coop_turn(&loop) == 0) {
    }
    cr_assert(eq(i32, coop_result(&first.task), COOP_ERR_BUSY));
    cr_assert(not(coop_finished(&second.task)));
}
