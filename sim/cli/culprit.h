/* culprit.h - which task never gives up control.                   SPDX-License-Identifier: MIT */
#ifndef CLI_CULPRIT_H
#define CLI_CULPRIT_H

#include <stdint.h>

#include "engine/sim.h"

/* Write to `fd`, without a line end, whose step is under way and where it began. It still runs, so
 * nothing can be asked later: may be called from a signal's handler. `sim` may be NULL. */
void culprit_tell(int fd, const struct sim *sim);

/* Call `handler` after so much real time, as SIGALRM has it. */
void culprit_on_alarm(void (*handler)(int), uint64_t us);
/* The same once more; 0: not at all. */
void culprit_alarm_in(uint64_t us);

#endif
