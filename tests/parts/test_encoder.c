/* test_encoder.c - a knob that turns.                              SPDX-License-Identifier: MIT */
#include "parts/encoder.h"

#include "fake_board.h"

TestSuite(encoder, .init = set_up_loop);

static struct encoder encoder;

static void open_encoder(struct encoder_config config)
{
    config.x = 5;
    config.y = 6;
    config.pull = PIN_PULL_UP;
    encoder_open(&encoder, &board, &loop, &config);
    journal.size = 0;
    journal.text[0] = '\0';
}

/* So many edges, backwards if below 0. */
static void turn(int edges)
{
    static const bool levels[4][2] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    static unsigned phase;
    for (; edges != 0; edges -= edges > 0 ? 1 : -1) {
        phase = (phase + (edges > 0 ? 1 : 3)) % 4;
        drive(5, levels[phase][0]);
        drive(6, levels[phase][1]);
    }
}

async_def(follow, struct encoder_turn turn;)
{
    async_body {
        while (true) {
            await(coop_call(&self->turn, encoder_turn, .encoder = &encoder));
            note("%d(%+d)@%u ", (int)encoder_position(&encoder), (int)encoder_moved(&encoder),
                 at());
        }
    }
    note(":%d ", (int)await_result);
    return COOP_DONE;
}

static struct follow_task first, second;

/* Until all tasks wait, and that time is over. */
static void pass(uint32_t ms)
{
    uint64_t end_us = fake.now_us + (uint64_t)ms * 1000;
    for (uint64_t due_us = 0; due_us <= end_us; due_us = coop_turn(&loop))
        if (due_us > fake.now_us)
            fake.now_us = due_us;
    fake.now_us = end_us;
}

static void follow_turns(struct encoder_config config)
{
    open_encoder(config);
    coop_spawn(&loop, &first, follow);
    pass(0);
}

Test(encoder, counts_every_edge_in_both_directions)
{
    follow_turns((struct encoder_config){0});
    turn(7);
    pass(0);
    turn(-9);
    pass(0);
    turn(1);
    pass(0);
    expect_journal("7(+7)@0 -2(-9)@0 -1(+1)@0 ");
}

Test(encoder, contact_that_bounces_moves_nothing)
{
    follow_turns((struct encoder_config){0});
    for (int i = 0; i < 5; i++) {
        drive(5, true);
        drive(5, false);
    }
    pass(1000);
    expect_journal("");
    for (int i = 0; i < 5; i++)
        drive(5, i % 2 == 0);
    pass(1000);
    expect_journal("1(+1)@1000 ");
}

Test(encoder, edge_that_is_over_before_its_interrupt_is_none)
{
    follow_turns((struct encoder_config){0});
    encoder.x_watch.happen(&encoder.x_watch, false);
    encoder.y_watch.happen(&encoder.y_watch, false);
    pass(10);
    expect_journal("");
}

Test(encoder, delay_collects_what_is_turned_meanwhile)
{
    follow_turns((struct encoder_config){.delay_ms = 100});
    turn(2);
    pass(60);
    turn(3);
    pass(60);
    turn(1);
    pass(60);
    pass(60);
    turn(2);
    turn(-2);
    pass(200);
    expect_journal("5(+5)@100 6(+1)@220 ");
}

Test(encoder, stays_at_its_limits_and_leaves_them_at_once)
{
    follow_turns((struct encoder_config){.start = 3, .minimum = -2, .maximum = 5});
    turn(100);
    pass(0);
    turn(50);
    pass(0);
    turn(-1);
    pass(0);
    turn(-100);
    pass(0);
    turn(2);
    pass(0);
    expect_journal("5(+2)@0 4(-1)@0 -2(-6)@0 0(+2)@0 ");
}

Test(encoder, goes_round_with_a_modulo)
{
    follow_turns((struct encoder_config){.start = 8, .modulo = 10});
    turn(4);
    pass(0);
    turn(-3);
    pass(0);
    turn(10);
    pass(0);
    expect_journal("2(-6)@0 9(+7)@0 ");
}

Test(encoder, divides_and_rounds_to_the_nearest_and_even)
{
    static const int expected[] = {0, 0, 1, 1, 1, 2, 2, 2, 2};
    follow_turns((struct encoder_config){.division = 4});
    for (int i = 0; i < 9; i++) {
        turn(1);
        pass(0);
        cr_assert(eq(i32, encoder_position(&encoder), expected[i]));
    }
    turn(-9 - 6);
    pass(0);
    cr_assert(eq(i32, encoder_position(&encoder), -2));
    turn(-5);
    pass(0);
    cr_assert(eq(i32, encoder_position(&encoder), -3));
}

Test(encoder, keeps_what_is_turned_while_nobody_waits)
{
    open_encoder((struct encoder_config){.start = 10, .delay_ms = 5});
    turn(3);
    coop_spawn(&loop, &first, follow);
    pass(2);
    coop_cancel(&first.task);
    pass(0);
    turn(2);
    coop_spawn(&loop, &first, follow);
    pass(20);
    expect_journal(":-1 15(+5)@7 ");
}

Test(encoder, second_task_that_waits_is_refused)
{
    follow_turns((struct encoder_config){0});
    coop_spawn(&loop, &second, follow);
    pass(0);
    expect_journal(":-8 ");
}

Test(encoder, closed_lets_go_of_its_pins)
{
    follow_turns((struct encoder_config){0});
    turn(3);
    pass(0);
    coop_cancel(&first.task);
    pass(0);
    encoder_close(&encoder);
    turn(3);
    cr_assert(eq(i32, encoder_position(&encoder), 3));
    cr_assert(eq(ptr, outside.watches, NULL));
    expect_journal("3(+3)@0 :-1 5-free 6-free ");
}

Test(encoder, closing_under_a_waiting_task_asserts, .signal = 6)
{
    follow_turns((struct encoder_config){0});
    encoder_close(&encoder);
}

Test(encoder, start_beyond_its_limits_asserts, .signal = 6)
{
    open_encoder((struct encoder_config){.start = 6, .minimum = 0, .maximum = 5});
}
