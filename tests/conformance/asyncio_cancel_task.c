/* asyncio_cancel_task.c - cancelling before, during and after; through an awaiting task.
 *                                                                  SPDX-License-Identifier: MIT */
#include "conformance.h"

/* A cancellation ends it only if that is `allowed`. */
async_def(sleeper, uint32_t ms; bool allowed;)
{
    async_body {
        printf("task start\n");
        await(coop_sleep_ms(self->ms));
        printf("task done\n");
        return COOP_RESULT(COOP_OK);
    }
    printf("task cancel\n");
    return self->allowed ? COOP_DONE : COOP_RESULT(COOP_OK);
}

async_def(awaiter, bool allowed; struct sleeper_task child;)
{
    async_body {
        printf("task 2\n");
        await(
            coop_join(coop_create_task(&self->child, sleeper, .ms = 50, .allowed = self->allowed)));
        printf("task 2 done\n");
        return COOP_RESULT(COOP_OK);
    }
    printf("task 2 cancel\n");
    return COOP_DONE;
}

static void print_cancel(coop_task *task)
{
    printf("%s\n", true_or_false(coop_cancel(task) == COOP_OK));
}

async_def(cancel_sleeper, struct sleeper_task tasks[4];)
{
    async_body {
        coop_create_task(&self->tasks[0], sleeper, .ms = 2000, .allowed = true);
        print_cancel(&self->tasks[0].task);

        coop_create_task(&self->tasks[1], sleeper, .ms = 2000, .allowed = true);
        await(coop_sleep_ms(10));
        print_cancel(&self->tasks[1].task);
        printf("main sleep\n");
        await(coop_sleep_ms(10));

        coop_create_task(&self->tasks[2], sleeper, .ms = 2000, .allowed = true);
        await(coop_sleep_ms(10));
        for (int i = 0; i < 4; i++)
            print_cancel(&self->tasks[2].task);
        printf("main sleep\n");
        await(coop_sleep_ms(10));
        printf("main wait\n");
        try_await(coop_join(&self->tasks[2].task));
        printf("main got %s\n", type_of(await_result));

        coop_create_task(&self->tasks[3], sleeper, .ms = 10);
        await(coop_sleep_ms(50));
        print_cancel(&self->tasks[3].task);
    }
    return COOP_DONE;
}

async_def(cancel_awaiter, bool allowed; struct awaiter_task task;)
{
    async_body {
        printf("----\n");
        coop_create_task(&self->task, awaiter, .allowed = self->allowed);
        await(coop_sleep_ms(10));
        printf("main cancel\n");
        coop_cancel(&self->task.task);
        printf("main sleep\n");
        await(coop_sleep_ms(100));
    }
    return COOP_DONE;
}

async_def(program, struct cancel_sleeper sleeper; struct cancel_awaiter awaiter;)
{
    async_body {
        await(coop_call(&self->sleeper, cancel_sleeper));
        await(coop_call(&self->awaiter, cancel_awaiter, .allowed = true));
        await(coop_call(&self->awaiter, cancel_awaiter, .allowed = false));
    }
    return COOP_DONE;
}

int main(void)
{
    static struct program_task task;
    set_up_loop();
    return coop_run(&loop, coop_spawn(&loop, &task, program)) == COOP_OK ? 0 : 1;
}
