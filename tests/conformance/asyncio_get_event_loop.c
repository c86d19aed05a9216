/* asyncio_get_event_loop.c - a loop runs until a task is complete. SPDX-License-Identifier: MIT */
#include "conformance.h"

async_def(program)
{
    async_body {
        printf("start\n");
        await(coop_sleep_ms(10));
        printf("end\n");
    }
    return COOP_DONE;
}

int main(void)
{
    static struct program_task task;
    set_up_loop();
    coop_task *main_task = coop_spawn(&loop, &task, program);
    return coop_run(coop_loop_of(main_task), main_task) == COOP_OK ? 0 : 1;
}
