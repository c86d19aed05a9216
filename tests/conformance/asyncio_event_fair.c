/* asyncio_event_fair.c - two tasks that wake each other do not starve those that sleep 0.
 *                                                                  SPDX-License-Identifier: MIT */
#include "conformance.h"

async_def(yielding, int id; int i;)
{
    async_body {
        for (self->i = 0; self->i < 4; self->i++) {
            printf("sleep %d\n", self->id);
            await(coop_sleep_ms(0));
        }
    }
    return COOP_DONE;
}

async_def(pulsing, int id; coop_event * event; int i;)
{
    async_body {
        for (self->i = 0; self->i < 4; self->i++) {
            coop_event_set(self->event);
            coop_event_clear(self->event);
            printf("wait %d\n", self->id);
            await(coop_event_wait(self->event));
        }
    }
    return COOP_DONE;
}

async_def(program, coop_event event; struct yielding_task a; struct pulsing_task b;
          struct yielding_task c; struct pulsing_task d;)
{
    async_body {
        coop_create_task(&self->a, yielding, .id = 0);
        coop_create_task(&self->b, pulsing, .id = 2, .event = &self->event);
        coop_create_task(&self->c, yielding, .id = 1);
        coop_create_task(&self->d, pulsing, .id = 3, .event = &self->event);
        await(coop_join(&self->b.task));
        coop_event_set(&self->event);
        await(coop_join(&self->d.task));
    }
    return COOP_DONE;
}

int main(void)
{
    static struct program_task task;
    set_up_loop();
    return coop_run(&loop, coop_spawn(&loop, &task, program)) == COOP_OK ? 0 : 1;
}
