/* asyncio_gather_notimpl.c - a task has a gather or other awaiters, not both.
 *                                                                  SPDX-License-Identifier: MIT
 * COOP_ERR_BUSY stands for both of Python's messages.
 */
#include "conformance.h"

async_def(worker, int id;)
{
    async_body {
        printf("task start %d\n", self->id);
        await(coop_sleep_ms(20));
        printf("task end %d\n", self->id);
    }
    return COOP_DONE;
}

async_def(gatherer, coop_task *a; coop_task * b;)
{
    async_body {
        printf("gather_task start\n");
        await(coop_gather(self->a, self->b));
        printf("gather_task end\n");
        return COOP_RESULT(COOP_OK);
    }
    if (await_result == COOP_ERR_BUSY)
        printf("RuntimeError(\"can't gather\",)\n");
    return COOP_RESULT(COOP_OK);
}

async_def(program, struct worker_task a; struct worker_task b; struct gatherer_task gatherer;)
{
    async_body {
        coop_create_task(&self->a, worker, .id = 1);
        coop_create_task(&self->b, worker, .id = 2);
        coop_create_task(&self->gatherer, gatherer, .a = &self->a.task, .b = &self->b.task);
        await(coop_sleep_ms(10));
        try_await(coop_join(&self->a.task));
        if (await_result == COOP_ERR_BUSY)
            printf("RuntimeError(\"can't wait\",)\n");
        await(coop_join(&self->gatherer.task));

        printf("====\n");
        coop_create_task(&self->a, worker, .id = 1);
        coop_create_task(&self->b, worker, .id = 2);
        coop_create_task(&self->gatherer, gatherer, .a = &self->a.task, .b = &self->b.task);
        await(coop_join(&self->a.task));
        await(coop_join(&self->b.task));
    }
    return COOP_DONE;
}

int main(void)
{
    static struct program_task task;
    set_up_loop();
    return coop_run(&loop, coop_spawn(&loop, &task, program)) == COOP_OK ? 0 : 1;
}
