/* asyncio_current_task.c - which task runs: inside of a run, before it and after it.
 *                                                                  SPDX-License-Identifier: MIT */
#include "conformance.h"

async_def(program)
{
    async_body {
        printf("%s\n", true_or_false(coop_current(&loop) == this_task));
    }
    return COOP_DONE;
}

/* Python raises here; NULL is C's word for it. */
static void print_outside(void)
{
    if (coop_current(&loop) == NULL)
        printf("RuntimeError\n");
}

int main(void)
{
    static struct program_task task;
    set_up_loop();
    print_outside();
    int32_t result = coop_run(&loop, coop_spawn(&loop, &task, program));
    print_outside();
    return result == COOP_OK ? 0 : 1;
}
