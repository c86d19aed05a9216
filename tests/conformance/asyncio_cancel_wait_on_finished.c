/* asyncio_cancel_wait_on_finished.c - cancelling a task whose awaited task has just finished.
 *                                                                  SPDX-License-Identifier: MIT */
#include "conformance.h"

async_def(sleeper)
{
    async_body {
        printf("sleep_task sleep\n");
        await(coop_sleep_ms(0));
        printf("sleep_task wake\n");
    }
    return COOP_DONE;
}

async_def(waiter, coop_task *awaited;)
{
    async_body {
        printf("wait_task wait\n");
        await(coop_join(self->awaited));
        printf("wait_task wake\n");
    }
    return COOP_DONE;
}

async_def(program, struct sleeper_task sleeper; struct waiter_task waiter;)
{
    async_body {
        coop_create_task(&self->sleeper, sleeper);
        coop_create_task(&self->waiter, waiter, .awaited = &self->sleeper.task);
        printf("main sleep\n");
        await(coop_sleep_ms(0));
        printf("main sleep\n");
        await(coop_sleep_ms(0));
        coop_cancel(&self->waiter.task);
        printf("main wait\n");
        try_await(coop_join(&self->waiter.task));
        printf("%s\n", repr_of(await_result));
    }
    return COOP_DONE;
}

int main(void)
{
    static struct program_task task;
    set_up_loop();
    return coop_run(&loop, coop_spawn(&loop, &task, program)) == COOP_OK ? 0 : 1;
}
