/* asyncio_await_return.c - the value of a coroutine, called and as a task.
 *                                                                  SPDX-License-Identifier: MIT */
#include "conformance.h"

async_def(answer)
{
    async_body {
        return COOP_RESULT(42);
    }
    return COOP_DONE;
}

async_def(program, struct answer call; struct answer_task task;)
{
    async_body {
        await(coop_call(&self->call, answer));
        printf("%d\n", (int)await_result);
        await(coop_join(coop_create_task(&self->task, answer)));
        printf("%d\n", (int)await_result);
    }
    return COOP_DONE;
}

int main(void)
{
    static struct program_task task;
    set_up_loop();
    return coop_run(&loop, coop_spawn(&loop, &task, program)) == COOP_OK ? 0 : 1;
}
