/* test_host_stream.c - real time, pipes, files, standard input.    SPDX-License-Identifier: MIT */
#include <pthread.h>
#include <sys/wait.h>

#include "host_fixture.h"

TestSuite(host_port, .init = set_up_host, .fini = tear_down_host);
TestSuite(host_stream, .init = set_up_host, .fini = tear_down_host);

static struct operate_task reader, writer;
static struct host_stream in, out;

static void open_pipe(void)
{
    int descriptors[2];
    cr_assert(zero(pipe(descriptors)));
    host_stream_init(&in, &host, &loop, descriptors[0]);
    host_stream_init(&out, &host, &loop, descriptors[1]);
}

static void close_pipe(void)
{
    host_stream_close(&in);
    host_stream_close(&out);
}

/* ---- Port ------------------------------------------------------------------------------------ */

Test(host_port, sleep_is_never_early)
{
    uint64_t before_us = host.port.now_us(&host);
    cr_assert(eq(i32, run(coop_sleep_us(1500)), COOP_OK));
    cr_assert(ge(u64, host.port.now_us(&host), before_us + 1500));
}

static void *set_flag(void *flag)
{
    coop_flag_set(flag);
    return NULL;
}

Test(host_port, another_thread_wakes_it)
{
    pthread_t thread;
    coop_flag flag;
    coop_flag_init(&flag, &loop);
    coop_spawn(&loop, &operation, operate, .name = "flag", .op = coop_flag_wait(&flag));
    coop_turn(&loop);
    cr_assert(zero(pthread_create(&thread, NULL, set_flag, &flag)));
    cr_assert(eq(i32, coop_run(&loop, &operation.task), COOP_OK));
    cr_assert(zero(pthread_join(thread, NULL)));
}

static coop_flag alarmed;

static void on_alarm(int signal_)
{
    (void)signal_;
    coop_flag_set(&alarmed);
}

Test(host_port, signal_handler_wakes_it)
{
    struct sigaction action = {.sa_handler = on_alarm};
    (void)sigemptyset(&action.sa_mask);
    cr_assert(zero(sigaction(SIGALRM, &action, NULL)));
    coop_flag_init(&alarmed, &loop);
    (void)alarm(1);
    cr_assert(eq(i32, run(coop_flag_wait(&alarmed)), COOP_OK));
}

async_def(spin, bool stop;)
{
    async_body {
        while (!self->stop)
            await(coop_sleep_ms(0));
    }
    return COOP_DONE;
}

Test(host_port, readiness_is_seen_while_tasks_keep_the_loop_busy)
{
    static struct spin_task spinner;
    open_pipe();
    coop_spawn(&loop, &spinner, spin);
    coop_spawn(&loop, &reader, operate, .name = "read", .op = coop_stream_read(&in.stream, got, 9));
    for (int i = 0; i < 10; i++)
        coop_turn(&loop);
    cr_assert(eq(i32, run(coop_stream_write_all(&out.stream, "x", 1)), 1));
    cr_assert(eq(i32, coop_run(&loop, &reader.task), 1));
    spinner.coroutine.stop = true;
    coop_run(&loop, &spinner.task);
    close_pipe();
}

Test(host_port, more_watches_than_there_may_be_are_an_error)
{
    static coop_flag flags[HOST_WATCHES_MAX];
    open_pipe();
    for (int i = 0; i < HOST_WATCHES_MAX; i++) {
        coop_flag_init(&flags[i], &loop);
        cr_assert(eq(i32, host_watch(&host, in.descriptor, POLLIN, &flags[i]), COOP_OK));
    }
    cr_assert(eq(i32, host_watch(&host, in.descriptor, POLLIN, &flags[0]), COOP_OK));
    cr_assert(eq(i32, run(coop_stream_read(&in.stream, got, 9)), COOP_ERR_FULL));
    for (int i = 0; i < HOST_WATCHES_MAX; i++)
        host_unwatch(&host, &flags[i]);
    close_pipe();
}

/* ---- Pipes ----------------------------------------------------------------------------------- */

Test(host_stream, pipe_carries_lines_to_its_end)
{
    unsigned char ahead[32];
    open_pipe();
    coop_stream_buffer_input(&in.stream, ahead, sizeof ahead);
    coop_spawn(&loop, &reader, operate, .name = "line",
               .op = coop_stream_read_line(&in.stream, got, sizeof got));
    cr_assert(eq(i32, run(coop_stream_write_all(&out.stream, "one\ntwo", 7)), 7));
    cr_assert(eq(i32, coop_run(&loop, &reader.task), 4));
    cr_assert(eq(str, got, "one\n"));
    host_stream_close(&out);
    cr_assert(eq(i32, run(coop_stream_read_line(&in.stream, got, sizeof got)), 3));
    cr_assert(eq(i32, run(coop_stream_read_line(&in.stream, got, sizeof got)), 0));
    close_pipe();
}

/* Far more than the kernel keeps: the writer has to wait for the reader, again and again. */
Test(host_stream, pipe_of_a_million_bytes_loses_none)
{
    static unsigned char sent[1000000], received[1000000];
    for (size_t i = 0; i < sizeof sent; i++)
        sent[i] = (unsigned char)(i * 7 >> 3);
    open_pipe();
    coop_spawn(&loop, &writer, operate, .name = "write",
               .op = coop_stream_write_all(&out.stream, sent, sizeof sent));
    cr_assert(eq(i32, run(coop_stream_read_exactly(&in.stream, received, sizeof received)),
                 (int32_t)sizeof sent));
    cr_assert(zero(memcmp(sent, received, sizeof sent)));
    cr_assert(coop_finished(&writer.task));
    close_pipe();
}

Test(host_stream, writing_where_nobody_reads_is_an_error_and_not_the_end)
{
    open_pipe();
    host_stream_close(&in);
    cr_assert(eq(i32, run(coop_stream_write_all(&out.stream, "x", 1)), COOP_ERR_CLOSED));
    cr_assert(eq(int, host_stream_error(&out), EPIPE));
    close_pipe();
}

Test(host_stream, closing_ends_who_waits)
{
    open_pipe();
    coop_spawn(&loop, &reader, operate, .name = "read", .op = coop_stream_read(&in.stream, got, 9));
    cr_assert(eq(i32, run(coop_sleep_ms(1)), COOP_OK));
    host_stream_close(&in);
    cr_assert(eq(i32, coop_run(&loop, &reader.task), COOP_ERR_CLOSED));
    close_pipe();
}

/* ---- Files ----------------------------------------------------------------------------------- */

Test(host_stream, file_is_written_and_read_back)
{
    char path[] = "/tmp/glowloop_stream_XXXXXX";
    struct host_stream file = {0};
    (void)close(mkstemp(path));
    cr_assert(eq(i32, host_stream_open(&file, &host, &loop, path, O_WRONLY), COOP_OK));
    cr_assert(eq(i32, run(coop_stream_write_all(&file.stream, text, 100)), 100));
    host_stream_close(&file);
    cr_assert(eq(i32, host_stream_open(&file, &host, &loop, path, O_RDONLY), COOP_OK));
    cr_assert(eq(i32, run(coop_stream_read_all(&file.stream, got, sizeof got)), 100));
    cr_assert(zero(memcmp(got, text, 100)));
    host_stream_close(&file);
    (void)unlink(path);
}

Test(host_stream, file_that_is_not_there_says_so)
{
    struct host_stream file = {0};
    cr_assert(
        eq(i32, host_stream_open(&file, &host, &loop, "/nowhere/at/all", O_RDONLY), COOP_ERR_IO));
    cr_assert(eq(int, host_stream_error(&file), ENOENT));
    host_stream_close(&file);
}

Test(host_stream, error_of_the_system_is_kept)
{
    struct host_stream folder = {0};
    cr_assert(eq(i32, host_stream_open(&folder, &host, &loop, "/", O_RDONLY), COOP_OK));
    cr_assert(eq(i32, run(coop_stream_read(&folder.stream, got, 9)), COOP_ERR_IO));
    cr_assert(eq(int, host_stream_error(&folder), EISDIR));
    host_stream_close(&folder);
}

/* A file is always ready: a task that reads one without end must leave the others their turns. */
Test(host_stream, endless_line_of_an_endless_file_stops_nobody)
{
    struct host_stream zeros = {0};
    cr_assert(eq(i32, host_stream_open(&zeros, &host, &loop, "/dev/zero", O_RDONLY), COOP_OK));
    coop_op line = coop_stream_read_line(&zeros.stream, got, 16);
    cr_assert(eq(i32, run(line), COOP_ERR_LONG));
    coop_spawn(&loop, &reader, operate, .name = "line", .op = line);
    cr_assert(eq(i32, run(coop_sleep_ms(2)), COOP_OK));
    cr_assert(eq(i32, coop_cancel(&reader.task), COOP_OK));
    cr_assert(eq(i32, coop_run(&loop, &reader.task), COOP_ERR_CANCELLED));
    host_stream_close(&zeros);
}

/* ---- Standard input ---------------------------------------------------------------------------
 */

Test(host_stream, standard_input_keeps_its_mode_and_waits_without_blocking)
{
    struct host_stream input = {0};
    int descriptors[2];
    cr_assert(zero(pipe(descriptors)));
    cr_assert(eq(int, dup2(descriptors[0], STDIN_FILENO), STDIN_FILENO));
    (void)close(descriptors[0]);
    int mode = fcntl(STDIN_FILENO, F_GETFL);
    host_stream_share(&input, &host, &loop, STDIN_FILENO);
    coop_spawn(&loop, &reader, operate, .name = "line",
               .op = coop_stream_read_line(&input.stream, got, sizeof got));
    cr_assert(eq(i32, run(coop_sleep_ms(1)), COOP_OK), "the line is not there, and time goes on");
    cr_assert(eq(sz, (size_t)write(descriptors[1], "typed\n", 6), 6));
    cr_assert(eq(i32, coop_run(&loop, &reader.task), 6));
    cr_assert(eq(str, got, "typed\n"));
    host_stream_close(&input);
    cr_assert(eq(int, fcntl(STDIN_FILENO, F_GETFL), mode));
    (void)close(descriptors[1]);
}

Test(host_stream, shared_output_that_is_full_waits_without_blocking)
{
    static unsigned char much[200000];
    struct host_stream shared = {0};
    int descriptors[2];
    cr_assert(zero(pipe(descriptors)));
    host_stream_share(&shared, &host, &loop, descriptors[1]);
    host_stream_init(&in, &host, &loop, descriptors[0]);
    coop_spawn(&loop, &writer, operate, .name = "write",
               .op = coop_stream_write_all(&shared.stream, much, sizeof much));
    cr_assert(eq(i32, run(coop_sleep_ms(1)), COOP_OK));
    cr_assert(not(coop_finished(&writer.task)));
    static unsigned char received[200000];
    cr_assert(
        eq(i32, run(coop_stream_read_exactly(&in.stream, received, sizeof received)), 200000));
    cr_assert(eq(i32, coop_run(&loop, &writer.task), 200000));
    host_stream_close(&shared);
    host_stream_close(&in);
    (void)close(descriptors[1]);
}
