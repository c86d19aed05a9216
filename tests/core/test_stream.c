/* test_stream.c - streams: reading, and who waits.                 SPDX-License-Identifier: MIT */
#include "stream_fixture.h"

TestSuite(stream, .init = set_up_streams);

static struct operate_task first, second, third;
static char got[128];

static int32_t run(coop_op op)
{
    return coop_run(&loop, coop_spawn(&loop, &first, operate, .name = "run", .op = op));
}

Test(stream, read_gives_what_is_there_and_no_more_than_asked)
{
    receive("hello");
    cr_assert(eq(i32, run(coop_stream_read(&ours, got, 3)), 3));
    cr_assert(eq(str, got, "hel"));
    cr_assert(eq(i32, run(coop_stream_read(&ours, got, sizeof got)), 2));
    cr_assert(zero(memcmp(got, "lo", 2)));
}

Test(stream, read_waits_for_the_first_byte_and_costs_nothing_meanwhile)
{
    coop_spawn(&loop, &first, operate, .name = "a", .op = coop_stream_read(&ours, got, 9));
    settle();
    cr_assert(eq(u64, coop_turn(&loop), COOP_NEVER));
    uint32_t wakes = fake.wakes;
    receive("x");
    cr_assert(eq(u32, fake.wakes, wakes + 1));
    receive("y");
    cr_assert(eq(u32, fake.wakes, wakes + 1), "one wait, one wake");
    settle();
    expect_journal("a=2 ");
}

Test(stream, read_of_bytes_that_are_there_lets_all_others_run_first)
{
    receive("hello");
    coop_spawn(&loop, &first, operate, .name = "a", .op = coop_stream_read(&ours, got, 9));
    coop_spawn(&loop, &second, operate, .name = "b", .op = coop_sleep_ms(0));
    coop_spawn(&loop, &third, operate, .name = "c", .op = coop_stream_read(&ours, got, 0));
    settle();
    expect_journal("c=0 a=5 b=0 ");
}

Test(stream, read_gives_zero_at_the_end_of_the_file_again_and_again)
{
    receive("x");
    coop_stream_close(&theirs);
    cr_assert(eq(i32, run(coop_stream_read(&ours, got, 9)), 1));
    cr_assert(eq(i32, run(coop_stream_read(&ours, got, 9)), 0));
    cr_assert(eq(i32, run(coop_stream_read(&ours, got, 9)), 0));
}

Test(stream, exactly_nothing_is_read_at_once_without_a_turn)
{
    coop_spawn(&loop, &first, operate, .name = "a", .op = coop_stream_read_exactly(&ours, got, 0));
    coop_turn(&loop);
    expect_journal("a=0 ");
}

Test(stream, second_reader_is_refused_and_the_first_undisturbed)
{
    coop_spawn(&loop, &first, operate, .name = "a", .op = coop_stream_read(&ours, got, 9));
    coop_spawn(&loop, &second, operate, .name = "b", .op = coop_stream_read(&ours, got, 9));
    settle();
    receive("x");
    settle();
    expect_journal("b=-8 a=1 ");
}

/* ---- Cancelling ----------------------------------------------------------------------------- */

/* MicroPython forgets the whole stream when one of its two tasks is cancelled. */
Test(stream, cancelled_reader_leaves_the_waiting_writer_alone)
{
    coop_spawn(&loop, &first, operate, .name = "read", .op = coop_stream_read(&ours, got, 9));
    coop_spawn(&loop, &second, operate, .name = "write",
               .op = coop_stream_write_all(&ours, text, RING + 1));
    settle();
    cr_assert(eq(i32, coop_cancel(&first.task), COOP_OK));
    settle();
    expect_journal("read=-1 ");
    cr_assert(eq(u32, coop_pipe_get(&pipes[1], got, 1), 1));
    settle();
    expect_journal("read=-1 write=17 ");
}

Test(stream, cancelled_writer_leaves_the_waiting_reader_alone)
{
    coop_spawn(&loop, &first, operate, .name = "read", .op = coop_stream_read(&ours, got, 9));
    coop_spawn(&loop, &second, operate, .name = "write",
               .op = coop_stream_write_all(&ours, text, RING + 1));
    settle();
    cr_assert(eq(i32, coop_cancel(&second.task), COOP_OK));
    settle();
    receive("x");
    settle();
    expect_journal("write=-1 read=1 ");
}

Test(stream, cancelled_reader_loses_no_byte_whenever_it_is_cancelled)
{
    for (int turns = 0; turns < 6; turns++) {
        coop_spawn(&loop, &first, operate, .name = "a",
                   .op = coop_stream_read_exactly(&ours, got, 5));
        coop_turn(&loop);
        receive("abc");
        for (int i = 0; i < turns; i++)
            coop_turn(&loop);
        cr_assert(eq(i32, coop_cancel(&first.task), COOP_OK));
        settle();
        uint32_t kept = coop_stream_received(&ours);
        cr_assert(eq(i32, run(coop_stream_read_exactly(&ours, got + kept, 3 - kept)),
                     (int32_t)(3 - kept)));
        cr_assert(zero(memcmp(got, "abc", 3)), "after %d turns", turns);
    }
}

Test(stream, bytes_that_come_together_with_the_cancellation_are_for_the_next)
{
    coop_spawn(&loop, &first, operate, .name = "a", .op = coop_stream_read(&ours, got, 5));
    settle();
    receive("x");
    cr_assert(eq(i32, coop_cancel(&first.task), COOP_OK));
    settle();
    coop_spawn(&loop, &second, operate, .name = "b", .op = coop_stream_read(&ours, got, 5));
    settle();
    coop_spawn(&loop, &third, operate, .name = "c", .op = coop_stream_read(&ours, got, 5));
    settle();
    receive("yz");
    settle();
    expect_journal("a=-1 b=1 c=2 ");
}

async_def(limited_read, coop_limit limit;)
{
    async_body {
        try_await(coop_wait_for(&self->limit, coop_stream_read(&ours, got, 9), 20));
        note("%d@%u ", (int)await_result, at());
        try_await(coop_wait_for(&self->limit, coop_stream_read(&ours, got, 9), 20));
        note("%d@%u ", (int)await_result, at());
    }
    return COOP_DONE;
}

static void send_late(struct fake_port *port_)
{
    if (port_->now_us == START_US + 20000 && pipes[0].count == 0)
        receive("late");
}

Test(stream, read_can_have_a_limit_of_time_and_be_tried_again)
{
    static struct limited_read_task task;
    fake.on_idle = send_late;
    coop_run(&loop, coop_spawn(&loop, &task, limited_read));
    expect_journal("-10@20 4@20 ");
}

/* ---- Closing -------------------------------------------------------------------------------- */

Test(stream, closing_ends_both_waits_and_all_later_uses)
{
    coop_spawn(&loop, &first, operate, .name = "read", .op = coop_stream_read(&ours, got, 9));
    coop_spawn(&loop, &second, operate, .name = "write",
               .op = coop_stream_write_all(&ours, text, RING + 1));
    settle();
    coop_stream_close(&ours);
    coop_stream_close(&ours);
    settle();
    expect_journal("read=-35 write=-35 ");
    cr_assert(coop_stream_closed(&ours));
    cr_assert(eq(i32, run(coop_stream_read(&ours, got, 1)), COOP_ERR_CLOSED));
    cr_assert(eq(i32, run(coop_stream_drain(&ours)), COOP_ERR_CLOSED));
    cr_assert(eq(i32, coop_stream_write(&ours, "x", 0), COOP_ERR_CLOSED));
}

Test(stream, other_side_closing_ends_a_waiting_writer)
{
    coop_spawn(&loop, &first, operate, .name = "write",
               .op = coop_stream_write_all(&ours, text, RING + 1));
    settle();
    coop_stream_close(&theirs);
    settle();
    expect_journal("write=-35 ");
}

/* ---- Reading all, exactly, lines ------------------------------------------------------------ */

Test(stream, read_all_stops_at_the_end_or_when_the_buffer_is_full)
{
    receive("abcdef");
    coop_stream_close(&theirs);
    cr_assert(eq(i32, run(coop_stream_read_all(&ours, got, 4)), 4));
    cr_assert(eq(i32, run(coop_stream_read_all(&ours, got, 4)), 2));
    cr_assert(zero(memcmp(got, "efcd", 4)));
}

Test(stream, lines_may_come_in_pieces_and_several_at_once)
{
    coop_spawn(&loop, &first, operate, .name = "a", .op = coop_stream_read_line(&ours, got, 20));
    settle();
    receive("on");
    settle();
    cr_assert(eq(u32, coop_stream_received(&ours), 2));
    receive("e\ntwo\n\nrest");
    settle();
    cr_assert(eq(str, got, "one\n"));
    cr_assert(eq(i32, run(coop_stream_read_line(&ours, got, 20)), 4));
    cr_assert(eq(str, got, "two\n"));
    cr_assert(eq(i32, run(coop_stream_read_line(&ours, got, 20)), 1));
    coop_stream_close(&theirs);
    cr_assert(eq(i32, run(coop_stream_read_line(&ours, got, 20)), 4));
    cr_assert(eq(str, got, "rest"));
    cr_assert(eq(i32, run(coop_stream_read_line(&ours, got, 20)), 0));
    cr_assert(eq(str, got, ""));
}

Test(stream, line_that_is_too_long_is_an_error_and_the_next_one_whole)
{
    receive("abc\nlong 1\nxyz\n");
    cr_assert(eq(i32, run(coop_stream_read_line(&ours, got, 5)), 4), "it just fits");
    cr_assert(eq(i32, run(coop_stream_read_line(&ours, got, 5)), COOP_ERR_LONG));
    cr_assert(eq(str, got, "long"));
    cr_assert(eq(i32, run(coop_stream_read_line(&ours, got, 5)), 4));
    cr_assert(eq(str, got, "xyz\n"));
}

Test(stream, operation_can_be_awaited_again)
{
    coop_op op = coop_stream_read_line(&ours, got, 20);
    receive("one\nthree\n");
    cr_assert(eq(i32, run(op), 4));
    cr_assert(eq(i32, run(op), 6));
    cr_assert(eq(str, got, "three\n"));
}

Test(stream, rest_of_a_line_that_is_too_long_can_be_read)
{
    receive("long one\n");
    cr_assert(eq(i32, run(coop_stream_read_line(&ours, got, 5)), COOP_ERR_LONG));
    cr_assert(eq(i32, run(coop_stream_read(&ours, got, 20)), 5));
    cr_assert(zero(memcmp(got, " one\n", 5)));
}

Test(stream, reading_ahead_changes_calls_and_nothing_else)
{
    unsigned char ahead[8];
    coop_stream_buffer_input(&ours, ahead, sizeof ahead);
    receive("one\ntwo\nthree");
    coop_stream_close(&theirs);
    cr_assert(eq(i32, run(coop_stream_read_line(&ours, got, 20)), 4));
    cr_assert(eq(u32, pipes[0].count, 5));
    cr_assert(eq(i32, run(coop_stream_read_exactly(&ours, got, 6)), 6));
    cr_assert(zero(memcmp(got, "two\nth", 6)));
    cr_assert(eq(i32, run(coop_stream_read_all(&ours, got, 20)), 3));
    cr_assert(zero(memcmp(got, "ree", 3)));
}
