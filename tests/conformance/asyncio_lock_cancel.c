/* asyncio_lock_cancel.c - one holder at a time, though waiters are cancelled.
 *                                                                  SPDX-License-Identifier: MIT */
#include "conformance.h"

static coop_lock lock;
static bool inside;

async_def(worker, int id;)
{
    async_body {
        printf("task %d start\n", self->id);
        await(coop_lock_acquire(&lock));
        printf("task %d lock_flag %s\n", self->id, true_or_false(inside));
        inside = true;
        await(coop_sleep_ms(0));
        inside = false;
        coop_lock_release(&lock);
        printf("task %d done\n", self->id);
        return COOP_RESULT(COOP_OK);
    }
    printf("task %d cancel\n", self->id);
    return COOP_DONE;
}

async_def(program, struct worker_task workers[4];)
{
    async_body {
        await(coop_lock_acquire(&lock));
        for (int i = 0; i < 4; i++)
            coop_create_task(&self->workers[i], worker, .id = i);
        await(coop_sleep_ms(0));
        coop_cancel(&self->workers[1].task);
        coop_cancel(&self->workers[2].task);
        coop_lock_release(&lock);
        await(coop_join(&self->workers[0].task));
        await(coop_join(&self->workers[3].task));
        printf("%s\n", true_or_false(coop_lock_held(&lock)));
    }
    return COOP_DONE;
}

int main(void)
{
    static struct program_task task;
    set_up_loop();
    return coop_run(&loop, coop_spawn(&loop, &task, program)) == COOP_OK ? 0 : 1;
}
