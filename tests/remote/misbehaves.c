/* misbehaves.c - the process of a sim, as it should not be.          SPDX-License-Identifier: MIT
 *
 *     misbehaves dies | aborts | speaks      at once; the last one with some words
 *     misbehaves babbles SEED                says what makes no sense
 *     misbehaves bends SEED                  does all as it should, but some bytes get lost in it
 */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "remote/remote.h"

static uint32_t random_state;

static uint32_t next_random(void)
{
    random_state = random_state * 1664525u + 1013904223u;
    return random_state >> 8;
}

static void babble(void)
{
    for (int i = 0; i < 100; i++) {
        uint8_t bytes[256];
        for (size_t j = 0; j < sizeof bytes; j++)
            bytes[j] = (uint8_t)(next_random() % 3 == 0 ? next_random() % 17 : next_random());
        if (send(REMOTE_FD, bytes, sizeof bytes, MSG_NOSIGNAL) < 0)
            return;
    }
}

/* One that behaves, behind this one. */
static int begin_other(void)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
        exit(9);
    if (fork() == 0) {
        (void)close(ends[0]);
        (void)close(REMOTE_FD);
        (void)close(REMOTE_WORDS_FD);
        _exit(remote_serve(ends[1]) ? 0 : 1);
    }
    (void)close(ends[1]);
    return ends[0];
}

/* What comes goes on to the other side. False when there is no more. */
static bool pass_on(int from, int to, bool bent)
{
    uint8_t bytes[4096];
    ssize_t size = recv(from, bytes, sizeof bytes, 0);
    if (size <= 0)
        return false;
    if (bent && next_random() % 4 == 0)
        bytes[next_random() % (size_t)size] ^= (uint8_t)(1u << next_random() % 8);
    return send(to, bytes, (size_t)size, MSG_NOSIGNAL) == size;
}

static void bend(void)
{
    int other = begin_other();
    for (;;) {
        struct pollfd ends[] = {{.fd = REMOTE_FD, .events = POLLIN},
                                {.fd = other, .events = POLLIN}};
        (void)poll(ends, 2, -1);
        if (ends[0].revents && !pass_on(REMOTE_FD, other, false))
            break;
        if (ends[1].revents && !pass_on(other, REMOTE_FD, true))
            break;
    }
    (void)close(other);
    (void)wait(NULL);
}

int main(int argc, char **argv)
{
    const char *how = argc > 1 ? argv[1] : "";
    random_state = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 0;
    if (strcmp(how, "dies") == 0)
        return 7;
    if (strcmp(how, "aborts") == 0)
        raise(SIGKILL);
    if (strcmp(how, "speaks") == 0)
        (void)!write(REMOTE_WORDS_FD, "I am no more\nand more", 21);
    if (strcmp(how, "babbles") == 0)
        babble();
    if (strcmp(how, "bends") == 0)
        bend();
    return 0;
}
