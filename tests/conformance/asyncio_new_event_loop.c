/* asyncio_new_event_loop.c - a loop is reset, and its old tasks are gone.
 *                                                                  SPDX-License-Identifier: MIT
 * They are cancelled, so that they can tidy up; the interpreters just drop them.
 */
#include "conformance.h"

#include "coop/reset.h"

async_def(counting, int i;)
{
    async_body {
        for (self->i = 0; self->i < 4; self->i++) {
            printf("task %d\n", self->i);
            await(coop_sleep_ms(0));
            await(coop_sleep_ms(0));
        }
    }
    return COOP_DONE;
}

async_def(program, struct counting_task counting;)
{
    async_body {
        printf("start\n");
        coop_create_task(&self->counting, counting);
        await(coop_sleep_ms(0));
        printf("stop\n");
        coop_stop(&loop);
    }
    return COOP_DONE;
}

int main(void)
{
    static struct program_task task;
    set_up_loop();
    for (int i = 0; i < 2; i++) {
        coop_spawn(&loop, &task, program);
        if (coop_run_forever(&loop) != COOP_OK || coop_reset(&loop) != COOP_OK)
            return 1;
    }
    return 0;
}
