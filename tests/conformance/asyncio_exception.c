/* asyncio_exception.c - failures of the main task leave run().     SPDX-License-Identifier: MIT */
#include "conformance.h"

async_def(failing)
{
    async_body {
        printf("main start\n");
        return COOP_RESULT(VALUE_ERROR_1);
    }
    return COOP_DONE;
}

async_def(failing_child)
{
    async_body {
        printf("task start\n");
        return COOP_RESULT(VALUE_ERROR_2);
    }
    return COOP_DONE;
}

async_def(awaiting, struct failing_child_task child;)
{
    async_body {
        printf("main start\n");
        await(coop_join(coop_create_task(&self->child, failing_child)));
        printf("main goes on\n");
    }
    return COOP_DONE;
}

/* It has failed before its child gets a turn. */
async_def(hasty, struct failing_child_task child;)
{
    async_body {
        printf("main start\n");
        coop_create_task(&self->child, failing_child);
        return COOP_RESULT(VALUE_ERROR_3);
    }
    return COOP_DONE;
}

static void run(coop_task *task)
{
    int32_t result = coop_run(&loop, task);
    printf("%s %d\n", type_of(result), (int)(VALUE_ERROR_0 - result));
}

int main(void)
{
    static struct failing_task failing_job;
    static struct awaiting_task awaiting_job;
    static struct hasty_task hasty_job;
    set_up_loop();
    run(coop_spawn(&loop, &failing_job, failing));
    run(coop_spawn(&loop, &awaiting_job, awaiting));
    run(coop_spawn(&loop, &hasty_job, hasty));
    return 0;
}
