/* asyncio_wait_for.c - limits: kept, passed, ignored, cancelled from outside.
 *                                                                  SPDX-License-Identifier: MIT */
#include "conformance.h"

async_def(worker, int id; uint32_t ms;)
{
    async_body {
        printf("task start %d\n", self->id);
        await(coop_sleep_ms(self->ms));
        printf("task end %d\n", self->id);
        return COOP_RESULT(self->id * 2);
    }
    return COOP_DONE;
}

async_def(stubborn)
{
    async_body {
        printf("task_catch start\n");
        try_await(coop_sleep_ms(200));
        if (await_result == COOP_ERR_CANCELLED)
            printf("ignore cancel\n");
        printf("task_catch done\n");
    }
    return COOP_DONE;
}

async_def(raising)
{
    async_body {
        printf("task start\n");
        return COOP_RESULT(VALUE_ERROR);
    }
    return COOP_DONE;
}

async_def(canceller, uint32_t ms; coop_task * other;)
{
    async_body {
        printf("task_cancel_other start\n");
        await(coop_sleep_ms(self->ms));
        printf("task_cancel_other cancel\n");
        coop_cancel(self->other);
    }
    return COOP_DONE;
}

static void print_line(void)
{
    printf("----------\n");
}

/* ---- The limited task ends by itself or by the limit --------------------------------------------
 */

async_def(limit_worker, struct worker_task worker; struct stubborn_task stubborn;
          struct raising_task raising; struct canceller_task canceller; coop_limit limit;)
{
    async_body {
        coop_create_task(&self->worker, worker, .id = 1, .ms = 10);
        await(coop_wait_for(&self->limit, coop_join(&self->worker.task), 10000));
        printf("%d\n", (int)await_result);
        print_line();
        coop_create_task(&self->worker, worker, .id = 2, .ms = 10000);
        try_await(coop_wait_for(&self->limit, coop_join(&self->worker.task), 10));
        if (await_result == COOP_ERR_TIMEOUT)
            printf("timeout\n");
        print_line();
        coop_create_task(&self->stubborn, stubborn);
        try_await(coop_wait_for(&self->limit, coop_join(&self->stubborn.task), 100));
        printf("%s\n", type_of(await_result));
        print_line();
        coop_create_task(&self->raising, raising);
        try_await(coop_wait_for(&self->limit, coop_join(&self->raising.task), 1000));
        printf("%s\n", type_of(await_result));
        print_line();
        await(coop_join(coop_create_task(&self->worker, worker, .id = 3, .ms = 100)));
        printf("%d\n", (int)await_result); /* no limit, no coop_wait_for() */
        print_line();
        coop_create_task(&self->worker, worker, .id = 4, .ms = 10000);
        coop_create_task(&self->canceller, canceller, .ms = 10, .other = &self->worker.task);
        try_await(coop_wait_for(&self->limit, coop_join(&self->worker.task), 1000));
        printf("%s\n", repr_of(await_result));
        print_line();
    }
    return COOP_RESULT(COOP_OK);
}

/* ---- The limiting task is cancelled -----------------------------------------------------------
 */

async_def(limiting, int id; uint32_t ms; struct worker_task worker; coop_limit limit;)
{
    async_body {
        printf("task_wait_for_cancel start\n");
        coop_create_task(&self->worker, worker, .id = self->id, .ms = self->ms);
        await(coop_wait_for(&self->limit, coop_join(&self->worker.task), 2000));
        return COOP_RESULT(COOP_OK);
    }
    printf("task_wait_for_cancel cancelled\n");
    return COOP_DONE;
}

async_def(limiting_stubborn, struct stubborn_task stubborn; coop_limit limit;)
{
    async_body {
        printf("task_wait_for_cancel_ignore start\n");
        coop_create_task(&self->stubborn, stubborn);
        await(coop_wait_for(&self->limit, coop_join(&self->stubborn.task), 2000));
        return COOP_RESULT(COOP_OK);
    }
    printf("task_wait_for_cancel_ignore cancelled\n");
    return COOP_DONE;
}

async_def(cancel_limiting, struct limiting_task limiting; struct limiting_stubborn_task stubborn;)
{
    async_body {
        coop_create_task(&self->limiting, limiting, .id = 4, .ms = 1000);
        await(coop_sleep_ms(10));
        coop_cancel(&self->limiting.task);
        await(coop_sleep_ms(10));
        print_line();
        coop_create_task(&self->stubborn, limiting_stubborn);
        await(coop_sleep_ms(10));
        coop_cancel(&self->stubborn.task);
        await(coop_sleep_ms(10));
        print_line();
    }
    return COOP_DONE;
}

/* Cancelled about when the limited task ends, `turns` after the start. */
async_def(cancel_at_the_end, int turns; struct limiting_task limiting[4]; int i;)
{
    async_body {
        for (self->turns = 1; self->turns <= 4; self->turns++) {
            coop_create_task(&self->limiting[self->turns - 1], limiting, .id = self->turns + 4);
            for (self->i = 0; self->i < self->turns; self->i++)
                await(coop_sleep_ms(0));
            printf("cancel wait_for\n");
            coop_cancel(&self->limiting[self->turns - 1].task);
            try_await(coop_join(&self->limiting[self->turns - 1].task));
            printf("%s\n", repr_of(await_result));
            print_line();
        }
    }
    return COOP_RESULT(COOP_OK);
}

async_def(program, struct limit_worker worker; struct cancel_limiting limiting;
          struct cancel_at_the_end at_the_end;)
{
    async_body {
        await(coop_call(&self->worker, limit_worker));
        await(coop_call(&self->limiting, cancel_limiting));
        await(coop_call(&self->at_the_end, cancel_at_the_end));
        printf("finish\n");
    }
    return COOP_DONE;
}

int main(void)
{
    static struct program_task task;
    set_up_loop();
    return coop_run(&loop, coop_spawn(&loop, &task, program)) == COOP_OK ? 0 : 1;
}
