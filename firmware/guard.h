/* guard.h - the watchdog, and what is known of a fault after it.   SPDX-License-Identifier: MIT
 *
 * The watchdog resets a board whose program has held the CPU for longer than GUARD_LIMIT_MS without
 * a call of its board. Whatever resets it, a record in RAM that a reset leaves alone says which
 * task it was and where it had last stopped; guard_report() makes lines of it after the next start.
 */
#ifndef GUARD_H
#define GUARD_H

#include <stdint.h>

#include "coop/coop.h"

#define GUARD_LIMIT_MS 2000

/* Turn on the watchdog. What the record says of the time before is kept for guard_report(). */
void guard_start(void);

/* The scene's clock was moved or waited for: all is well. */
void guard_feed(void);
/* The chip's time by which the next feed is wanted. */
uint64_t guard_next_us(void);

/* A step of `task` begins: it is the one to blame. Functions of a coop_probe's kind. */
void guard_step(const coop_task *task);

/* Call `print` with a line for the fault that ended the last run; not at all if there was none.
 * `name_of` turns what was its task into a name, or NULL: it may be none any more. */
void guard_report(void (*print)(const char *line), const char *(*name_of)(const coop_task *task));

#endif
