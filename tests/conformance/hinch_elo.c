/* hinch_elo.c - a task as one of several things to wait for.       SPDX-License-Identifier: MIT
 *
 * Documents: the output that Hinch's elo_test says it expects. His ELO makes a task like an event;
 * here every awaitable is alike, and coop_join() is one.
 */
#include "coop/group.h"
#include "hinch.h"

static coop_event event;

async_def(value_after, uint32_t ms; int32_t value;)
{
    async_body {
        await(coop_sleep_ms(self->ms));
        return COOP_RESULT(self->value);
    }
    return COOP_DONE;
}

async_def(cancel_after, coop_task *task; uint32_t ms;)
{
    async_body {
        await(coop_sleep_ms(self->ms));
        coop_cancel(self->task);
    }
    return COOP_DONE;
}

/* The event, or the task's end. */
async_def(either, coop_task *task; coop_branch any[2];)
{
    async_body {
        await(coop_wait_any(self->any, coop_event_wait(&event), coop_join(self->task)));
        expect(await_result == 1 && coop_finished(self->task));
    }
    return COOP_DONE;
}

async_def(task_test, struct value_after_task value; struct cancel_after_task cancelling;
          struct either either;)
{
    async_body {
        puts("Test cancellation.");
        coop_create_task(&self->value, value_after, .ms = 5000, .value = 42);
        coop_create_task(&self->cancelling, cancel_after, .task = &self->value.task, .ms = 1000);
        await(coop_call(&self->either, either, .task = &self->value.task));
        if (coop_result(&self->value.task) == COOP_ERR_CANCELLED)
            puts("Canned");

        puts("Test return of value.");
        coop_create_task(&self->value, value_after, .ms = 5000, .value = 42);
        await(coop_call(&self->either, either, .task = &self->value.task));
        await(coop_join(&self->value.task));
        printf("Result: %d\n", (int)await_result);

        puts("Instantiate with running task");
        coop_create_task(&self->value, value_after, .ms = 3000, .value = 99);
        await(coop_call(&self->either, either, .task = &self->value.task));
        await(coop_join(&self->value.task));
        printf("Result: %d\n", (int)await_result);

        puts("Delayed return of value.");
        coop_create_task(&self->value, value_after, .ms = 5000, .value = 88);
        await(coop_call(&self->either, either, .task = &self->value.task));
        await(coop_join(&self->value.task));
        printf("Result: %d\n", (int)await_result);
    }
    return COOP_DONE;
}

int main(void)
{
    static struct task_test_task test;
    begin_loop();
    return run_to_end(coop_spawn(&loop, &test, task_test));
}
