/* test_port_template.c - the port that does nothing.               SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "coop/keywords.h"

extern const coop_port port_template;

async_def(count_to, int32_t *counted; int32_t until;)
{
    async_body {
        while (*self->counted < self->until) {
            ++*self->counted;
            await(coop_sleep_ms(0));
        }
        await(coop_sleep_ms(1));
    }
    return COOP_DONE;
}

Test(port_template, runs_what_is_due_and_gives_up_when_all_wait)
{
    static coop_loop loop;
    static task_of(count_to) job;
    int32_t counted = 0;
    coop_init(&loop, &port_template);
    coop_task *task = coop_spawn(&loop, &job, count_to, .counted = &counted, .until = 3);
    cr_expect_eq(coop_run(&loop, task), COOP_ERR_STOPPED);
    cr_expect_eq(counted, 3);
    cr_expect(!coop_finished(task));
}
