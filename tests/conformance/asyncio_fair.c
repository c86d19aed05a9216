/* asyncio_fair.c - tasks that never sleep leave room for those that do.
 *                                                                  SPDX-License-Identifier: MIT
 * A sleep cannot be negative in C; 0 stands for it.
 */
#include "conformance.h"

async_def(worker, int id; uint32_t ms;)
{
    async_body {
        printf("task start %d\n", self->id);
        while (true) {
            if (self->ms > 0)
                printf("task work %d\n", self->id);
            await(coop_sleep_ms(self->ms));
        }
    }
    return COOP_DONE;
}

async_def(program, struct worker_task workers[4];)
{
    async_body {
        coop_create_task(&self->workers[0], worker, .id = 1);
        coop_create_task(&self->workers[1], worker, .id = 2, .ms = 100);
        coop_create_task(&self->workers[2], worker, .id = 3, .ms = 180);
        coop_create_task(&self->workers[3], worker, .id = 4);
        await(coop_sleep_ms(500));
        for (int i = 0; i < 4; i++)
            coop_cancel(&self->workers[i].task);
        printf("finish\n");
    }
    return COOP_DONE;
}

int main(void)
{
    static struct program_task task;
    set_up_loop();
    set_step_us(20);
    return coop_run(&loop, coop_spawn(&loop, &task, program)) == COOP_OK ? 0 : 1;
}
