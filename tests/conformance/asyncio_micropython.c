/* asyncio_micropython.c - sleeps and limits in milliseconds.       SPDX-License-Identifier: MIT
 *
 * Differs: time has 64 bits, so there is no sleep that is too long for it; 2^29 ms raise
 * OverflowError there.
 */
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

async_def(program, uint64_t since_ms; coop_limit limit; struct worker_task worker;)
{
    async_body {
        self->since_ms = now_ms();
        await(coop_sleep_ms(1));
        printf("%s\n", true_or_false(now_ms() - self->since_ms < 100));

        self->since_ms = now_ms();
        await(coop_sleep_ms(UINT32_C(1) << 29));
        printf("slept %lu ms\n", (unsigned long)(now_ms() - self->since_ms));

        coop_create_task(&self->worker, worker, .id = 1, .ms = 5);
        await(coop_wait_for(&self->limit, coop_join(&self->worker.task), 50));
        printf("%d\n", (int)await_result);

        coop_create_task(&self->worker, worker, .id = 2, .ms = 50);
        try_await(coop_wait_for(&self->limit, coop_join(&self->worker.task), 5));
        if (await_result == COOP_ERR_TIMEOUT)
            printf("timeout\n");
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
