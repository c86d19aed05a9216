/* asyncio_task_done.c - finished or not, at once and later, by value and by failure.
 *                                                                  SPDX-License-Identifier: MIT */
#include "conformance.h"

/* Sleeps if `ms` is not negative; ends with `code`. */
async_def(worker, int ms; int32_t code;)
{
    async_body {
        printf("task start\n");
        if (self->ms >= 0)
            await(coop_sleep_ms((uint32_t)self->ms));
        if (self->code == COOP_OK)
            printf("task done\n");
        return COOP_RESULT(self->code);
    }
    return COOP_DONE;
}

static void print_finished(const coop_task *task)
{
    printf("%s\n", true_or_false(coop_finished(task)));
}

async_def(look_at, int ms; int32_t code; struct worker_task worker;)
{
    async_body {
        printf("==========\n");
        coop_create_task(&self->worker, worker, .ms = self->ms, .code = self->code);
        print_finished(&self->worker.task);
        await(coop_sleep_ms(0));
        print_finished(&self->worker.task);
        try_await(coop_join(&self->worker.task));
        if (await_result < 0)
            printf("%s\n", repr_of(await_result));
        print_finished(&self->worker.task);
    }
    return COOP_RESULT(COOP_OK);
}

async_def(program, struct look_at look;)
{
    async_body {
        await(coop_call(&self->look, look_at, .ms = -1));
        await(coop_call(&self->look, look_at, .ms = 10));
        await(coop_call(&self->look, look_at, .ms = -1, .code = VALUE_ERROR));
        await(coop_call(&self->look, look_at, .ms = 10, .code = VALUE_ERROR));
    }
    return COOP_DONE;
}

int main(void)
{
    static struct program_task task;
    set_up_loop();
    return coop_run(&loop, coop_spawn(&loop, &task, program)) == COOP_OK ? 0 : 1;
}
