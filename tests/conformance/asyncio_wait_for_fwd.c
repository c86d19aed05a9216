/* asyncio_wait_for_fwd.c - a cancellation reaches the limited task, whoever catches it.
 *                                                                  SPDX-License-Identifier: MIT */
#include "conformance.h"

async_def(awaiting, bool catches;)
{
    async_body {
        printf("awaiting started\n");
        await(coop_sleep_ms(2000));
        printf("awaiting done\n");
        return COOP_RESULT(COOP_OK);
    }
    printf("awaiting canceled\n");
    return self->catches ? COOP_RESULT(COOP_OK) : COOP_DONE;
}

async_def(limiting, bool catches; bool child_catches; struct awaiting_task child; coop_limit limit;)
{
    async_body {
        coop_create_task(&self->child, awaiting, .catches = self->child_catches);
        await(coop_wait_for(&self->limit, coop_join(&self->child.task), 1000));
        printf("limiting done\n");
        return COOP_RESULT(COOP_OK);
    }
    printf(await_result == COOP_ERR_CANCELLED ? "Got canceled\n" : "Got timeout error\n");
    return self->catches ? COOP_RESULT(COOP_OK) : COOP_DONE;
}

async_def(canceller, coop_task *target;)
{
    async_body {
        printf("cancel started\n");
        await(coop_sleep_ms(10));
        printf("cancel wait()\n");
        coop_cancel(self->target);
    }
    return COOP_DONE;
}

async_def(program, bool catches; bool child_catches; struct limiting_task limiting;
          struct canceller_task canceller;)
{
    async_body {
        printf("----------\n");
        coop_create_task(&self->limiting, limiting, .catches = self->catches,
                         .child_catches = self->child_catches);
        coop_create_task(&self->canceller, canceller, .target = &self->limiting.task);
        try_await(coop_join(&self->limiting.task));
        if (await_result == COOP_ERR_CANCELLED)
            printf("waiting got cancelled\n");
    }
    return COOP_RESULT(COOP_OK);
}

int main(void)
{
    static struct program_task tasks[4];
    set_up_loop();
    coop_run(&loop, coop_spawn(&loop, &tasks[0], program));
    coop_run(&loop, coop_spawn(&loop, &tasks[1], program, .child_catches = true));
    coop_run(&loop, coop_spawn(&loop, &tasks[2], program, .catches = true, .child_catches = true));
    coop_run(&loop, coop_spawn(&loop, &tasks[3], program, .catches = true));
    return 0;
}
