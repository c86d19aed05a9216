/* asyncio_loop_stop.c - stopping a loop, twice, and going on.      SPDX-License-Identifier: MIT */
#include "conformance.h"

async_def(late)
{
    async_body {
        printf("task\n");
    }
    return COOP_DONE;
}

async_def(program, struct late_task late;)
{
    async_body {
        printf("start\n");
        coop_stop(&loop);
        coop_stop(&loop);
        printf("sleep\n");
        await(coop_sleep_ms(0));
        coop_stop(&loop);
        coop_create_task(&self->late, late);
        await(coop_sleep_ms(0));
        printf("end\n");
        coop_stop(&loop);
    }
    return COOP_DONE;
}

int main(void)
{
    static struct program_task task;
    set_up_loop();
    coop_spawn(&loop, &task, program);
    for (int i = 0; i < 3; i++) {
        printf("run %d\n", i);
        if (coop_run_forever(&loop) != COOP_OK)
            return 1;
    }
    return 0;
}
