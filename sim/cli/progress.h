/* progress.h - how far it is, as a bar on a terminal.              SPDX-License-Identifier: MIT */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

/* Zero-initialise. */
struct progress {
    bool shown;
    uint64_t next_us; /* of real time: no sooner again */
};

/* Show `done` of `all` on stderr, if that is a terminal, at most ten times a second. */
void progress_show(struct progress *progress, uint64_t done, uint64_t all);
/* Leave an empty line to whatever comes next. */
void progress_end(struct progress *progress);

#endif
