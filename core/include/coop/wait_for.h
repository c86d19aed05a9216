/* wait_for.h - a time limit for whatever can be awaited.           SPDX-License-Identifier: MIT
 *
 * Part of coop.h, which includes it. The limit is a member of the frame:
 *
 *     try_await(coop_wait_for(&self->limit, coop_event_wait(&ready), 20));
 *     if (await_result == COOP_ERR_TIMEOUT)
 */
#ifndef COOP_WAIT_FOR_H
#define COOP_WAIT_FOR_H

#include "coop/async.h"
#include "coop/task.h"

/* Awaits `op` in a task of its own, so that there is something to cancel. */
COOP_DECLARE(coop_limited, coop_op op;);

/* Awaits the end of `limited`, and ends the sleep of `sleeper` with its result. */
COOP_DECLARE(coop_limit_watch, coop_task *limited; coop_task * sleeper;);

/* Two tasks: zero-initialise it. It must stay in place until both have ended, which after a
 * cancellation may be some turns later than the await. */
typedef struct coop_limit {
    coop_op op;
    COOP_TASK_OF(coop_limited) limited;
    COOP_TASK_OF(coop_limit_watch) watch;
} coop_limit;

/* Over when `op` is, with its result [wait_for]; but when `ms` (0 to UINT32_MAX) have passed first,
 * `op` is cancelled, and when that has ended, the result is COOP_ERR_TIMEOUT. At 0 the first step
 * of `op` is still made. Being cancelled, it cancels `op` and does not wait for its end.
 * COOP_ERR_BUSY if the tasks of an earlier use have not ended. A coroutine is limited by making
 * it a task and giving its coop_join(). */
COOP_MUST_USE coop_op coop_wait_for(coop_limit *limit, coop_op op, uint32_t ms);

#endif
