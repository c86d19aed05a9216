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
    const char *folder;         /* where their sources are, as a crash shall name it */
    int silence_ms;             /* of real time, after which it is given up; 0: ten seconds */
};

/* As sim_new(), of a scene with a text. What *remote points to lives as long as the sim, and the
 * types of sim_want() do not change once it runs. Waits for the process; one that does not begin
 * gives a sim that has ended. NULL only when memory is out. */
struct sim *remote_new(const struct remote *remote, const struct scene *scene,
                       sim_listener listener, void *context);

/* The programs of the object, as far as a scene that names them has to know: they cannot run here.
 * NULL, with one line in `why`, if they are not in order. */
struct remote_programs;
struct remote_programs *remote_describe(const struct remote *remote, char *why, size_t why_size);
const struct program *const *remote_list(const struct remote_programs *programs, size_t *count);
void remote_forget(struct remote_programs *programs); /* NULL is fine */

/* ---- In the process ------------------------------------------------------------------------- */

/* Do what the owner says, until it is gone. A crash, or a step that never ends, ends the process,
 * with a line on REMOTE_WORDS_FD. Once in a process. False if something was wrong. */
bool remote_serve(int fd);

#endif
