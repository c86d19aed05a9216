/* serve.c - glowloop serve: a sim in a process of its own, for a window.
 *                                                                  SPDX-License-Identifier: MIT */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/time.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/culprit.h"
#include "remote/remote.h"

#define LOOK_US 250000 /* between looks at what it does */
#define LOOKS   4      /* that find nothing has moved: it never will */

static struct sim *volatile running;

/* Whether there is still somebody to do it for. */
static bool owned(void)
{
    struct pollfd owner = {.fd = REMOTE_FD};
    return poll(&owner, 1, 0) <= 0 || (owner.revents & (POLLHUP | POLLERR)) == 0;
}

static void on_alarm(int signal)
{
    static uint64_t steps, now_us;
    static int looks;
    const struct sim *sim = running;
    (void)signal;
    if (!owned())
        _exit(EXIT_FINE);
    bool moved = sim == NULL || sim_steps(sim) != steps || sim_now_us(sim) != now_us;
    looks = moved ? 0 : looks + 1;
    if (moved && sim != NULL) {
        steps = sim_steps(sim);
        now_us = sim_now_us(sim);
    }
    if (looks < LOOKS)
        return;
    culprit_tell(REMOTE_WORDS_FD, sim);
    _exit(EXIT_TIMEOUT);
}

static void watch(void)
{
    struct sigaction action = {.sa_handler = on_alarm, .sa_flags = SA_RESTART};
    struct itimerval timer = {.it_interval = {.tv_usec = LOOK_US},
                              .it_value = {.tv_usec = LOOK_US}};
    sigemptyset(&action.sa_mask);
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &timer, NULL);
}

int cli_serve(int argc, char **argv)
{
    (void)argv;
    if (argc > 0 || !owned()) {
        cli_complain("serve is for glowloop's own use");
        return EXIT_USAGE;
    }
    signal(SIGINT, SIG_IGN); /* it is for the owner, who ends both */
    setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    watch();
    return remote_serve(REMOTE_FD, &running) ? EXIT_FINE : EXIT_IO;
}
