/* test_board_reader.c - bytes of a board's console, whole, in pieces and damaged.
 *                                                                  SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700 /* open_memstream() */

#include "cli/board_reader.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "recorded.h"

_Noreturn void coop_assert_failed(const char *file, int line)
{
    fprintf(stderr, "assertion at %s:%d\n", file, line);
    abort();
}

static struct recorded sent;
static struct board_reader reader;
static char *heard;
static size_t heard_size;
static FILE *out;
static unsigned asked;

static void hear_text(void *context, const char *text, size_t size)
{
    (void)context;
    fprintf(out, "text %.*s", (int)size, text);
}

static void hear_event(void *context, const struct trace_line *line)
{
    (void)context;
    trace_write(out, line);
}

static void hear_hello(void *context, bool started, uint64_t time_us, const char *scene)
{
    (void)context;
    fprintf(out, "%s %" PRIu64 " %s\n", started ? "hello" : "answer", time_us, scene);
}

static void hear_lost(void *context, uint64_t time_us, uint32_t count, bool on_board)
{
    (void)context;
    fprintf(out, "lost %" PRIu64 " %" PRIu32 " %s\n", time_us, count, on_board ? "there" : "here");
}

static void hear_ask(void *context)
{
    (void)context;
    asked++;
}

static void set_up(void)
{
    reader = (struct board_reader){.listener = {.text = hear_text,
                                                .event = hear_event,
                                                .hello = hear_hello,
                                                .lost = hear_lost,
                                                .ask = hear_ask}};
    sent = (struct recorded){.time_us = 0};
    out = open_memstream(&heard, &heard_size);
    asked = 0;
}

static void tear_down(void)
{
    fclose(out);
    free(heard);
    board_reader_free(&reader);
}

static void reset(void)
{
    tear_down();
    struct recorded kept = sent;
    set_up();
    sent = kept;
}

TestSuite(board_reader, .init = set_up, .fini = tear_down);

static const char *hear(const uint8_t *bytes, size_t size)
{
    cr_assert(board_reader_feed(&reader, bytes, size));
    board_reader_flush(&reader);
    fflush(out);
    return heard;
}

static void expect(const char *expected)
{
    cr_assert(eq(str, (char *)(uintptr_t)hear(sent.bytes, sent.size), (char *)(uintptr_t)expected));
}

/* Of each kind one; two lines of text among them. */
static const char scene_heard[] =
    "text before\n"
    "hello 50 A scene\n"
    "{\"t\":50,\"ev\":\"task\",\"name\":\"blink\"}\n"
    "{\"t\":50,\"ev\":\"pin\",\"dev\":\"D1\",\"v\":1}\n"
    "{\"t\":256,\"ev\":\"key\",\"dev\":\"D1\",\"v\":0}\n"
    "{\"t\":256,\"ev\":\"show\",\"dev\":\"ring\",\"px\":\"00ff00010203\"}\n"
    "{\"t\":256,\"ev\":\"print\",\"s\":\"a \\\"line\\\"\"}\n"
    "text a failure\r\n"
    "{\"t\":65536,\"ev\":\"type\",\"s\":\"delay 250\"}\n"
    "lost 65536 70000 there\n"
    "{\"t\":65536,\"ev\":\"task\",\"name\":\"child\"}\n"
    "{\"t\":65536,\"ev\":\"pin\",\"dev\":\"D1\",\"v\":-1}\n";

static void send_scene(void)
{
    static const uint8_t count[] = {0x70, 0x11, 1, 0};
    record_text(&sent, "before\n");
    sent.time_us = 50;
    record_hello(&sent, true, 0);
    record_names(&sent);
    record_it(&sent, RECORD_TASK, 0, "");
    record_level(&sent, RECORD_PIN, 1);
    sent.time_us = 256;
    record_level(&sent, RECORD_KEY, 0);
    record_piece(&sent, RECORD_SHOW, 28, "\0\xFF", 2, true);
    record_piece(&sent, RECORD_SHOW, 28, "\0\1", 2, true);
    record_piece(&sent, RECORD_SHOW, 28, "\2\3", 2, false);
    record_it(&sent, RECORD_PRINT, 0, "a \"line\"");
    record_text(&sent, "a failure\r\n");
    sent.time_us = 65536;
    record_piece(&sent, RECORD_TYPE, 0, "delay", 5, true);
    record_it(&sent, RECORD_TYPE, 0, " 250");
    record_piece(&sent, RECORD_LOST, 0, count, sizeof count, false);
    record_it(&sent, RECORD_TASK, RECORD_UNNAMED, "child");
    record_level(&sent, RECORD_PIN, 2);
}

Test(board_reader, each_record_is_a_line_of_the_trace)
{
    send_scene();
    expect(scene_heard);
    cr_assert(eq(u32, asked, 0));
}

Test(board_reader, bytes_may_come_in_any_pieces)
{
    send_scene();
    for (size_t split = 0; split <= sent.size; split++) {
        reset();
        cr_assert(board_reader_feed(&reader, sent.bytes, split));
        cr_assert(eq(str, (char *)(uintptr_t)hear(sent.bytes + split, sent.size - split),
                     (char *)(uintptr_t)scene_heard));
    }
    reset();
    for (size_t i = 0; i < sent.size; i++)
        cr_assert(board_reader_feed(&reader, sent.bytes + i, 1));
    cr_assert(eq(str, (char *)(uintptr_t)hear(NULL, 0), (char *)(uintptr_t)scene_heard));
}

/* Each line that is heard and is no text, no loss and no answer must be one of the whole, and in
 * its order; the rest is told to be lost. */
static void expect_no_lies(size_t place)
{
    const char *whole = scene_heard;
    bool lost = false;
    for (char *line = strtok(heard, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        lost = lost || strstr(line, " here") != NULL;
        if (*line != '{' || strstr(line, "\"?\"") != NULL)
            continue;
        whole = strstr(whole, line);
        cr_assert(whole != NULL, "damage at %zu makes up: %s", place, line);
    }
    bool all = strstr(whole, "\"v\":-1") != NULL && asked == 0;
    cr_assert(lost || all || asked > 0, "damage at %zu is not told", place);
}

/* A record more at the end, so that the loss of the last one shows. */
static void send_scene_and_more(void)
{
    send_scene();
    record_level(&sent, RECORD_PIN, 2);
}

Test(board_reader, a_byte_that_is_lost_costs_its_record_and_is_told)
{
    send_scene_and_more();
    for (size_t place = 7; place < sent.size; place++) {
        reset();
        cr_assert(board_reader_feed(&reader, sent.bytes, place));
        (void)hear(sent.bytes + place + 1, sent.size - place - 1);
        expect_no_lies(place);
    }
}

Test(board_reader, a_byte_that_is_wrong_costs_its_record_and_is_told)
{
    static const uint8_t wrongs[] = {0, 1, 'x', 0x80, 0xFF};
    send_scene_and_more();
    for (size_t place = 7; place < sent.size; place++)
        for (size_t i = 0; i < sizeof wrongs; i++) {
            uint8_t right = sent.bytes[place];
            if (right == wrongs[i])
                continue;
            reset();
            sent.bytes[place] = wrongs[i];
            (void)hear(sent.bytes, sent.size);
            sent.bytes[place] = right;
            expect_no_lies(place);
        }
}

/* As when a monitor opens the port in the middle of a frame. */
Test(board_reader, what_comes_before_the_first_whole_frame_is_not_shown)
{
    record_hello(&sent, true, 0);
    size_t from = sent.size + 5;
    record_level(&sent, RECORD_PIN, 1);
    sent.time_us = 70;
    record_level(&sent, RECORD_PIN, 0);
    record_hello(&sent, false, 1);
    record_names(&sent);
    record_level(&sent, RECORD_PIN, 1);
    cr_assert(eq(str, (char *)(uintptr_t)hear(sent.bytes + from, sent.size - from),
                 "answer 4294967366 A scene\n"
                 "{\"t\":4294967366,\"ev\":\"pin\",\"dev\":\"D1\",\"v\":1}\n"));
    cr_assert(eq(u32, asked, 1));
}

Test(board_reader, a_name_that_is_not_known_is_asked_for)
{
    record_hello(&sent, true, 0);
    record_level(&sent, RECORD_PIN, 1);
    expect("hello 0 A scene\n{\"t\":0,\"ev\":\"pin\",\"dev\":\"?\",\"v\":1}\n");
    cr_assert(eq(u32, asked, 1));
}

Test(board_reader, a_name_cannot_break_a_line)
{
    record_hello(&sent, true, 0);
    record_name(&sent, RECORD_PIN, 3, "a\"b\\c\n");
    record_level(&sent, RECORD_PIN, 1);
    expect("hello 0 A scene\n{\"t\":0,\"ev\":\"pin\",\"dev\":\"a?b?c?\",\"v\":1}\n");
}

Test(board_reader, the_lower_half_of_a_time_may_wrap)
{
    sent.time_us = UINT32_MAX;
    record_hello(&sent, true, 2);
    record_names(&sent);
    record_level(&sent, RECORD_PIN, 1);
    sent.time_us = 5;
    record_level(&sent, RECORD_PIN, 0);
    expect("hello 12884901887 A scene\n"
           "{\"t\":12884901887,\"ev\":\"pin\",\"dev\":\"D1\",\"v\":1}\n"
           "{\"t\":12884901893,\"ev\":\"pin\",\"dev\":\"D1\",\"v\":0}\n");
}

/* Its hello did not arrive, so a time before the last one tells that it has restarted. */
Test(board_reader, a_restart_that_was_missed_is_no_jump_of_an_hour)
{
    sent.time_us = 9000;
    record_hello(&sent, true, 0);
    record_names(&sent);
    record_level(&sent, RECORD_PIN, 1);
    sent.time_us = 50;
    record_level(&sent, RECORD_PIN, 0);
    record_hello(&sent, false, 0);
    record_level(&sent, RECORD_PIN, 1);
    expect("hello 9000 A scene\n"
           "{\"t\":9000,\"ev\":\"pin\",\"dev\":\"D1\",\"v\":1}\n"
           "answer 50 A scene\n"
           "{\"t\":50,\"ev\":\"pin\",\"dev\":\"D1\",\"v\":1}\n");
    cr_assert(eq(u32, asked, 1));
}

Test(board_reader, text_without_any_record_is_shown_as_it_comes)
{
    record_text(&sent, "one\r\ntw");
    expect("text one\r\ntext tw");
    cr_assert(
        eq(str, (char *)(uintptr_t)hear((const uint8_t *)"o\n", 2), "text one\r\ntext twtext o\n"));
}

/* A zero among text, as a line makes when its adapter is plugged in, hides nothing for ever. */
Test(board_reader, a_zero_among_text_does_not_hide_the_rest)
{
    uint8_t zero = 0;
    cr_assert(board_reader_feed(&reader, &zero, 1));
    for (int i = 0; i < 100; i++)
        record_text(&sent, "a line\n");
    const char *all = hear(sent.bytes, sent.size);
    size_t lines = 0;
    for (const char *line = all; (line = strstr(line, "a line\n")) != NULL; line++)
        lines++;
    cr_assert(eq(sz, lines, 100));
}

Test(board_reader, data_that_are_longer_than_a_record_come_back_whole)
{
    char line[1000];
    memset(line, 'x', sizeof line);
    record_hello(&sent, true, 0);
    for (size_t i = 0; i < 5; i++)
        record_piece(&sent, RECORD_PRINT, 0, line + 200 * i, 200, i < 4);
    const char *all = strchr(hear(sent.bytes, sent.size), '{');
    cr_assert(eq(sz, strspn(strstr(all, "xx"), "x"), sizeof line));
}
