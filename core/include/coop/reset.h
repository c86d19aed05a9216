/* reset.h - all tasks of a loop, and the end of them.              SPDX-License-Identifier: MIT
 *
 * A task that waits for an event is known to that event only, so this takes -DCOOP_TASK_LIST=1. To
 * drop all tasks as they are, with no code of theirs run, coop_init() the loop again
 * [new_event_loop]; events, locks, flags and queues that tasks waited for then have to be zeroed
 * or initialised, too.
 */
#ifndef COOP_RESET_H
#define COOP_RESET_H

#include "coop/coop.h"

#if !COOP_TASK_LIST
#error "coop/reset.h needs a core that is built with -DCOOP_TASK_LIST=1"
#endif

/* Cancel every task, oldest first, and run until all have ended; the loop is then as after
 * coop_init(), but keeps its probe and its failure hook. What they await and start in between is
 * waited for; when only a wake-up could help, those left are cancelled again. So a task that
 * ignores every cancellation keeps this from returning. COOP_OK; COOP_ERR_STOPPED, if the port's
 * idle() gave up, with tasks left; or COOP_ERR_RUNNING inside of a run. */
int32_t coop_reset(coop_loop *loop);

/* The tasks that have not finished, oldest first: NULL after the last one. To be walked without a
 * step in between. */
coop_task *coop_first_task(const coop_loop *loop);
coop_task *coop_next_task(const coop_task *task);

#endif
