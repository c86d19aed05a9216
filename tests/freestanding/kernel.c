/* kernel.c - a program with tasks that sleep, and a gather: what it links is the kernel of coop.
 *                                                                  SPDX-License-Identifier: MIT */
#include "coop/keywords.h"

async_def(sleeper, uint32_t ms;)
{
    async_body {
        while (true)
            await(coop_sleep_ms(self->ms));
    }
    return COOP_DONE;
}

async_def(both, struct sleeper_task one; struct sleeper_task other;)
{
    async_body {
        coop_create_task(&self->one, sleeper, .ms = 250);
        coop_create_task(&self->other, sleeper, .ms = 500);
        await(coop_gather(&self->one.task, &self->other.task));
    }
    return COOP_DONE;
}

extern const coop_port kernel_port;
const coop_port kernel_port = {0};

void kernel_main(void);
void kernel_main(void)
{
    static coop_loop loop;
    static struct both_task task;
    coop_init(&loop, &kernel_port);
    (void)coop_run(&loop, coop_spawn(&loop, &task, both));
}
