/* host_port.c - a loop in real time, on a POSIX system.            SPDX-License-Identifier: MIT
 *
 * There are no interrupts here, so readiness is looked for where time is looked at: in idle(),
 * and while tasks keep the loop busy in now_us(), for which coop_ask_time() is there.
 */
#include "host/host_port.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "coop/driver.h"
#include "coop/stream.h"

static uint64_t clock_us(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000u + (uint64_t)time.tv_nsec / 1000u;
}

static bool in_loop(const struct host *host)
{
    return pthread_equal(pthread_self(), host->thread) != 0;
}

static void empty_wake_pipe(struct host *host)
{
    char bytes[64];
    while (read(host->wake_pipe[0], bytes, sizeof bytes) == (ssize_t)sizeof bytes) {
    }
}

/* ---- Watching ------------------------------------------------------------------------------- */

static void forget(struct host *host, uint32_t place)
{
    uint32_t last = host->watches--;
    if (last == 1)
        coop_ask_time(host->flags[1]->loop, false);
    host->polled[place] = host->polled[last];
    host->flags[place] = host->flags[last];
}

void host_unwatch(struct host *host, const coop_flag *ready)
{
    for (uint32_t place = 1; place <= host->watches; place++) {
        if (host->flags[place] == ready) {
            forget(host, place);
            return;
        }
    }
}

int32_t host_watch(struct host *host, int descriptor, short events, coop_flag *ready)
{
    host_unwatch(host, ready);
    if (host->watches == HOST_WATCHES_MAX)
        return COOP_ERR_FULL;
    uint32_t place = ++host->watches;
    host->polled[place] = (struct pollfd){.fd = descriptor, .events = events};
    host->flags[place] = ready;
    coop_ask_time(ready->loop, true);
    return COOP_OK;
}

/* Downwards, because what is forgotten is replaced by the last. */
static void deliver(struct host *host)
{
    for (uint32_t place = host->watches; place > 0; place--) {
        if (host->polled[place].revents == 0)
            continue;
        coop_flag *ready = host->flags[place];
        forget(host, place);
        coop_flag_set(ready);
    }
    if (host->polled[0].revents != 0)
        empty_wake_pipe(host);
}

static void look(struct host *host, int timeout_ms)
{
    int ready = poll(host->polled, 1 + host->watches, timeout_ms);
    host->idling = false;
    host->looked_us = clock_us();
    if (ready > 0)
        deliver(host);
}

/* ---- Port ----------------------------------------------------------------------------------- */

static uint64_t now_us(void *context)
{
    struct host *host = context;
    uint64_t time_us = clock_us();
    if (in_loop(host) && host->watches > 0 && time_us - host->looked_us >= HOST_LOOK_US)
        look(host, 0);
    return time_us;
}

/* Rounded up: poll() counts milliseconds, and an idle() that ends early has to come again. */
static int timeout_ms(uint64_t until_us)
{
    uint64_t time_us = clock_us();
    if (until_us == COOP_NEVER)
        return -1;
    if (until_us <= time_us)
        return 0;
    uint64_t ms = (until_us - time_us + 999) / 1000;
    return ms > INT_MAX ? INT_MAX : (int)ms;
}

static bool idle(void *context, uint64_t until_us)
{
    struct host *host = context;
    host->idling = true;
    bool woken = host->woken;
    host->woken = false;
    look(host, woken ? 0 : timeout_ms(until_us));
    return true;
}

/* A pipe remembers a wake-up that comes just before poll(). What comes in the loop's own thread
 * before idle() needs no more than a variable. */
static void wake(void *context)
{
    struct host *host = context;
    if (in_loop(host) && !host->idling) {
        host->woken = true;
        return;
    }
    int saved_errno = errno;
    while (write(host->wake_pipe[1], "", 1) < 0 && errno == EINTR) {
    }
    errno = saved_errno;
}

/* Other threads wait at the mutex; signals wait because a handler would wait for ever there. */
static uint32_t irq_save(void *context)
{
    struct host *host = context;
    sigset_t all, before;
    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_BLOCK, &all, &before);
    (void)pthread_mutex_lock(&host->interrupts);
    if (host->depth == 0)
        host->signals = before;
    return host->depth++;
}

static void irq_restore(void *context, uint32_t saved)
{
    struct host *host = context;
    sigset_t before = host->signals;
    host->depth = saved;
    (void)pthread_mutex_unlock(&host->interrupts);
    if (saved == 0)
        (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/* ---- Birth and death ------------------------------------------------------------------------ */

static void ignore_broken_pipes(void)
{
    struct sigaction action;
    if (sigaction(SIGPIPE, NULL, &action) == 0 && action.sa_handler == SIG_DFL) {
        action.sa_handler = SIG_IGN;
        (void)sigaction(SIGPIPE, &action, NULL);
    }
}

static bool open_wake_pipe(struct host *host)
{
    if (pipe(host->wake_pipe) < 0)
        return false;
    for (int i = 0; i < 2; i++) {
        (void)fcntl(host->wake_pipe[i], F_SETFL, O_NONBLOCK);
        (void)fcntl(host->wake_pipe[i], F_SETFD, FD_CLOEXEC);
    }
    host->polled[0] = (struct pollfd){.fd = host->wake_pipe[0], .events = POLLIN};
    return true;
}

int32_t host_open(struct host *host)
{
    pthread_mutexattr_t recursive;
    memset(host, 0, sizeof *host);
    host->port = (coop_port){host, now_us, idle, wake, irq_save, irq_restore};
    host->thread = pthread_self();
    if (!open_wake_pipe(host))
        return COOP_ERR_IO;
    (void)pthread_mutexattr_init(&recursive);
    (void)pthread_mutexattr_settype(&recursive, PTHREAD_MUTEX_RECURSIVE);
    (void)pthread_mutex_init(&host->interrupts, &recursive);
    (void)pthread_mutexattr_destroy(&recursive);
    ignore_broken_pipes();
    return COOP_OK;
}

void host_close(struct host *host)
{
    (void)close(host->wake_pipe[0]);
    (void)close(host->wake_pipe[1]);
    (void)pthread_mutex_destroy(&host->interrupts);
}
