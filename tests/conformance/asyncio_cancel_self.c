/* asyncio_cancel_self.c - a task cannot cancel itself, and the failure of that leaves run().
 *                                                                  SPDX-License-Identifier: MIT */
#include "conformance.h"

async_def(suicidal)
{
    async_body {
        printf("task start\n");
        return COOP_RESULT(coop_cancel(this_task));
    }
    return COOP_DONE;
}

async_def(program, struct suicidal_task child;)
{
    async_body {
        await(coop_join(coop_create_task(&self->child, suicidal)));
        printf("main goes on\n");
    }
    return COOP_DONE;
}

int main(void)
{
    static struct program_task task;
    set_up_loop();
    int32_t result = coop_run(&loop, coop_spawn(&loop, &task, program));
    if (result == COOP_ERR_SELF)
        printf("can't cancel self\n");
    return 0;
}
