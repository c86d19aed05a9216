/* culprit.c - which task never gives up control.                   SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700 /* setitimer() */

#include "cli/culprit.h"

#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

/* A handler may not print but only write. */
static void tell(int fd, const char *words)
{
    (void)!write(fd, words, strlen(words));
}

void culprit_tell(int fd, const struct sim *sim)
{
    char digits[8];
    size_t first = sizeof digits - 1;
    const coop_task *task = sim == NULL ? NULL : sim_running(sim);
    if (task == NULL) {
        tell(fd, "a step never ends");
        return;
    }
    digits[first] = '\0';
    for (unsigned line = coop_line(task); line != 0; line /= 10)
        digits[--first] = (char)('0' + line % 10);
    tell(fd, "task \"");
    tell(fd, sim_task_name(sim, task));
    tell(fd, "\" never gives up control; ");
    tell(fd, digits[first] == '\0' ? "it has not come to an await yet: " : "its last await: ");
    tell(fd, coop_file(task));
    tell(fd, digits[first] == '\0' ? "" : ":");
    tell(fd, digits + first);
}

void culprit_on_alarm(void (*handler)(int), uint64_t us)
{
    struct sigaction action = {.sa_handler = handler};
    sigemptyset(&action.sa_mask);
    sigaction(SIGALRM, &action, NULL);
    culprit_alarm_in(us);
}

void culprit_alarm_in(uint64_t us)
{
    struct itimerval timer = {
        .it_value = {.tv_sec = (time_t)(us / 1000000), .tv_usec = (suseconds_t)(us % 1000000)}};
    setitimer(ITIMER_REAL, &timer, NULL);
}
