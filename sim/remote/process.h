/* process.h - the process that a sim has for itself.               SPDX-License-Identifier: MIT */
#ifndef REMOTE_PROCESS_H
#define REMOTE_PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct process {
    pid_t id;     /* 0: none */
    int words_fd; /* its last ones; -1: none */
};

#define PROCESS_NONE ((struct process){.words_fd = -1})

/* Begin one. `fd` gets the owner's end of its socket; the caller closes it. False, with errno set,
 * if it cannot be. */
bool process_begin(struct process *process, const char *const *command, int *fd);

/* End it, if it has not ended by itself, and clear up. `why`, unless NULL, gets one line: its last
 * words or, without any, how it ended. */
void process_end(struct process *process, char *why, size_t why_size);

#endif
