/* asyncio_event_queue.c - a run does not end while all tasks wait. SPDX-License-Identifier: MIT
 *
 * The port's idle() stands for the object that the interpreters poll.
 */
#include "conformance.h"

static coop_event event;

async_def(foo)
{
    async_body {
        printf("foo waiting\n");
        await(coop_event_wait(&event));
        printf("foo done\n");
    }
    return COOP_DONE;
}

async_def(program, struct foo_task foo;)
{
    async_body {
        printf("main started\n");
        await(coop_join(coop_create_task(&self->foo, foo)));
        printf("main done\n");
    }
    return COOP_DONE;
}

static void unlock(struct fake_port *idle)
{
    printf("asyncio still pending, unlocking event\n");
    coop_event_set(&event);
    port.wake(idle);
}

int main(void)
{
    static struct program_task task;
    set_up_loop();
    fake.on_idle = unlock;
    return coop_run(&loop, coop_spawn(&loop, &task, program)) == COOP_OK ? 0 : 1;
}
