/* asyncio_threadsafeflag.c - a flag that is set by tasks and from an interrupt.
 *                                                                  SPDX-License-Identifier: MIT
 * A signal's handler stands for the interrupt.
 */
#include <signal.h>

#include "conformance.h"

static coop_flag flag;

static void on_signal(int number)
{
    (void)number;
    coop_flag_set(&flag);
}

static void set_by_task(void)
{
    coop_flag_set(&flag);
}

static void set_by_interrupt(void)
{
    raise(SIGINT);
}

async_def(waiter, int id;)
{
    async_body {
        printf("task %d\n", self->id);
        await(coop_flag_wait(&flag));
        printf("task %d done\n", self->id);
    }
    return COOP_DONE;
}

/* Set it while a task waits. */
async_def(set_late, int id; void (*set)(void); struct waiter_task waiter;)
{
    async_body {
        coop_create_task(&self->waiter, waiter, .id = self->id);
        printf("yield\n");
        await(coop_sleep_ms(0));
        printf("set event\n");
        self->set();
        printf("yield\n");
        await(coop_sleep_ms(0));
        printf("wait task\n");
        await(coop_join(&self->waiter.task));
    }
    return COOP_DONE;
}

async_def(program, struct set_late late; struct waiter_task waiter;)
{
    async_body {
        await(coop_call(&self->late, set_late, .id = 1, .set = set_by_task));
        printf("----\n");
        await(coop_call(&self->late, set_late, .id = 2, .set = set_by_interrupt));

        printf("----\n");
        printf("set event\n");
        coop_flag_set(&flag);
        coop_create_task(&self->waiter, waiter, .id = 3);
        printf("yield\n");
        await(coop_sleep_ms(0));
        printf("wait task\n");
        await(coop_join(&self->waiter.task));

        printf("----\n");
        printf("set event\n");
        coop_flag_set(&flag);
        printf("yield\n");
        await(coop_sleep_ms(0));
        printf("clear event\n");
        coop_flag_clear(&flag);
        printf("yield\n");
        await(coop_sleep_ms(0));
        await(coop_call(&self->late, set_late, .id = 4, .set = set_by_task));
    }
    return COOP_DONE;
}

int main(void)
{
    static struct program_task task;
    set_up_loop();
    coop_flag_init(&flag, &loop);
    signal(SIGINT, on_signal);
    return coop_run(&loop, coop_spawn(&loop, &task, program)) == COOP_OK ? 0 : 1;
}
