/* child.h - the process that a sim has for itself.               SPDX-License-Identifier: MIT */
#ifndef REMOTE_CHILD_H
#define REMOTE_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct child {
    pid_t id;     /* 0: none */
    int words_fd; /* its last ones; -1: none */
};

#define CHILD_NONE ((struct child){.words_fd = -1})

/* Begin one. `fd` gets the owner's end of its socket; the caller closes it. False, with errno set,
 * if it cannot be. */
bool child_begin(struct child *child, const char *const *command, int *fd);

/* End it, if it has not ended by itself, and clear up. `why`, unless NULL, gets one line: its last
 * words or, without any, how it ended. */
void child_end(struct child *child, char *why, size_t why_size);

#endif
