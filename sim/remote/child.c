/* child.c - the process that a sim has for itself.               SPDX-License-Identifier: MIT */
#include "remote/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "remote/remote.h"

#define FIRST_FD 10   /* out of the way of those that it gets */
#define LAST_MS  3000 /* for its last words, once it has begun to end */

extern char **environ;

/* ---- The beginning --------------------------------------------------------------------------- */

/* The same, but kept from processes to come, and out of the way. */
static bool put_away(int *fd)
{
    int copy = fcntl(*fd, F_DUPFD_CLOEXEC, FIRST_FD);
    (void)close(*fd);
    *fd = copy;
    return copy >= 0;
}

/* Two ends for it, and two for its owner. */
struct ends {
    int sockets[2];
    int words[2];
};

static void close_ends(const struct ends *ends)
{
    for (int i = 0; i < 2; i++) {
        if (ends->sockets[i] >= 0)
            (void)close(ends->sockets[i]);
        if (ends->words[i] >= 0)
            (void)close(ends->words[i]);
    }
}

static bool make_ends(struct ends *ends)
{
    *ends = (struct ends){{-1, -1}, {-1, -1}};
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends->sockets) != 0 || pipe(ends->words) != 0)
        return false;
#ifdef SO_NOSIGPIPE
    (void)setsockopt(ends->sockets[0], SOL_SOCKET, SO_NOSIGPIPE, &(int){1}, sizeof(int));
    (void)setsockopt(ends->sockets[1], SOL_SOCKET, SO_NOSIGPIPE, &(int){1}, sizeof(int));
#endif
    bool away = true;
    for (int i = 0; i < 2; i++)
        away = put_away(&ends->sockets[i]) && put_away(&ends->words[i]) && away;
    return away;
}

/* What its programs print by themselves is talk, not data. */
static int spawn(pid_t *id, const char *const *command, const struct ends *ends)
{
    posix_spawn_file_actions_t actions;
    int error = posix_spawn_file_actions_init(&actions);
    if (error != 0)
        return error;
    error = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (error == 0)
        error = posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
    if (error == 0)
        error = posix_spawn_file_actions_adddup2(&actions, ends->sockets[1], REMOTE_FD);
    if (error == 0)
        error = posix_spawn_file_actions_adddup2(&actions, ends->words[1], REMOTE_WORDS_FD);
    if (error == 0)
        error =
            posix_spawn(id, command[0], &actions, NULL, (char *const *)(uintptr_t)command, environ);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

bool child_begin(struct child *child, const char *const *command, int *fd)
{
    struct ends ends;
    *child = CHILD_NONE;
    int error = make_ends(&ends) ? spawn(&child->id, command, &ends) : errno;
    if (error != 0) {
        child->id = 0;
        close_ends(&ends);
        errno = error;
        return false;
    }
    *fd = ends.sockets[0];
    child->words_fd = ends.words[0];
    ends.sockets[0] = ends.words[0] = -1;
    close_ends(&ends);
    return true;
}

/* ---- The end --------------------------------------------------------------------------------- */

/* Up to the end of its process; its own children may have the pipe, too, and keep it. */
static void read_words(int fd, char *words, size_t words_size)
{
    size_t size = 0;
    struct pollfd wanted = {.fd = fd, .events = POLLIN};
    while (size + 1 < words_size && poll(&wanted, 1, LAST_MS) > 0) {
        ssize_t more = read(fd, words + size, words_size - 1 - size);
        if (more <= 0)
            break;
        size += (size_t)more;
    }
    words[size] = '\0';
    words[strcspn(words, "\n")] = '\0';
}

static void tell_status(int status, char *why, size_t why_size)
{
    if (WIFSIGNALED(status))
        (void)snprintf(why, why_size, "the process of its programs was ended: %s",
                       strsignal(WTERMSIG(status)));
    else
        (void)snprintf(why, why_size, "the process of its programs ended, with %d",
                       WEXITSTATUS(status));
}

void child_end(struct child *child, char *why, size_t why_size)
{
    int status = 0;
    if (why)
        *why = '\0';
    if (why && child->words_fd >= 0)
        read_words(child->words_fd, why, why_size);
    if (child->words_fd >= 0)
        (void)close(child->words_fd);
    if (child->id > 0) {
        (void)kill(child->id, SIGKILL);
        while (waitpid(child->id, &status, 0) < 0 && errno == EINTR) {
        }
    }
    if (why && *why == '\0')
        tell_status(status, why, why_size);
    *child = CHILD_NONE;
}
