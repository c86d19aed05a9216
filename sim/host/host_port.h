/* host_port.h - a loop in real time, on a POSIX system.            SPDX-License-Identifier: MIT
 *
 *     struct host host;
 *     coop_loop loop;
 *     if (host_open(&host) < 0)
 *         return 1;
 *     coop_init(&loop, &host.port);
 *     coop_run(&loop, coop_spawn(&loop, &task, app));
 *     host_close(&host);
 *
 * While no task is due it sleeps in poll(2) until the next deadline, a watched file is ready, or
 * somebody wakes it; while tasks are due it looks at the files every HOST_LOOK_US, as an interrupt
 * would. Sleeps are never early, and up to a millisecond late, which is the grain of poll(2).
 * coop_flag_set() may be called from other threads and from signal handlers. Whoever links it
 * defines coop_assert_failed().
 */
#ifndef HOST_PORT_H
#define HOST_PORT_H

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

#include "coop/coop.h"

#define HOST_WATCHES_MAX 64   /* sides of streams that are awaited at once */
#define HOST_LOOK_US     1000 /* between two looks at files while tasks are due */

/* All members are private, except `port`. It must stay in place while it is open. */
struct host {
    coop_port port;
    pthread_t thread; /* the loop's */
    pthread_mutex_t interrupts;
    sigset_t signals; /* before interrupts were kept out */
    uint32_t depth;
    int wake_pipe[2];
    volatile sig_atomic_t idling;
    volatile sig_atomic_t woken;
    uint64_t looked_us;
    struct pollfd polled[1 + HOST_WATCHES_MAX]; /* the first is wake_pipe */
    coop_flag *flags[1 + HOST_WATCHES_MAX];
    uint32_t watches;
};

/* For a loop in the calling thread. Makes SIGPIPE ignored unless it is handled, because writing to
 * who does not listen is an error here and not the end. 0, or COOP_ERR_IO with errno set. */
int32_t host_open(struct host *host);
/* No stream of it may be open any more. */
void host_close(struct host *host);

/* Set `ready` once `descriptor` has one of `events` (POLLIN, POLLOUT), an error, or nobody at its
 * other end; then forget it. A flag that is watched already is watched anew. COOP_ERR_FULL beyond
 * HOST_WATCHES_MAX. O(watches). */
int32_t host_watch(struct host *host, int descriptor, short events, coop_flag *ready);
void host_unwatch(struct host *host, const coop_flag *ready);

#endif
