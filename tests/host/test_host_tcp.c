/* test_host_tcp.c - connections on this machine.                   SPDX-License-Identifier: MIT */
#include <sys/socket.h>

#include "host_fixture.h"

static struct host_server server;
static struct host_stream ours, theirs;
static struct operate_task accepting, first, second;

static void set_up(void)
{
    set_up_host();
    cr_assert(eq(i32, host_listen(&server, &host, &loop, "127.0.0.1", 0), COOP_OK));
    cr_assert(gt(u16, host_server_port(&server), 0));
}

static void tear_down(void)
{
    host_stream_close(&ours);
    host_stream_close(&theirs);
    host_server_close(&server);
    tear_down_host();
}

TestSuite(host_tcp, .init = set_up, .fini = tear_down);

static coop_op connecting(void)
{
    return host_connect(&ours, &host, "127.0.0.1", host_server_port(&server));
}

static void meet(void)
{
    coop_spawn(&loop, &accepting, operate, .name = "accept", .op = host_accept(&server, &theirs));
    cr_assert(eq(i32, run(connecting()), COOP_OK));
    cr_assert(eq(i32, coop_run(&loop, &accepting.task), COOP_OK));
    memset(&journal, 0, sizeof journal);
}

async_def(echo, coop_stream *stream; uint32_t size; char buffer[256];)
{
    async_body {
        await(coop_stream_read_exactly(self->stream, self->buffer, self->size));
        await(coop_stream_write_all(self->stream, self->buffer, self->size));
    }
    return COOP_DONE;
}

Test(host_tcp, a_hundred_bytes_go_there_and_back)
{
    static struct echo_task echoing;
    meet();
    coop_spawn(&loop, &echoing, echo, .stream = &theirs.stream, .size = 100);
    cr_assert(eq(i32, run(coop_stream_write_all(&ours.stream, text, 100)), 100));
    cr_assert(eq(i32, run(coop_stream_read_exactly(&ours.stream, got, 100)), 100));
    cr_assert(zero(memcmp(got, text, 100)));
    cr_assert(eq(i32, coop_run(&loop, &echoing.task), COOP_OK));
}

Test(host_tcp, both_ways_at_once_in_one_loop)
{
    char returned[100];
    meet();
    coop_spawn(&loop, &accepting, operate, .name = "there",
               .op = coop_stream_read_exactly(&theirs.stream, got, 100));
    coop_spawn(&loop, &first, operate, .name = "back",
               .op = coop_stream_read_exactly(&ours.stream, returned, 100));
    cr_assert(eq(i32, run(coop_stream_write_all(&ours.stream, text, 100)), 100));
    cr_assert(eq(i32, run(coop_stream_write_all(&theirs.stream, text, 100)), 100));
    cr_assert(eq(i32, coop_run(&loop, &accepting.task), 100));
    cr_assert(eq(i32, coop_run(&loop, &first.task), 100));
    cr_assert(zero(memcmp(got, text, 100)));
    cr_assert(zero(memcmp(returned, text, 100)));
}

Test(host_tcp, each_side_knows_the_address_of_the_other)
{
    char peer[HOST_PEER_SIZE], expected[HOST_PEER_SIZE];
    host_stream_peer(&ours, peer);
    cr_assert(eq(str, peer, ""));
    meet();
    host_stream_peer(&ours, peer);
    (void)snprintf(expected, sizeof expected, "127.0.0.1:%u", host_server_port(&server));
    cr_assert(eq(str, peer, expected));
}

Test(host_tcp, closing_is_the_end_of_the_file_for_the_other_side)
{
    meet();
    cr_assert(eq(i32, run(coop_stream_write_all(&theirs.stream, "bye", 3)), 3));
    host_stream_close(&theirs);
    cr_assert(eq(i32, run(coop_stream_read_all(&ours.stream, got, sizeof got)), 3));
    cr_assert(eq(i32, run(coop_stream_read(&ours.stream, got, sizeof got)), 0));
}

/* The first write after the other's close is still taken by the system; soon it knows better. */
Test(host_tcp, writing_to_who_has_closed_is_an_error)
{
    meet();
    host_stream_close(&theirs);
    int32_t result = 1;
    while (result == 1)
        result = run(coop_stream_write_all(&ours.stream, "x", 1));
    cr_assert(eq(i32, result, COOP_ERR_CLOSED));
}

static void reset_theirs(void)
{
    const struct linger at_once = {.l_onoff = 1, .l_linger = 0};
    cr_assert(zero(setsockopt(theirs.descriptor, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once)));
    host_stream_close(&theirs);
}

Test(host_tcp, reset_by_the_other_side_ends_the_waiting_reader)
{
    meet();
    coop_spawn(&loop, &first, operate, .name = "read",
               .op = coop_stream_read(&ours.stream, got, 9));
    cr_assert(eq(i32, run(coop_sleep_ms(1)), COOP_OK));
    reset_theirs();
    cr_assert(eq(i32, coop_run(&loop, &first.task), COOP_ERR_CLOSED));
    cr_assert(eq(int, host_stream_error(&ours), ECONNRESET));
}

Test(host_tcp, reset_ends_reader_and_writer_both)
{
    static unsigned char much[20000000];
    meet();
    coop_spawn(&loop, &first, operate, .name = "read",
               .op = coop_stream_read(&ours.stream, got, 9));
    coop_spawn(&loop, &second, operate, .name = "write",
               .op = coop_stream_write_all(&ours.stream, much, sizeof much));
    cr_assert(eq(i32, run(coop_sleep_ms(5)), COOP_OK));
    cr_assert(not(coop_finished(&second.task)));
    reset_theirs();
    cr_assert(lt(i32, coop_run(&loop, &first.task), 1));
    cr_assert(eq(i32, coop_run(&loop, &second.task), COOP_ERR_CLOSED));
}

/* The defect of MicroPython's streams, on real sockets. */
Test(host_tcp, cancelled_reader_leaves_the_waiting_writer_alone)
{
    static unsigned char much[20000000], received[sizeof much];
    meet();
    coop_spawn(&loop, &first, operate, .name = "read",
               .op = coop_stream_read(&ours.stream, got, 9));
    coop_spawn(&loop, &second, operate, .name = "write",
               .op = coop_stream_write_all(&ours.stream, much, sizeof much));
    cr_assert(eq(i32, run(coop_sleep_ms(5)), COOP_OK));
    cr_assert(eq(i32, coop_cancel(&first.task), COOP_OK));
    cr_assert(eq(i32, coop_run(&loop, &first.task), COOP_ERR_CANCELLED));
    cr_assert(eq(i32, run(coop_stream_read_exactly(&theirs.stream, received, sizeof received)),
                 (int32_t)sizeof received));
    cr_assert(eq(i32, coop_run(&loop, &second.task), (int32_t)sizeof much));
}

/* ---- Connecting and accepting -----------------------------------------------------------------
 */

Test(host_tcp, nobody_listens_there)
{
    uint16_t port = host_server_port(&server);
    host_server_close(&server);
    cr_assert(eq(i32, run(host_connect(&ours, &host, "127.0.0.1", port)), COOP_ERR_IO));
    cr_assert(eq(int, host_stream_error(&ours), ECONNREFUSED));
    char peer[HOST_PEER_SIZE];
    host_stream_peer(&ours, peer);
    cr_assert(eq(str, peer, ""));
}

Test(host_tcp, address_that_is_none_is_an_error)
{
    struct host_server other;
    cr_assert(eq(i32, host_listen(&other, &host, &loop, "127.0.0.999", 0), COOP_ERR_IO));
    cr_assert(eq(int, other.error, EINVAL));
}

Test(host_tcp, address_in_use_is_an_error)
{
    struct host_server other;
    cr_assert(eq(i32, host_listen(&other, &host, &loop, "127.0.0.1", host_server_port(&server)),
                 COOP_ERR_IO));
    cr_assert(eq(int, other.error, EADDRINUSE));
    host_server_close(&other);
}

Test(host_tcp, closing_a_server_ends_who_waits_and_later_uses)
{
    coop_spawn(&loop, &accepting, operate, .name = "accept", .op = host_accept(&server, &theirs));
    cr_assert(eq(i32, run(coop_sleep_ms(1)), COOP_OK));
    host_server_close(&server);
    cr_assert(eq(i32, coop_run(&loop, &accepting.task), COOP_ERR_CLOSED));
    cr_assert(eq(i32, run(host_accept(&server, &theirs)), COOP_ERR_CLOSED));
}

Test(host_tcp, second_task_that_accepts_is_refused)
{
    coop_spawn(&loop, &accepting, operate, .name = "accept", .op = host_accept(&server, &theirs));
    coop_turn(&loop);
    cr_assert(eq(i32, run(host_accept(&server, &ours)), COOP_ERR_BUSY));
    cr_assert(eq(i32, coop_cancel(&accepting.task), COOP_OK));
    cr_assert(eq(i32, coop_run(&loop, &accepting.task), COOP_ERR_CANCELLED));
}

/* As MicroPython's asyncio_start_server does with its server: cancelled after so many turns. */
Test(host_tcp, accepting_can_be_cancelled_at_any_turn_and_the_connection_waits)
{
    for (int turns = 0; turns < 5; turns++) {
        coop_spawn(&loop, &accepting, operate, .name = "a", .op = host_accept(&server, &theirs));
        for (int i = 0; i < turns; i++)
            coop_turn(&loop);
        cr_assert(eq(i32, coop_cancel(&accepting.task), COOP_OK));
        cr_assert(eq(i32, coop_run(&loop, &accepting.task), COOP_ERR_CANCELLED));
    }
    cr_assert(eq(i32, run(connecting()), COOP_OK));
    cr_assert(eq(i32, run(host_accept(&server, &theirs)), COOP_OK));
}

Test(host_tcp, cancelled_connection_is_closed_and_can_be_tried_again)
{
    coop_spawn(&loop, &first, operate, .name = "c", .op = connecting());
    coop_turn(&loop);
    cr_assert(eq(i32, coop_cancel(&first.task), COOP_OK));
    cr_assert(eq(i32, coop_run(&loop, &first.task), COOP_ERR_CANCELLED));
    cr_assert(not(ours.open));
    cr_assert(eq(i32, run(connecting()), COOP_OK));
    cr_assert(eq(i32, run(connecting()), COOP_ERR_BUSY));
}
