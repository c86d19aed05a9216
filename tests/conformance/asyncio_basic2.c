/* asyncio_basic2.c - a run ends with its main task, though another sleeps.
 *                                                                  SPDX-License-Identifier: MIT */
#include "conformance.h"

async_def(forever)
{
    async_body {
        printf("forever start\n");
        await(coop_sleep_ms(10000));
        printf("forever end\n");
    }
    return COOP_DONE;
}

async_def(program, struct forever_task forever;)
{
    async_body {
        printf("main start\n");
        coop_create_task(&self->forever, forever);
        await(coop_sleep_ms(1));
        printf("main done\n");
        return COOP_RESULT(42);
    }
    return COOP_DONE;
}

int main(void)
{
    static struct program_task task;
    set_up_loop();
    printf("%d\n", (int)coop_run(&loop, coop_spawn(&loop, &task, program)));
    return 0;
}
