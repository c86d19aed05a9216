/* test_stop.c - a loop that runs until it is stopped.              SPDX-License-Identifier: MIT */
#include "loop_fixture.h"

TestSuite(stop, .init = set_up_loop);

/* Stops the loop `times` times, then sleeps 0 `naps` times. */
async_def(stopper, int times; int naps;)
{
    async_body {
        note("stop%u ", at());
        for (; self->times > 0; self->times--)
            coop_stop(coop_loop_of(this_task));
        for (; self->naps > 0; self->naps--) {
            await(coop_sleep_ms(0));
            note("on ");
        }
    }
    return COOP_DONE;
}

static struct stopper_task first, second;
static struct nap_task napper;

Test(stop, ends_a_run_that_has_no_main_task)
{
    coop_spawn(&loop, &first, stopper, .times = 1);
    cr_assert(eq(i32, coop_run_forever(&loop), COOP_OK));
    expect_journal("stop0 ");
}

Test(stop, lets_what_is_due_run_first)
{
    coop_spawn(&loop, &first, stopper, .times = 1);
    coop_spawn(&loop, &napper, nap, .name = "n", .ms = 0, .naps = 1);
    coop_spawn(&loop, &second, stopper);
    cr_assert(eq(i32, coop_run_forever(&loop), COOP_OK));
    expect_journal("stop0 stop0 ");
    coop_turn(&loop);
    expect_journal("stop0 stop0 n0 ");
}

Test(stop, a_second_time_is_without_effect)
{
    coop_spawn(&loop, &first, stopper, .times = 2, .naps = 2);
    coop_spawn(&loop, &second, stopper, .times = 1);
    cr_assert(eq(i32, coop_run_forever(&loop), COOP_OK));
    expect_journal("stop0 stop0 ");
    fake.give_up_us = START_US + 1;
    cr_assert(eq(i32, coop_run_forever(&loop), COOP_ERR_STOPPED));
    expect_journal("stop0 stop0 on on ");
}

Test(stop, leaves_the_rest_to_the_next_run)
{
    coop_spawn(&loop, &napper, nap, .name = "n", .ms = 10, .naps = 2);
    coop_run_forever(coop_loop_of(coop_spawn(&loop, &first, stopper, .times = 1)));
    expect_journal("stop0 ");
    fake.give_up_us = START_US + 15000;
    cr_assert(eq(i32, coop_run_forever(&loop), COOP_ERR_STOPPED));
    expect_journal("stop0 n10 ");
    fake.give_up_us = 0;
    cr_assert(eq(i32, coop_run(&loop, &napper.task), COOP_OK));
    expect_journal("stop0 n10 n20 ");
}

Test(stop, outside_of_a_run_forever_is_without_effect)
{
    coop_stop(&loop);
    coop_spawn(&loop, &first, stopper, .times = 1, .naps = 1);
    cr_assert(eq(i32, coop_run(&loop, &first.task), COOP_OK));
    expect_journal("stop0 on ");
}

async_def(run_forever_inside, int32_t *result;)
{
    async_body {
        await(coop_sleep_ms(0));
        *self->result = coop_run_forever(coop_loop_of(this_task));
    }
    return COOP_DONE;
}

Test(stop, run_forever_inside_a_run_is_an_error)
{
    static struct run_forever_inside_task task;
    static int32_t result;
    coop_run(&loop, coop_spawn(&loop, &task, run_forever_inside, .result = &result));
    cr_assert(eq(i32, result, COOP_ERR_RUNNING));
}

async_def(who_am_i)
{
    async_body {
        await(coop_sleep_ms(1));
        note("%d ", coop_current(coop_loop_of(this_task)) == this_task);
    }
    return COOP_DONE;
}

Test(stop, outside_of_a_step_no_task_is_the_current_one)
{
    static struct who_am_i_task task;
    cr_assert(eq(ptr, coop_current(&loop), NULL));
    coop_run(&loop, coop_spawn(&loop, &task, who_am_i));
    expect_journal("1 ");
    cr_assert(eq(ptr, coop_current(&loop), NULL));
}

static void some_hook(void *context, const coop_task *task)
{
    (void)context;
    note("%s=%d ", coop_name(task), (int)coop_result(task));
}

Test(stop, a_loop_has_no_failure_hook_until_it_is_given_one)
{
    cr_assert(coop_failure_hook_of(&loop) == NULL);
    coop_on_failure(&loop, some_hook, NULL);
    cr_assert(coop_failure_hook_of(&loop) == some_hook);
}

Test(stop, failures_are_told_in_the_order_of_their_ends)
{
    static struct end_with_task a, b;
    coop_on_failure(&loop, some_hook, NULL);
    coop_spawn(&loop, &a, end_with, .name = "a", .ms = 2, .code = -101);
    coop_spawn(&loop, &b, end_with, .name = "b", .ms = 1, .code = -102);
    coop_run(&loop, coop_spawn(&loop, &napper, nap, .name = "n", .ms = 3, .naps = 1));
    expect_journal("b1 end_with=-102 a2 end_with=-101 n3 ");
}
