/* test_monitor.c - `glowloop monitor` at a pseudo-terminal, which is a serial port to it.
 *                                                                  SPDX-License-Identifier: MIT
 * Nothing waits for a while: what is read next says how far the monitor is.
 */
#define _XOPEN_SOURCE   700 /* posix_openpt() */
#define _DEFAULT_SOURCE 1   /* setgroups() */

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "cli/cli.h"
#include "recorded.h"

_Noreturn void coop_assert_failed(const char *file, int line)
{
    fprintf(stderr, "assertion at %s:%d\n", file, line);
    abort();
}

static char folder[] = "/tmp/glowloop-monitor-XXXXXX";
static char port[64];  /* a link to the pseudo-terminal */
static char trace[64]; /* a file */
static int board = -1; /* the other end of it */
static struct recorded sent;

/* ---- A board that is plugged in ---------------------------------------------------------------
 */

static void plug_in(void)
{
    board = posix_openpt(O_RDWR | O_NOCTTY);
    cr_assert(board >= 0 && grantpt(board) == 0 && unlockpt(board) == 0);
    char next[80];
    (void)snprintf(next, sizeof next, "%s-next", port);
    cr_assert(symlink(ptsname(board), next) == 0 && rename(next, port) == 0);
    sent.size = 0;
}

static void set_up(void)
{
    cr_assert(mkdtemp(folder) != NULL);
    (void)snprintf(port, sizeof port, "%s/ttyACM0", folder);
    (void)snprintf(trace, sizeof trace, "%s/board.jsonl", folder);
    cr_assert(chmod(folder, 0755) == 0);
    plug_in();
}

static void tear_down(void)
{
    char command[128];
    (void)snprintf(command, sizeof command, "rm -rf %s", folder);
    cr_assert(system(command) == 0);
}

TestSuite(monitor, .init = set_up, .fini = tear_down, .timeout = 60);

/* What the monitor has sent to the board is `expected`. */
static void expect_typed(const char *expected)
{
    char bytes[64] = "";
    size_t size = 0, wanted = strlen(expected);
    while (size < wanted) {
        ssize_t got = read(board, bytes + size, wanted - size);
        cr_assert(got > 0, "%s", strerror(errno));
        size += (size_t)got;
    }
    cr_assert(eq(str, bytes, (char *)(uintptr_t)expected));
}

static void send_all(void)
{
    cr_assert(write(board, sent.bytes, sent.size) == (ssize_t)sent.size);
    sent.size = 0;
}

/* ---- A monitor in a process of its own --------------------------------------------------------
 */

struct monitor {
    pid_t process;
    int in;
    FILE *out; /* what it shows */
    FILE *err;
};

static void become_monitor(const int in[2], const int out[2], const int err[2], char **words,
                           uid_t user)
{
    int count = 0;
    while (words[count] != NULL)
        count++;
    (void)dup2(in[0], STDIN_FILENO);
    (void)dup2(out[1], STDOUT_FILENO);
    (void)dup2(err[1], STDERR_FILENO);
    (void)close(in[1]);
    (void)close(out[0]);
    (void)close(err[0]);
    (void)close(board); /* or the port would not end with the board */
    if (user != 0 && (setgroups(0, NULL) != 0 || setgid(user) != 0 || setuid(user) != 0))
        _exit(99);
    exit(cli_monitor(count, words));
}

static struct monitor start_as(uid_t user, char **words)
{
    int in[2], out[2], err[2];
    cr_assert(pipe(in) == 0 && pipe(out) == 0 && pipe(err) == 0);
    fflush(NULL);
    struct monitor monitor = {.process = fork()};
    if (monitor.process == 0)
        become_monitor(in, out, err, words, user);
    (void)close(in[0]);
    (void)close(out[1]);
    (void)close(err[1]);
    monitor.in = in[1];
    monitor.out = fdopen(out[0], "r");
    monitor.err = fdopen(err[0], "r");
    return monitor;
}

#define START(...) start_as(0, (char *[]){__VA_ARGS__, NULL})

/* The next line of `from` has `text` in it. */
static void expect_line(FILE *from, const char *text)
{
    char line[512] = "(its end)";
    (void)!fgets(line, sizeof line, from);
    cr_assert(strstr(line, text) != NULL, "%s is not in: %s", text, line);
}

static void expect_end(struct monitor *monitor, int code)
{
    int status = -1;
    cr_assert(waitpid(monitor->process, &status, 0) == monitor->process);
    cr_assert(eq(int, status, code << 8)); /* it was not killed */
    fclose(monitor->out);
    fclose(monitor->err);
    (void)close(monitor->in);
}

static void interrupt(struct monitor *monitor)
{
    cr_assert(kill(monitor->process, SIGINT) == 0);
}

static void expect_file(const char *path, const char *expected)
{
    char text[1024] = "";
    FILE *in = fopen(path, "r");
    cr_assert(in != NULL, "%s", path);
    (void)!fread(text, 1, sizeof text - 1, in);
    fclose(in);
    cr_assert(eq(str, text, (char *)(uintptr_t)expected));
}

/* ---- Tests ------------------------------------------------------------------------------------
 */

Test(monitor, the_console_is_shown_and_the_trace_is_written)
{
    struct monitor monitor = START(port, "-o", trace);
    expect_typed("\5");
    record_text(&sent, "a line\r\nhalf of ");
    send_all();
    expect_line(monitor.out, "a line\n");
    record_text(&sent, "one\r\n");
    record_hello(&sent, true, 0);
    record_names(&sent);
    record_level(&sent, RECORD_PIN, 1);
    sent.time_us = 100;
    record_it(&sent, RECORD_PRINT, 0, "printed");
    send_all();
    expect_line(monitor.out, "half of one\n");
    expect_line(monitor.out, "printed\n");
    interrupt(&monitor);
    expect_line(monitor.err, "the board plays: \"A scene\"\n");
    expect_end(&monitor, EXIT_FINE);
    expect_file(trace, "{\"t\":0,\"ev\":\"pin\",\"dev\":\"D1\",\"v\":1}\n"
                       "{\"t\":100,\"ev\":\"print\",\"s\":\"printed\"}\n");
}

Test(monitor, lines_that_are_typed_go_to_the_board)
{
    struct monitor monitor = START(port);
    expect_typed("\5");
    cr_assert(write(monitor.in, "delay 250\n", 10) == 10);
    expect_typed("delay 250\n");
    (void)close(monitor.in); /* who types no more may still look */
    record_text(&sent, "250\r\n");
    send_all();
    expect_line(monitor.out, "250\n");
    interrupt(&monitor);
    expect_end(&monitor, EXIT_FINE);
}

Test(monitor, every_byte_goes_through_as_it_is)
{
    uint8_t level = 0x11; /* with DC1 and CR, which a terminal that is not raw would eat */
    struct monitor monitor = START(port, "-o", "-");
    expect_typed("\5");
    sent.time_us = 0x0D13110A;
    record_hello(&sent, true, 0);
    record_names(&sent);
    record_piece(&sent, RECORD_SHOW, 28, "\x11\x13\x03\x04\r\n\x1A\x7F", 8, false);
    record_piece(&sent, RECORD_SHOW, 28, &level, 1, false);
    send_all();
    expect_line(monitor.out, "\"px\":\"111303040d0a1a7f\"");
    expect_line(monitor.out, "\"px\":\"11\"");
    interrupt(&monitor);
    expect_end(&monitor, EXIT_FINE);
}

Test(monitor, it_ends_by_itself_when_the_boards_time_has_come)
{
    struct monitor monitor = START(port, "-o", trace, "--for", "1s");
    expect_typed("\5");
    record_hello(&sent, true, 0);
    record_names(&sent);
    sent.time_us = 999999;
    record_level(&sent, RECORD_PIN, 1);
    sent.time_us = 1000000;
    record_level(&sent, RECORD_PIN, 0);
    send_all();
    expect_end(&monitor, EXIT_FINE);
    expect_file(trace, "{\"t\":999999,\"ev\":\"pin\",\"dev\":\"D1\",\"v\":1}\n");
}

Test(monitor, what_is_lost_is_in_the_trace_and_in_the_code)
{
    struct monitor monitor = START(port, "-o", trace);
    const uint8_t count[] = {7, 0, 0, 0};
    expect_typed("\5");
    record_hello(&sent, true, 0);
    record_names(&sent);
    record_piece(&sent, RECORD_LOST, 0, count, sizeof count, false);
    sent.number += 3;
    sent.time_us = 60;
    record_it(&sent, RECORD_PRINT, 0, "end");
    send_all();
    expect_line(monitor.err, "the board plays");
    expect_line(monitor.err, "at 0 us: 7 events are lost, because they are more than 115200 baud");
    expect_line(monitor.out, "end");
    interrupt(&monitor);
    expect_end(&monitor, EXIT_CHECK);
    expect_file(trace,
                "{\"t\":0,\"ev\":\"lost\",\"count\":7}\n{\"t\":0,\"ev\":\"lost\",\"count\":3}\n"
                "{\"t\":60,\"ev\":\"print\",\"s\":\"end\"}\n");
}

Test(monitor, a_board_that_restarts_begins_another_trace)
{
    char second[64];
    (void)snprintf(second, sizeof second, "%s/board-2.jsonl", folder);
    struct monitor monitor = START(port, "-o", trace);
    expect_typed("\5");
    sent.time_us = 5000000;
    record_hello(&sent, false, 0);
    record_it(&sent, RECORD_PRINT, 0, "late");
    sent.time_us = 0;
    record_hello(&sent, true, 0);
    record_it(&sent, RECORD_PRINT, 0, "early");
    send_all();
    expect_line(monitor.err, "it began 5.000000 s ago: reset it for all of it");
    expect_line(monitor.err, "restarted: \"A scene\"; its trace goes to ");
    expect_line(monitor.out, "late");
    expect_line(monitor.out, "early");
    interrupt(&monitor);
    expect_end(&monitor, EXIT_FINE);
    expect_file(trace, "{\"t\":5000000,\"ev\":\"print\",\"s\":\"late\"}\n");
    expect_file(second, "{\"t\":0,\"ev\":\"print\",\"s\":\"early\"}\n");
}

/* Its first record may be lost, but not that its time begins anew. */
Test(monitor, a_board_whose_time_goes_back_has_restarted)
{
    char second[64];
    (void)snprintf(second, sizeof second, "%s/board-2.jsonl", folder);
    struct monitor monitor = START(port, "-o", trace);
    expect_typed("\5");
    record_hello(&sent, true, 0);
    sent.time_us = 5000000;
    record_it(&sent, RECORD_PRINT, 0, "late");
    sent.time_us = 200;
    record_hello(&sent, false, 0);
    record_it(&sent, RECORD_PRINT, 0, "early");
    send_all();
    expect_line(monitor.err, "the board plays");
    expect_line(monitor.err, "the board has restarted");
    expect_line(monitor.out, "late");
    expect_line(monitor.out, "early");
    interrupt(&monitor);
    expect_end(&monitor, EXIT_FINE);
    expect_file(trace, "{\"t\":5000000,\"ev\":\"print\",\"s\":\"late\"}\n");
    expect_file(second, "{\"t\":200,\"ev\":\"print\",\"s\":\"early\"}\n");
}

Test(monitor, what_a_board_prints_does_not_steer_the_terminal)
{
    struct monitor monitor = START(port);
    expect_typed("\5");
    sent.time_us = 0;
    record_piece(&sent, RECORD_HELLO, 1, "\1\0\0\0\0A \x1B[31mscene", 17, false);
    record_it(&sent, RECORD_PRINT, 0, "red: \x1B[31m");
    send_all();
    expect_line(monitor.err, "the board plays: \"A ?[31mscene\"\n");
    expect_line(monitor.out, "red: ?[31m\n");
    interrupt(&monitor);
    expect_end(&monitor, EXIT_FINE);
}

Test(monitor, what_a_board_did_while_its_port_was_gone_is_missing)
{
    struct monitor monitor = START(port, "-o", trace);
    expect_typed("\5");
    record_hello(&sent, true, 0);
    record_it(&sent, RECORD_PRINT, 0, "before");
    send_all();
    expect_line(monitor.out, "before");
    cr_assert(unlink(port) == 0 && close(board) == 0);
    expect_line(monitor.err, "the board plays");
    expect_line(monitor.err, "is gone; waiting for it");
    plug_in();
    expect_line(monitor.err, "is back");
    expect_typed("\5");
    sent.number += 5;
    sent.time_us = 900;
    record_hello(&sent, false, 0);
    record_it(&sent, RECORD_PRINT, 0, "after");
    send_all();
    expect_line(monitor.err, "the trace has a gap up to 900 us: the port was gone");
    expect_line(monitor.out, "after");
    interrupt(&monitor);
    expect_end(&monitor, EXIT_CHECK);
}

/* Its port goes and comes, perhaps in the middle of a record. */
Test(monitor, a_board_that_is_unplugged_is_waited_for)
{
    struct monitor monitor = START(port);
    expect_typed("\5");
    record_it(&sent, RECORD_PRINT, 0, "never whole");
    sent.size -= 4;
    send_all();
    cr_assert(unlink(port) == 0 && close(board) == 0);
    expect_line(monitor.err, "is gone; waiting for it");
    plug_in();
    expect_line(monitor.err, "is back");
    expect_typed("\5");
    record_text(&sent, "here again\n");
    send_all();
    expect_line(monitor.out, "here again");
    interrupt(&monitor);
    expect_end(&monitor, EXIT_FINE);
}

Test(monitor, it_can_be_interrupted_while_it_waits)
{
    struct monitor monitor = START(port);
    expect_typed("\5");
    cr_assert(unlink(port) == 0 && close(board) == 0);
    expect_line(monitor.err, "is gone");
    interrupt(&monitor);
    expect_end(&monitor, EXIT_FINE);
}

Test(monitor, a_port_is_for_one_program)
{
    struct monitor first = START(port);
    expect_typed("\5");
    struct monitor second = START(port);
    expect_line(second.err, "it is busy: another program has it");
    expect_end(&second, EXIT_IO);
    interrupt(&first);
    expect_end(&first, EXIT_FINE);
}

Test(monitor, a_port_that_is_not_there_is_told_with_one_that_is)
{
    char places[80], wrong[80];
    (void)snprintf(places, sizeof places, "/nowhere/tty*:%s/tty*", folder);
    (void)snprintf(wrong, sizeof wrong, "%s/ttyACM1", folder);
    cr_assert(setenv("GLOWLOOP_PORTS", places, 1) == 0);
    struct monitor monitor = START(wrong);
    char near[128];
    (void)snprintf(near, sizeof near, "there is no such port; did you mean %s?", port);
    expect_line(monitor.err, near);
    expect_end(&monitor, EXIT_IO);

    monitor = START("/nowhere/else");
    (void)snprintf(near, sizeof near, "there is no such port; there is %s", port);
    expect_line(monitor.err, near);
    expect_end(&monitor, EXIT_IO);
}

Test(monitor, the_only_port_needs_no_name)
{
    char places[80];
    (void)snprintf(places, sizeof places, "%s/tty*", folder);
    cr_assert(setenv("GLOWLOOP_PORTS", places, 1) == 0);
    struct monitor monitor = START("--baud", "921600");
    expect_typed("\5");
    interrupt(&monitor);
    expect_end(&monitor, EXIT_FINE);

    char other[80];
    (void)snprintf(other, sizeof other, "%s/ttyACM9", folder);
    cr_assert(symlink("/dev/null", other) == 0);
    monitor = start_as(0, (char *[]){NULL});
    expect_line(monitor.err, "there are several ports; which is it? glowloop monitor PORT");
    expect_line(monitor.err, "ttyACM0");
    expect_line(monitor.err, "ttyACM9");
    expect_end(&monitor, EXIT_IO);

    cr_assert(setenv("GLOWLOOP_PORTS", "/nowhere/tty*", 1) == 0);
    monitor = start_as(0, (char *[]){NULL});
    expect_line(monitor.err, "there is no serial port: plug in the board");
    expect_end(&monitor, EXIT_IO);
}

Test(monitor, what_is_no_serial_port_is_refused)
{
    struct monitor monitor = START("/dev/null");
    expect_line(monitor.err, "/dev/null: it is no serial port");
    expect_end(&monitor, EXIT_IO);
}

/* Only who is root can become somebody who may not. */
Test(monitor, a_port_that_is_forbidden_is_told_with_its_group)
{
    const char *device = ptsname(board);
    struct stat status;
    if (getuid() != 0 || chmod(device, 0660) != 0 || stat(device, &status) != 0)
        cr_skip("this takes root");
    const struct group *group = getgrgid(status.st_gid);
    char expected[128];
    (void)snprintf(expected, sizeof expected, "it is for the group %s: sudo usermod -aG %s $USER",
                   group->gr_name, group->gr_name);
    struct monitor monitor = start_as(65534, (char *[]){port, NULL});
    expect_line(monitor.err, expected);
    expect_end(&monitor, EXIT_IO);

    cr_assert(chmod(device, 0600) == 0);
    monitor = start_as(65534, (char *[]){port, NULL});
    expect_line(monitor.err, "its permissions do not let you read and write it");
    expect_end(&monitor, EXIT_IO);
}

Test(monitor, recorded_bytes_are_read_to_their_end)
{
    char path[80];
    (void)snprintf(path, sizeof path, "%s/recorded", folder);
    FILE *out = fopen(path, "w");
    record_hello(&sent, true, 0);
    record_it(&sent, RECORD_PRINT, 0, "hello");
    cr_assert(fwrite(sent.bytes, 1, sent.size, out) == sent.size && fclose(out) == 0);
    struct monitor monitor = START(path, "-o", trace);
    expect_line(monitor.out, "hello");
    expect_end(&monitor, EXIT_FINE);
    expect_file(trace, "{\"t\":0,\"ev\":\"print\",\"s\":\"hello\"}\n");
}

Test(monitor, a_trace_that_does_not_come_is_missed)
{
    char path[80];
    (void)snprintf(path, sizeof path, "%s/recorded", folder);
    FILE *out = fopen(path, "w");
    cr_assert(fputs("only text\n", out) >= 0 && fclose(out) == 0);
    struct monitor monitor = START(path, "-o", trace);
    expect_line(monitor.out, "only text");
    expect_line(monitor.err, "the board has sent no trace: build its scene with --trace");
    expect_end(&monitor, EXIT_CHECK);
}

Test(monitor, wrong_words_are_told)
{
    struct monitor monitor = START("--baud", "12345", port);
    expect_line(monitor.err, "--baud 12345: there are 9600, 19200");
    expect_end(&monitor, EXIT_USAGE);
    monitor = START("-o", "/nowhere/trace", port);
    expect_line(monitor.err, "/nowhere/trace: cannot write: No such file");
    expect_end(&monitor, EXIT_IO);
}
