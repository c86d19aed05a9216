/* asyncio_cancel_fair2.c - a task that three others keep cancelling still gets to its end.
 *                                                                  SPDX-License-Identifier: MIT */
#include "conformance.h"

async_def(victim)
{
    async_body {
        while (true) {
            printf("sleep a\n");
            await(coop_sleep_ms(0));
        }
    }
    printf("cancelled a\n");
    return COOP_RESULT(COOP_OK);
}

async_def(canceller, int id; coop_task * victim;)
{
    async_body {
        while (coop_cancel(self->victim) == COOP_OK) {
            printf("sleep b %d\n", self->id);
            await(coop_sleep_ms(0));
        }
        printf("done b %d\n", self->id);
    }
    return COOP_DONE;
}

async_def(program, struct victim_task victim; struct canceller_task cancellers[3];)
{
    async_body {
        coop_create_task(&self->victim, victim);
        for (int i = 0; i < 3; i++)
            coop_create_task(&self->cancellers[i], canceller, .id = i,
                             .victim = &self->victim.task);
        await(coop_join(&self->victim.task));
    }
    return COOP_DONE;
}

int main(void)
{
    static struct program_task task;
    set_up_loop();
    return coop_run(&loop, coop_spawn(&loop, &task, program)) == COOP_OK ? 0 : 1;
}
