/* test_stream_write.c - streams: writing; and MicroPython's tests. SPDX-License-Identifier: MIT */
#include "stream_fixture.h"

TestSuite(stream_write, .init = set_up_streams);
TestSuite(upstream, .init = set_up_streams);

static struct operate_task first, second;
static unsigned char waiting[128];
static char got[128];

static int32_t run(coop_op op)
{
    return coop_run(&loop, coop_spawn(&loop, &first, operate, .name = "run", .op = op));
}

Test(stream_write, sends_at_once_and_keeps_the_rest)
{
    coop_stream_buffer_output(&ours, waiting, 20);
    cr_assert(eq(i32, coop_stream_write(&ours, text, 20), COOP_OK));
    cr_assert(eq(u32, pipes[1].count, RING));
    cr_assert(eq(u32, coop_stream_room(&ours), 16));
    cr_assert(eq(i32, coop_stream_write(&ours, text, 17), COOP_ERR_FULL));
    cr_assert(eq(u32, coop_stream_room(&ours), 16));
}

/* Also if the other side could take it: the answer must not depend on its speed. */
Test(stream_write, more_than_the_room_is_refused_whole)
{
    cr_assert(eq(i32, coop_stream_write(&ours, "x", 1), COOP_ERR_FULL));
    coop_stream_buffer_output(&ours, waiting, 4);
    cr_assert(eq(i32, coop_stream_write(&ours, "abcde", 5), COOP_ERR_FULL));
    cr_assert(eq(u32, pipes[1].count, 0));
}

Test(stream_write, keeps_the_order_round_the_end_of_its_buffer)
{
    coop_stream_buffer_output(&ours, waiting, 20);
    cr_assert(eq(i32, coop_stream_write(&ours, text, 20), COOP_OK));
    coop_spawn(&loop, &first, operate, .name = "drain", .op = coop_stream_drain(&ours));
    settle();
    for (int i = 20; i < 120; i++) {
        char byte;
        cr_assert(eq(i32, coop_stream_write(&ours, text + i, 1), COOP_OK));
        cr_assert(eq(u32, coop_pipe_get(&pipes[1], &byte, 1), 1));
        settle();
        cr_assert(eq(chr, byte, (char)text[i - 20]));
    }
    for (size_t i = 20; i < sizeof waiting; i++)
        cr_assert(eq(u8, waiting[i], 0), "it goes beyond its buffer");
    expect_journal("");
}

Test(stream_write, drain_always_yields)
{
    coop_spawn(&loop, &first, operate, .name = "a", .op = coop_stream_drain(&ours));
    coop_spawn(&loop, &second, operate, .name = "b", .op = coop_sleep_ms(0));
    coop_turn(&loop);
    expect_journal("");
    settle();
    expect_journal("a=0 b=0 ");
}

Test(stream_write, write_all_needs_no_buffer_and_comes_after_what_was_written)
{
    coop_stream_buffer_output(&ours, waiting, 32);
    cr_assert(eq(i32, coop_stream_write(&ours, text, 20), COOP_OK));
    coop_spawn(&loop, &first, operate, .name = "w",
               .op = coop_stream_write_all(&ours, text + 20, 100));
    settle();
    cr_assert(eq(i32, coop_stream_write(&ours, "x", 1), COOP_ERR_BUSY));
    coop_spawn(&loop, &second, operate, .name = "r",
               .op = coop_stream_read_exactly(&theirs, got, 120));
    settle();
    expect_journal("w=100 r=120 ");
    cr_assert(zero(memcmp(got, text, 120)));
}

Test(stream_write, second_writer_is_refused)
{
    coop_spawn(&loop, &first, operate, .name = "a",
               .op = coop_stream_write_all(&ours, text, RING + 1));
    coop_spawn(&loop, &second, operate, .name = "b", .op = coop_stream_drain(&ours));
    settle();
    expect_journal("b=-8 ");
}

/* ---- Pipes as a board uses them -------------------------------------------------------------- */

static void count_sendings(void *context)
{
    ++*(int *)context;
}

Test(stream_write, pipe_tells_when_there_is_something_to_send)
{
    int sendings = 0;
    pipes[1].begin_sending = count_sendings;
    pipes[1].context = &sendings;
    cr_assert(eq(i32, run(coop_stream_write_all(&ours, text, 3)), 3));
    cr_assert(eq(int, sendings, 1));
    cr_assert(eq(u32, coop_pipe_get(&pipes[1], got, 9), 3));
}

Test(stream_write, pipe_takes_what_fits_and_drops_the_rest)
{
    cr_assert(eq(u32, coop_pipe_put(&pipes[0], text, 120), RING));
    cr_assert(eq(u32, coop_pipe_get(&pipes[0], got, 5), 5));
    cr_assert(eq(u32, coop_pipe_put(&pipes[0], text + RING, 120 - RING), 5));
    cr_assert(eq(u32, coop_pipe_get(&pipes[0], got, 120), RING));
    cr_assert(zero(memcmp(got, text + 5, RING)));
}

/* ---- What MicroPython tests of its streams, on rings of 16 bytes ----------------------------- */

async_def(write_and_drain, coop_stream *stream; int pieces;)
{
    async_body {
        for (; self->pieces > 0; self->pieces--) {
            if (coop_stream_write(self->stream, text, 10) != COOP_OK)
                return COOP_RESULT(COOP_ERR_FULL);
            await(coop_stream_drain(self->stream));
        }
    }
    note("written ");
    return COOP_DONE;
}

async_def(read_pieces, coop_stream *stream; int pieces;)
{
    async_body {
        for (; self->pieces > 0; self->pieces--) {
            await(coop_stream_read_exactly(self->stream, got, 20));
            cr_assert(zero(memcmp(got, "abcdefghijabcdefghij", 20)));
            note("20 ");
        }
    }
    return COOP_DONE;
}

/* micropython/ringio_async */
Test(upstream, ring_of_16_bytes_passes_120_between_two_tasks)
{
    static struct write_and_drain_task writer;
    static struct read_pieces_task reader;
    struct coop_pipe_ends loopback = {&pipes[0], &pipes[0]};
    coop_stream ring;
    coop_stream_init(&ring, &loop, &coop_pipe_io, &loopback);
    coop_stream_buffer_output(&ring, waiting, sizeof waiting);
    coop_spawn(&loop, &writer, write_and_drain, .stream = &ring, .pieces = 12);
    coop_spawn(&loop, &reader, read_pieces, .stream = &ring, .pieces = 6);
    settle();
    cr_assert(eq(i32, coop_result(&writer.task), COOP_OK));
    cr_assert(eq(i32, coop_result(&reader.task), COOP_OK));
    cr_assert(coop_finished(&reader.task));
    expect_journal("20 20 20 20 20 written 20 ");
}

/* multi_net/asyncio_tcp_close_write */
Test(upstream, close_write)
{
    receive("x");
    coop_stream_close(&theirs);
    cr_assert(eq(i32, run(coop_stream_read(&ours, got, 10)), 1));
    cr_assert(eq(i32, run(coop_stream_read(&ours, got, 10)), 0));
    cr_assert(eq(i32, run(coop_stream_write_all(&ours, "y", 1)), COOP_ERR_CLOSED));
    coop_stream_buffer_output(&ours, waiting, 8);
    cr_assert(eq(i32, coop_stream_write(&ours, "y", 1), COOP_ERR_CLOSED));
}

async_def(send_and_close, coop_stream *stream; uint32_t piece; uint32_t size; uint32_t sent;)
{
    async_body {
        for (; self->sent < self->size; self->sent += self->piece) {
            await(coop_stream_write_all(self->stream, text + self->sent, self->piece));
            await(coop_sleep_ms(10));
        }
    }
    coop_stream_close(self->stream);
    return COOP_DONE;
}

static struct send_and_close_task sender;

/* multi_net/asyncio_tcp_readall */
Test(upstream, readall)
{
    coop_spawn(&loop, &sender, send_and_close, .stream = &theirs, .piece = 60, .size = 120);
    cr_assert(eq(i32, run(coop_stream_read_all(&ours, got, sizeof got)), 120));
    cr_assert(zero(memcmp(got, text, 120)));
    cr_assert(eq(u64, fake.now_us, START_US + 20000));
}

async_def(read_exactly_in_turn, const uint32_t *sizes;)
{
    async_body {
        for (; *self->sizes != 99; self->sizes++) {
            try_await(coop_stream_read_exactly(&ours, got, *self->sizes));
            note("%d ", (int)await_result);
        }
    }
    return COOP_DONE;
}

/* multi_net/asyncio_tcp_readexactly */
Test(upstream, readexactly)
{
    static struct read_exactly_in_turn_task task;
    static const uint32_t sizes[] = {2, 0, 2, 0, 4, 2, 99};
    coop_spawn(&loop, &sender, send_and_close, .stream = &theirs, .piece = 3, .size = 9);
    coop_run(&loop, coop_spawn(&loop, &task, read_exactly_in_turn, .sizes = sizes));
    expect_journal("2 0 2 0 4 -33 ");
    cr_assert(eq(u32, coop_stream_received(&ours), 1));
    cr_assert(eq(chr, got[0], 'i'));
}

/* multi_net/asyncio_tcp_readinto */
Test(upstream, readinto)
{
    coop_spawn(&loop, &sender, send_and_close, .stream = &theirs, .piece = 5, .size = 10);
    cr_assert(eq(i32, run(coop_stream_read(&ours, got, 10)), 5));
    cr_assert(eq(i32, run(coop_stream_read(&ours, got, 2)), 2));
    cr_assert(eq(i32, run(coop_stream_read(&ours, got, 10)), 3));
    cr_assert(eq(i32, run(coop_stream_read(&ours, got, 10)), 0));
}

async_def(echo, coop_stream *stream; char buffer[10];)
{
    async_body {
        while (true) {
            await(coop_stream_read(self->stream, self->buffer, sizeof self->buffer));
            if (await_result == 0)
                break;
            await(coop_stream_write_all(self->stream, self->buffer, (uint32_t)await_result));
        }
    }
    coop_stream_close(self->stream);
    return COOP_DONE;
}

async_def(client, uint32_t size;)
{
    async_body {
        await(coop_stream_write_all(&ours, text, self->size));
        await(coop_stream_read_exactly(&ours, got, self->size));
        note("echoed %d ", (int)await_result);
    }
    coop_stream_close(&ours);
    return COOP_DONE;
}

static void echo_once(uint32_t size)
{
    static struct echo_task server;
    static struct client_task task;
    coop_spawn(&loop, &server, echo, .stream = &theirs);
    coop_run(&loop, coop_spawn(&loop, &task, client, .size = size));
    settle();
    cr_assert(eq(i32, coop_result(&server.task), COOP_OK));
    cr_assert(coop_finished(&server.task));
    cr_assert(zero(memcmp(got, text, size)));
}

/* multi_net/asyncio_tcp_server_client */
Test(upstream, server_client)
{
    echo_once(9);
    expect_journal("echoed 9 ");
}

/* net_hosted/asyncio_loopback; there the kernel's buffers hold what 16 bytes cannot. */
Test(upstream, loopback_of_100_bytes_both_ways)
{
    static struct operate_task tasks[4];
    char returned[100];
    coop_spawn(&loop, &tasks[0], operate, .name = "there",
               .op = coop_stream_write_all(&ours, text, 100));
    coop_spawn(&loop, &tasks[1], operate, .name = "back",
               .op = coop_stream_write_all(&theirs, text, 100));
    coop_spawn(&loop, &tasks[2], operate, .name = "ours",
               .op = coop_stream_read_exactly(&ours, got, 100));
    coop_spawn(&loop, &tasks[3], operate, .name = "theirs",
               .op = coop_stream_read_exactly(&theirs, returned, 100));
    settle();
    cr_assert(zero(memcmp(got, text, 100)));
    cr_assert(zero(memcmp(returned, text, 100)));
    expect_journal("there=100 back=100 ours=100 theirs=100 ");
}

/* net_inet/asyncio_cancel_stream: cancelled while it waits, twice as one and the other task. */
Test(upstream, cancel_stream)
{
    for (int i = 0; i < 2; i++) {
        coop_spawn(&loop, &first, operate, .name = "a", .op = coop_stream_read(&ours, got, 9));
        settle();
        coop_cancel(&first.task);
        settle();
    }
    receive("x");
    cr_assert(eq(i32, run(coop_stream_read(&ours, got, 9)), 1));
    expect_journal("a=-1 a=-1 run=1 ");
}
