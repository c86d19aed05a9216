/* asyncio_set_exception_handler.c - the failure hook: when, in which order, and when not.
 *                                                                  SPDX-License-Identifier: MIT */
#include "conformance.h"

/* ValueError(i, i + 1) */
#define PAIR_ERROR(i_) (COOP_ERR_USER - (i_))

static void print_pair_error(const char *before, int32_t code)
{
    int i = (int)(COOP_ERR_USER - code);
    printf("%sValueError(%d, %d)\n", before, i, i + 1);
}

static void custom_handler(void *context, const coop_task *task)
{
    print_pair_error(context, coop_result(task));
}

async_def(failing, int i;)
{
    async_body {
        return COOP_RESULT(PAIR_ERROR(self->i));
    }
    return COOP_DONE;
}

async_def(program, struct failing_task tasks[4]; int i;)
{
    async_body {
        printf("%s\n", coop_failure_hook_of(&loop) == NULL ? "None" : "a hook");
        coop_on_failure(&loop, custom_handler, "custom_handler ");
        printf("%s\n", true_or_false(coop_failure_hook_of(&loop) == custom_handler));

        coop_create_task(&self->tasks[0], failing, .i = 0);
        printf("sleep\n");
        for (self->i = 0; self->i < 2; self->i++)
            await(coop_sleep_ms(0));

        coop_create_task(&self->tasks[1], failing, .i = 1);
        coop_create_task(&self->tasks[2], failing, .i = 2);
        printf("sleep\n");
        for (self->i = 0; self->i < 2; self->i++)
            await(coop_sleep_ms(0));

        coop_create_task(&self->tasks[3], failing, .i = 3);
        await(coop_sleep_ms(0));
        try_await(coop_join(&self->tasks[3].task));
        print_pair_error("", await_result);
        await(coop_sleep_ms(0));
        printf("done\n");
    }
    return COOP_DONE;
}

int main(void)
{
    static struct program_task task;
    set_up_loop();
    return coop_run(&loop, coop_spawn(&loop, &task, program)) == COOP_OK ? 0 : 1;
}
