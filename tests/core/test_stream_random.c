/* test_stream_random.c - any mix of reads, writes and cancellations. SPDX-License-Identifier: MIT
 *
 * One task writes the numbers of a sequence, another reads them back in pieces of any size by any
 * of the four ways, and both are cancelled now and then wherever they are. Whatever happens, the
 * bytes that were read are the sequence: none lost, none twice.
 */
#include "stream_fixture.h"

TestSuite(stream_random, .init = set_up_streams);

#define PIECE_MAX 40u

static uint32_t seed;

static uint32_t random_below(uint32_t limit)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % limit;
}

/* A sequence without a short period, with line ends in it. */
static unsigned char byte_at(uint32_t place)
{
    uint32_t mixed = place * 2654435761u;
    return mixed >> 28 == 0 ? '\n' : (unsigned char)('a' + (mixed >> 24) % 26);
}

static struct operate_task reader, writer;
static unsigned char written[PIECE_MAX], taken[PIECE_MAX];
static uint32_t sent, seen; /* places in the sequence */

static void write_piece(void)
{
    uint32_t size = 1 + random_below(PIECE_MAX);
    for (uint32_t i = 0; i < size; i++)
        written[i] = byte_at(sent + i);
    coop_spawn(&loop, &writer, operate, .name = "",
               .op = coop_stream_write_all(&theirs, written, size));
}

static void read_piece(void)
{
    uint32_t size = 2 + random_below(PIECE_MAX - 2);
    coop_op ways[] = {coop_stream_read(&ours, taken, size),
                      coop_stream_read_all(&ours, taken, size),
                      coop_stream_read_exactly(&ours, taken, size),
                      coop_stream_read_line(&ours, (char *)taken, size)};
    coop_spawn(&loop, &reader, operate, .name = "", .op = ways[random_below(4)]);
}

static void check_reader(void)
{
    for (uint32_t i = 0; i < coop_stream_received(&ours); i++)
        cr_assert(eq(u8, taken[i], byte_at(seen + i)), "byte %u", seen + i);
    seen += coop_stream_received(&ours);
    if (coop_result(&reader.task) == COOP_ERR_LONG)
        ours.skipping = false; /* the rest of the line belongs to the sequence */
}

static void play(uint32_t steps)
{
    for (; steps > 0; steps--) {
        if (coop_finished(&reader.task))
            read_piece();
        if (coop_finished(&writer.task))
            write_piece();
        for (uint32_t turns = random_below(6); turns > 0; turns--)
            coop_turn(&loop);
        if (random_below(5) == 0)
            (void)coop_cancel(&reader.task);
        if (random_below(5) == 0)
            (void)coop_cancel(&writer.task);
        if (random_below(3) == 0)
            settle();
        journal.size = 0;
        if (coop_finished(&reader.task))
            check_reader();
        if (coop_finished(&writer.task))
            sent += coop_stream_sent(&theirs);
    }
}

Test(stream_random, no_byte_is_lost_or_comes_twice)
{
    for (uint32_t run = 0; run < 40; run++) {
        unsigned char ahead[9];
        set_up_streams();
        if (run % 2 == 1)
            coop_stream_buffer_input(&ours, ahead, sizeof ahead);
        memset(&reader, 0, sizeof reader);
        memset(&writer, 0, sizeof writer);
        sent = seen = 0;
        seed = run;
        play(1000);
        cr_assert(gt(u32, seen, 3000), "run %u", run);
    }
}
