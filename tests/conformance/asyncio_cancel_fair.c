/* asyncio_cancel_fair.c - two tasks that cancel each other do not starve a third.
 *                                                                  SPDX-License-Identifier: MIT */
#include "conformance.h"

/* `other` is the one to cancel; NULL: none. */
async_def(worker, int id; int other_id; coop_task * other; int i;)
{
    async_body {
        for (self->i = 0; self->i < 3; self->i++) {
            printf("start %d\n", self->id);
            try_await(coop_sleep_ms(0));
            printf(await_result == COOP_OK ? "done %d\n" : "cancelled %d\n", self->id);
            if (self->other == NULL)
                continue;
            printf("%d cancels %d\n", self->id, self->other_id);
            coop_cancel(self->other);
        }
    }
    return COOP_DONE;
}

async_def(program, struct worker_task workers[3];)
{
    async_body {
        coop_create_task(&self->workers[0], worker, .id = 0, .other_id = 1,
                         .other = &self->workers[1].task);
        coop_create_task(&self->workers[1], worker, .id = 1, .other_id = 0,
                         .other = &self->workers[0].task);
        coop_create_task(&self->workers[2], worker, .id = 2);
        await(coop_join(&self->workers[2].task));
    }
    return COOP_DONE;
}

int main(void)
{
    static struct program_task task;
    set_up_loop();
    return coop_run(&loop, coop_spawn(&loop, &task, program)) == COOP_OK ? 0 : 1;
}
