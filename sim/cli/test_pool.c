/* test_pool.c - scenarios side by side, each in a process of its own. SPDX-License-Identifier: MIT
 */
#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/interrupt.h"
#include "cli/session.h"
#include "cli/test.h"
#include "engine/list.h"

enum { JOBS_MAX = 64, READ_SIZE = 4096 };

/* A process, and what has come from it. `outcome` is NULL: the place is free. */
struct worker {
    struct outcome *outcome;
    pid_t process;
    int fd;
    char *bytes;
    size_t size;
    size_t capacity;
    uint64_t began_us;
};

/* ---- Ends ------------------------------------------------------------------------------------ */

/* An end that the scenario did not bring about itself. */
static void tell_end(struct outcome *outcome, const char *format, ...) PRINTF_LIKE(2, 3);
static void tell_end(struct outcome *outcome, const char *format, ...)
{
    char message[600], text[1200];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    (void)snprintf(text, sizeof text, "%s:1:1: error: %s\n", outcome->path, message);
    outcome->code = EXIT_CHECK;
    outcome->text = strdup(text);
    outcome->findings = calloc(1, sizeof *outcome->findings);
    if (!outcome->findings)
        return;
    outcome->finding_count = 1;
    *outcome->findings = (struct finding){strdup(outcome->path), 1, 1, strdup(message), strdup("")};
}

static void conclude(struct worker *worker, const struct test_options *options)
{
    struct outcome *outcome = worker->outcome;
    int status = 0;
    while (waitpid(worker->process, &status, 0) < 0 && errno == EINTR)
        ;
    outcome->wall_us = session_wall_us() - worker->began_us;
    outcome->done = true;
    if (test_read_outcome(outcome, worker->bytes, worker->size))
        return;
    const char *path = outcome->path;
    uint64_t wall_us = outcome->wall_us;
    outcome_free(outcome);
    *outcome = (struct outcome){.path = path, .wall_us = wall_us, .done = true};
    if (worker->size > 1 && worker->bytes[0] == 'T')
        tell_end(outcome, "it was not over after %" PRIu64 " ms of real time: %.*s",
                 options->wall_timeout_us / 1000, (int)worker->size - 1, worker->bytes + 1);
    else if (worker->size > 1 && worker->bytes[0] == 'C')
        tell_end(outcome, "%.*s", (int)worker->size - 1, worker->bytes + 1);
    else if (WIFSIGNALED(status))
        tell_end(outcome, "it was ended by signal %d: %s", WTERMSIG(status),
                 strsignal(WTERMSIG(status)));
    else
        tell_end(outcome, "it ended with code %d and told nothing", WEXITSTATUS(status));
}

void outcome_free(struct outcome *outcome)
{
    for (size_t i = 0; i < outcome->finding_count; i++) {
        free(outcome->findings[i].path);
        free(outcome->findings[i].message);
        free(outcome->findings[i].notes);
    }
    free(outcome->findings);
    free(outcome->name);
    free(outcome->text);
}

/* ---- Processes ------------------------------------------------------------------------------- */

static bool begin(struct worker *worker, struct outcome *outcome,
                  const struct test_options *options)
{
    int ends[2];
    if (pipe(ends) != 0)
        return false;
    (void)fflush(NULL);
    *worker = (struct worker){.outcome = outcome, .fd = ends[0], .began_us = session_wall_us()};
    worker->process = fork();
    if (worker->process == 0) {
        interrupt_catch(false);
        (void)close(ends[0]);
        test_play_one(outcome->path, options, ends[1]);
    }
    (void)close(ends[1]);
    if (worker->process > 0)
        return true;
    (void)close(ends[0]);
    worker->outcome = NULL;
    return false;
}

/* False once there is no more to come. */
static bool receive(struct worker *worker)
{
    char *bytes = list_room(worker->bytes, worker->size + READ_SIZE, &worker->capacity, 1);
    if (!bytes)
        return false;
    worker->bytes = bytes;
    ssize_t got = read(worker->fd, worker->bytes + worker->size, READ_SIZE);
    if (got > 0)
        worker->size += (size_t)got;
    return got > 0 || (got < 0 && errno == EINTR);
}

static void end(struct worker *worker)
{
    (void)close(worker->fd);
    free(worker->bytes);
    *worker = (struct worker){0};
}

static void stop_all(struct worker *workers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (workers[i].outcome) {
            (void)kill(workers[i].process, SIGKILL);
            (void)waitpid(workers[i].process, NULL, 0);
            end(&workers[i]);
        }
}

/* Wait for some of them, and take what they send. */
static void listen_to(struct worker *workers, size_t count, const struct test_options *options,
                      test_progress progress, void *context)
{
    struct pollfd polled[JOBS_MAX];
    for (size_t i = 0; i < count; i++)
        polled[i] =
            (struct pollfd){.fd = workers[i].outcome ? workers[i].fd : -1, .events = POLLIN};
    if (poll(polled, count, -1) <= 0)
        return;
    for (size_t i = 0; i < count; i++) {
        if (!polled[i].revents || receive(&workers[i]))
            continue;
        conclude(&workers[i], options);
        progress(context, workers[i].outcome);
        end(&workers[i]);
    }
}

static size_t job_count(const struct test_options *options, size_t count)
{
    long jobs = options->jobs ? (long)options->jobs : sysconf(_SC_NPROCESSORS_ONLN);
    if (jobs < 1)
        jobs = 1;
    if (jobs > JOBS_MAX)
        jobs = JOBS_MAX;
    return (size_t)jobs < count ? (size_t)jobs : count;
}

bool test_play_all(struct outcome *outcomes, size_t count, const struct test_options *options,
                   test_progress progress, void *context)
{
    struct worker workers[JOBS_MAX] = {{0}};
    size_t jobs = job_count(options, count), next = 0, busy = 0;
    interrupt_catch(true);
    while (!interrupt_came()) {
        busy = 0;
        for (size_t i = 0; i < jobs; i++) {
            while (!workers[i].outcome && next < count) {
                struct outcome *outcome = &outcomes[next++];
                if (!begin(&workers[i], outcome, options)) {
                    tell_end(outcome, "no process can be made for it: %s", strerror(errno));
                    outcome->done = true;
                    progress(context, outcome);
                }
            }
            busy += workers[i].outcome != NULL;
        }
        if (busy == 0)
            break;
        listen_to(workers, jobs, options, progress, context);
    }
    stop_all(workers, jobs);
    return !interrupt_came();
}
