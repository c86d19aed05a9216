/* process.c - a command at work.                                   SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "project/internal.h"

extern char **environ;

enum { ENVIRONMENT_MAX = 1024, READ_SIZE = 4096 };

/* In English, whatever is spoken here: problems.c reads it. A sanitizer that this process has been
 * given is not for the compiler. */
static void environment_of(char **list)
{
    static char language[] = "LC_ALL=C";
    size_t count = 0;
    list[count++] = language;
    for (char **entry = environ; *entry != NULL && count < ENVIRONMENT_MAX; entry++)
        if (strncmp(*entry, "LC_ALL=", 7) != 0 && strncmp(*entry, "LD_PRELOAD=", 11) != 0)
            list[count++] = *entry;
    list[count] = NULL;
}

static int spawn(struct process *process, const struct command *command, int write_fd)
{
    char *environment[ENVIRONMENT_MAX + 1];
    posix_spawn_file_actions_t actions;
    pid_t id = 0;
    environment_of(environment);
    int error = posix_spawn_file_actions_init(&actions);
    if (error != 0)
        return error;
    (void)posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    (void)posix_spawn_file_actions_adddup2(&actions, write_fd, STDOUT_FILENO);
    (void)posix_spawn_file_actions_adddup2(&actions, write_fd, STDERR_FILENO);
    error = posix_spawnp(&id, command->words[0], &actions, NULL, command->words, environment);
    (void)posix_spawn_file_actions_destroy(&actions);
    process->id = error == 0 ? (int)id : 0;
    return error;
}

bool process_begin(struct process *process, const struct command *command)
{
    int ends[2];
    *process = (struct process){0};
    if (pipe(ends) != 0)
        return false;
    for (size_t i = 0; i < 2; i++)
        (void)fcntl(ends[i], F_SETFD, FD_CLOEXEC);
    (void)fcntl(ends[0], F_SETFL, O_NONBLOCK);
    int error = spawn(process, command, ends[1]);
    (void)close(ends[1]);
    process->fd = ends[0];
    if (error == 0)
        return true;
    (void)close(ends[0]);
    errno = error;
    return false;
}

static void reap(struct process *process)
{
    while (waitpid(process->id, &process->status, 0) < 0 && errno == EINTR)
        ;
    process->id = 0;
    (void)close(process->fd);
}

bool process_read(struct process *process)
{
    ssize_t got = 1;
    while (got > 0) {
        char *said = realloc(process->said, process->size + READ_SIZE + 1);
        if (said == NULL) {
            (void)kill(process->id, SIGKILL);
            break;
        }
        process->said = said;
        got = read(process->fd, said + process->size, READ_SIZE);
        process->size += got > 0 ? (size_t)got : 0;
        said[process->size] = '\0';
    }
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return true;
    reap(process);
    return false;
}

bool process_wait(struct process *process)
{
    struct pollfd polled = {.fd = process->fd, .events = POLLIN};
    (void)poll(&polled, 1, -1);
    return process_read(process);
}

void process_end(struct process *process)
{
    if (process->id > 0) {
        (void)kill(process->id, SIGKILL);
        reap(process);
    }
    free(process->said);
    *process = (struct process){0};
}
