/* asyncio_wait_task.c - awaiting tasks: live, finished, again, failed.
 *                                                                  SPDX-License-Identifier: MIT */
#include "conformance.h"

async_def(plain, int id;)
{
    async_body {
        printf("task %d\n", self->id);
    }
    return COOP_DONE;
}

async_def(print_late, uint32_t ms; const char *text;)
{
    async_body {
        await(coop_sleep_ms(self->ms));
        printf("%s\n", self->text);
    }
    return COOP_DONE;
}

async_def(raising)
{
    async_body {
        printf("task_raise\n");
        return COOP_RESULT(VALUE_ERROR);
    }
    return COOP_DONE;
}

async_def(await_values, struct plain_task plain; struct print_late_task hello;
          struct print_late_task world; uint64_t at_ms[2];)
{
    async_body {
        printf("start\n");
        await(coop_join(coop_create_task(&self->plain, plain, .id = 1)));
        coop_create_task(&self->plain, plain, .id = 2);
        await(coop_sleep_ms(1));
        await(coop_join(&self->plain.task));
        await(coop_join(&self->plain.task));

        printf("----\n");
        coop_create_task(&self->hello, print_late, .ms = 200, .text = "hello");
        coop_create_task(&self->world, print_late, .ms = 400, .text = "world");
        printf("start\n");
        self->at_ms[0] = now_ms();
        await(coop_join(&self->hello.task));
        self->at_ms[1] = now_ms();
        await(coop_join(&self->world.task));
        printf("took %u %u\n", (unsigned)(self->at_ms[1] - self->at_ms[0]),
               (unsigned)(now_ms() - self->at_ms[1]));
    }
    return COOP_DONE;
}

async_def(await_failures, struct raising_task raising; int i;)
{
    async_body {
        coop_create_task(&self->raising, raising);
        try_await(coop_join(&self->raising.task));
        printf("%s\n", type_of(await_result));

        coop_create_task(&self->raising, raising);
        for (self->i = 0; self->i < 5; self->i++)
            await(coop_sleep_ms(0));
        try_await(coop_join(&self->raising.task));
        printf("%s\n", type_of(await_result));
    }
    return COOP_RESULT(COOP_OK);
}

async_def(program, struct await_values values; struct await_failures failures;)
{
    async_body {
        await(coop_call(&self->values, await_values));
        await(coop_call(&self->failures, await_failures));
    }
    return COOP_DONE;
}

int main(void)
{
    static struct program_task task;
    set_up_loop();
    return coop_run(&loop, coop_spawn(&loop, &task, program)) == COOP_OK ? 0 : 1;
}
