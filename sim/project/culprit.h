/* culprit.h - which task it was, and where: of a crash, and of what never gives up control.
 *                                                                  SPDX-License-Identifier: MIT */
#ifndef PROJECT_CULPRIT_H
#define PROJECT_CULPRIT_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/sim.h"

/* Called in a signal's handler: it may write() what is known, as one line without an end, and must
 * _exit(). */
typedef void (*culprit_end)(bool crashed, const char *words);

/* From now on two things end this process by `end`. One is SIGXCPU: somebody has lost patience, and
 * wants to know which task is busy, and where. The other is a crash (SIGSEGV, SIGBUS, SIGFPE,
 * SIGILL, SIGABRT), if programs of a project have been loaded; else the system sees to that.
 * *sim is what runs; it is NULL while nothing does. Once in a process; `sim` lives as long. */
void culprit_guard(struct sim *const volatile *sim, culprit_end end);

/* SIGXCPU for the one who runs *sim; may be called from a signal's handler. */
void culprit_ask(void);

/* Call `handler` after so much real time, by SIGALRM. */
void culprit_on_alarm(void (*handler)(int), uint64_t us);
/* The same once more, after that time from now; 0: not at all. */
void culprit_alarm_in(uint64_t us);

#endif
