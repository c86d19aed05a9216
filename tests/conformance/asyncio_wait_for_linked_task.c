/* asyncio_wait_for_linked_task.c - a chain of tasks, each awaiting the one before it; awaited by a
 * task, and by runs one after the other.                           SPDX-License-Identifier: MIT */
#include "conformance.h"

/* Works when `before`, if there is one, has ended. */
async_def(link, int id; coop_task * before;)
{
    async_body {
        if (self->before != NULL)
            await(coop_join(self->before));
        await(coop_sleep_ms(10));
        printf("task%d work completed\n", self->id);
    }
    return COOP_DONE;
}

static struct link_task links[3];

static void spawn_links(void)
{
    for (int i = 0; i < 3; i++)
        coop_spawn(&loop, &links[i], link, .id = i, .before = i > 0 ? &links[i - 1].task : NULL);
}

async_def(program)
{
    async_body {
        spawn_links();
        await(coop_join(&links[0].task));
        printf("-> task0 done\n");
        await(coop_join(&links[2].task));
        printf("-> task2 done\n");
    }
    return COOP_DONE;
}

int main(void)
{
    static struct program_task task;
    set_up_loop();
    printf("--- async test\n");
    coop_run(&loop, coop_spawn(&loop, &task, program));
    printf("--- sync test\n");
    spawn_links();
    coop_run(&loop, &links[0].task);
    printf("-> task0 done\n");
    coop_run(&loop, &links[2].task);
    printf("-> task2 done\n");
    return 0;
}
