/* asyncio_iterator_event.c - a run does not end while an iteration waits for its next item.
 *                                                                  SPDX-License-Identifier: MIT
 * `async for` is a loop around a coroutine that gives the next item; the port's idle() stands for
 * the object that the interpreters poll.
 */
#include "conformance.h"

static coop_event more, leave;

/* The next number, when there are more. */
async_def(next_item, int *last;)
{
    async_body {
        await(coop_event_wait(&more));
        coop_event_clear(&more);
        return COOP_RESULT(++*self->last);
    }
    return COOP_DONE;
}

async_def(iterate, int last; struct next_item next;)
{
    async_body {
        self->last = -1;
        while (true) {
            await(coop_call(&self->next, next_item, .last = &self->last));
            printf("bar %d\n", (int)await_result);
        }
    }
    return COOP_DONE;
}

async_def(program, struct iterate_task iterate; int i;)
{
    async_body {
        coop_create_task(&self->iterate, iterate);
        for (self->i = 0; self->i < 3; self->i++) {
            coop_event_set(&more);
            await(coop_sleep_ms(10));
        }
        await(coop_event_wait(&leave));
        printf("end main\n");
    }
    return COOP_DONE;
}

static void look(struct fake_port *idle)
{
    if (coop_turn(&loop) != COOP_NEVER)
        return; /* a task sleeps */
    printf("good: asyncio iterator is still pending, exiting\n");
    coop_event_set(&leave);
    port.wake(idle);
}

int main(void)
{
    static struct program_task task;
    set_up_loop();
    fake.on_idle = look;
    return coop_run(&loop, coop_spawn(&loop, &task, program)) == COOP_OK ? 0 : 1;
}
