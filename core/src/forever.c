/* forever.c - a loop that runs until it is stopped.                SPDX-License-Identifier: MIT
 *
 * The run's main task does nothing, and is started only to stop: so it stands behind all that are
 * due by then.
 */
#include "internal.h"

struct stopper {
    coop_task task;
    coop_frame frame;
};

static coop_status enter(coop_frame *frame, coop_task *task)
{
    (void)frame;
    (void)task;
    return COOP_RESULT(COOP_OK);
}

static const coop_coroutine stop = {enter, "stop", COOP_FILE_};
static const coop_kind forever_kind = {.name = "forever"};

int32_t coop_run_forever(coop_loop *loop)
{
    struct stopper stopper = {
        .task = {.due_us = COOP_NEVER, .frame = &stopper.frame, .kind = &forever_kind},
        .frame = {.coroutine = &stop, .owner.loop = loop},
    };
    return coop_run(loop, &stopper.task);
}

void coop_stop(coop_loop *loop)
{
    if (loop->main != NULL && loop->main->kind == &forever_kind)
        coop_start(loop, loop->main);
}
