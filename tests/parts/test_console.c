/* test_console.c - what is typed at a console.                     SPDX-License-Identifier: MIT */
#include "parts/console.h"

#include "coop/pipe.h"
#include "fake_board.h"

static coop_pipe typed;
static unsigned char storage[32];
static struct coop_pipe_ends ends = {.in = &typed};
static coop_stream input;
static struct console console = {.board = &board, .input = &input};

static void set_up(void)
{
    set_up_loop();
    coop_pipe_init(&typed, &loop, storage, sizeof storage);
    coop_stream_init(&input, &loop, &coop_pipe_io, &ends);
}

TestSuite(console, .init = set_up);

static void type(const char *text)
{
    cr_assert(eq(u32, coop_pipe_put(&typed, text, (uint32_t)strlen(text)), (uint32_t)strlen(text)));
}

async_def(listen, const char *name; int lines; char line[8];)
{
    async_body {
        for (; self->lines > 0; self->lines--) {
            try_await(console_read_line(&console, self->line, sizeof self->line));
            if (await_result > 0)
                self->line[await_result - 1] = '|'; /* its '\n' */
            note("%s%d:%s ", self->name, (int)await_result, self->line);
        }
    }
    return COOP_DONE;
}

static struct listen_task reader, other;

static void settle(void)
{
    while (coop_turn(&loop) == 0) {
    }
}

Test(console, a_line_is_over_at_its_end_however_it_comes)
{
    coop_spawn(&loop, &reader, listen, .name = "", .lines = 2);
    settle();
    type("li");
    settle();
    expect_journal("");
    type("ne\nnext");
    settle();
    expect_journal("5:line| ");
    type("\n");
    settle();
    expect_journal("5:line| 5:next| ");
}

Test(console, what_is_typed_before_anybody_reads_is_kept)
{
    type("a\n\nb\n");
    coop_spawn(&loop, &reader, listen, .name = "", .lines = 3);
    settle();
    expect_journal("2:a| 1:| 2:b| ");
}

Test(console, a_line_that_is_too_long_fails_and_the_next_is_whole)
{
    coop_spawn(&loop, &reader, listen, .name = "", .lines = 2);
    type("far too long\nfine\n");
    settle();
    expect_journal("-34:far too 5:fine| ");
}

Test(console, a_second_reader_is_told_that_there_is_one)
{
    coop_spawn(&loop, &reader, listen, .name = "one", .lines = 1);
    coop_spawn(&loop, &other, listen, .name = "two", .lines = 1);
    settle();
    type("x\n");
    settle();
    expect_journal("two-8: one2:x| ");
}

Test(console, a_reader_that_is_cancelled_leaves_the_rest_to_the_next)
{
    coop_spawn(&loop, &reader, listen, .name = "", .lines = 1);
    type("half");
    settle();
    coop_cancel(&reader.task);
    settle();
    coop_spawn(&loop, &other, listen, .name = "", .lines = 1);
    type(" a\n");
    settle();
    expect_journal("-1:half 3: a| ");
}

Test(console, without_an_input_reading_is_over_at_once)
{
    console.input = NULL;
    coop_spawn(&loop, &reader, listen, .name = "", .lines = 2);
    settle();
    expect_journal("-35: -35: ");
}
