/* asyncio_event.c - events: set, clear, several waiters, cancelled and limited waits.
 *                                                                  SPDX-License-Identifier: MIT */
#include "conformance.h"

async_def(waiter, int id; coop_event * event;)
{
    async_body {
        printf("start %d\n", self->id);
        await(coop_event_wait(self->event));
        printf("%s\n", true_or_false(await_result == COOP_OK));
        printf("end %d\n", self->id);
    }
    return COOP_DONE;
}

async_def(setter, uint32_t ms; coop_event * event;)
{
    async_body {
        await(coop_sleep_ms(self->ms));
        printf("set event\n");
        coop_event_set(self->event);
    }
    return COOP_DONE;
}

static coop_event shared;

static void print_set(void)
{
    printf("%s\n", true_or_false(shared.set));
}

async_def(wait_and_set, struct waiter_task a; struct waiter_task b;)
{
    async_body {
        printf("----\n");
        coop_create_task(&self->a, waiter, .id = 1, .event = &shared);
        coop_create_task(&self->b, waiter, .id = 2, .event = &shared);
        printf("yield\n");
        await(coop_sleep_ms(0));
        printf("set event\n");
        coop_event_set(&shared);
        printf("yield\n");
        await(coop_sleep_ms(0));

        printf("----\n");
        coop_create_task(&self->a, waiter, .id = 3, .event = &shared);
        printf("yield\n");
        await(coop_sleep_ms(0));

        printf("----\nclear event\n");
        coop_event_clear(&shared);
        coop_create_task(&self->a, waiter, .id = 4, .event = &shared);
        await(coop_sleep_ms(0));
        printf("set event\n");
        coop_event_set(&shared);
        await(coop_sleep_ms(0));
    }
    return COOP_DONE;
}

async_def(wait_and_cancel, coop_event event; struct waiter_task waiter;)
{
    async_body {
        printf("----\n");
        coop_create_task(&self->waiter, waiter, .id = 5, .event = &self->event);
        await(coop_sleep_ms(0));
        coop_event_set(&self->event);
        coop_cancel(&self->waiter.task);
        await(coop_sleep_ms(100));

        printf("----\n");
        self->event = (coop_event){.set = false};
        coop_create_task(&self->waiter, waiter, .id = 6, .event = &self->event);
        await(coop_sleep_ms(0));
        coop_cancel(&self->waiter.task);
        coop_event_set(&self->event);
        await(coop_sleep_ms(100));
    }
    return COOP_DONE;
}

async_def(wait_limited, coop_event event; struct setter_task setter; coop_limit limit;)
{
    async_body {
        printf("----\n");
        coop_create_task(&self->setter, setter, .ms = 10, .event = &self->event);
        await(coop_wait_for(&self->limit, coop_event_wait(&self->event), 100));

        printf("----\n");
        coop_event_clear(&self->event);
        coop_create_task(&self->setter, setter, .ms = 100, .event = &self->event);
        try_await(coop_wait_for(&self->limit, coop_event_wait(&self->event), 10));
        printf("%s\n", type_of(await_result));
        await(coop_event_wait(&self->event));
    }
    return COOP_DONE;
}

async_def(program, struct wait_and_set set; struct wait_and_cancel cancel;
          struct wait_limited limited;)
{
    async_body {
        print_set();
        coop_event_set(&shared);
        print_set();
        coop_event_clear(&shared);
        print_set();
        await(coop_call(&self->set, wait_and_set));
        await(coop_call(&self->cancel, wait_and_cancel));
        await(coop_call(&self->limited, wait_limited));
    }
    return COOP_DONE;
}

int main(void)
{
    static struct program_task task;
    set_up_loop();
    return coop_run(&loop, coop_spawn(&loop, &task, program)) == COOP_OK ? 0 : 1;
}
