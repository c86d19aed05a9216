/* remote.h - a sim in a process of its own.                        SPDX-License-Identifier: MIT
 *
 * So that programs that crash, or never give up control, take nothing else with them. To its owner
 * it is a sim like others (engine/far.h), with the same events, at the same times. When its process
 * ends, or sends what makes no sense, it has ended with a failure, and sim_problem() tells which.
 */
#ifndef REMOTE_H
#define REMOTE_H

#include "engine/sim.h"

/* What the process finds open. */
#define REMOTE_FD       3 /* a socket to its owner, for remote_serve() */
#define REMOTE_WORDS_FD 4 /* where it may write a line on why it is about to end */

/* How such a process begins. */
struct remote {
    const char *const *command; /* its words, the last is NULL: it calls remote_serve() */
    const char *object;         /* a file with programs, that it is to load; NULL: none */
    int silence_ms;             /* of real time, after which it is given up; 0: ten seconds */
};

/* As sim_new(); of `text`, which the scene was read from. Both, and *remote, are not needed any
 * longer than this call; the scene, until sim_free(). Waits for the process; one that does not
 * begin gives a sim that has ended. NULL only when memory is out. */
struct sim *remote_new(const struct remote *remote, const struct scene *scene,
                       const struct source *text, sim_listener listener, void *context);

/* ---- In the process ------------------------------------------------------------------------- */

/* Do what the owner says, until it is gone. `running` gets the sim for as long as it runs, else
 * NULL: for handlers of signals. False if something was wrong. */
bool remote_serve(int fd, struct sim *volatile *running);

#endif
