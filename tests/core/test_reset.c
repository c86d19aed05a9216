/* test_reset.c - all tasks of a loop, and the end of them.         SPDX-License-Identifier: MIT */
#include "coop/reset.h"
#include "loop_fixture.h"

TestSuite(reset, .init = set_up_loop);

static coop_event never;

/* Waits for an event that does not come; goes on after `stubborn` cancellations of it. */
async_def(waiting, const char *name; int stubborn;)
{
    async_body {
        note("%s ", self->name);
        while (true) {
            try_await(coop_event_wait(&never));
            note("%s:%d ", self->name, (int)await_result);
            if (self->stubborn-- == 0)
                return COOP_RESULT(await_result);
        }
    }
    return COOP_DONE;
}

/* Cancelled, sleeps 3 ms; only then it ends. */
async_def(tidying, const char *name;)
{
    async_body {
        try_await(coop_sleep_ms(1000));
        try_await(coop_sleep_ms(3));
        note("%s-tidy%u ", self->name, at());
    }
    return COOP_DONE;
}

async_def(plain, const char *name;)
{
    async_body {
        await(coop_event_wait(&never));
    }
    note("%s-out ", self->name);
    return COOP_DONE;
}

static struct plain_task a, b, fresh;
static struct tidying_task tidy;
static struct waiting_task stubborn;
static struct nap_task napper;

static void run_for_ms(uint32_t ms)
{
    static struct nap_task timer;
    coop_run(&loop, coop_spawn(&loop, &timer, nap, .name = "t", .ms = ms, .naps = 1));
}

Test(reset, of_an_idle_loop_does_nothing)
{
    cr_assert(eq(i32, coop_reset(&loop), COOP_OK));
    cr_assert(eq(u32, fake.idles, 0));
}

Test(reset, ends_waiting_and_sleeping_tasks_and_runs_what_follows_their_bodies)
{
    coop_spawn(&loop, &a, plain, .name = "a");
    coop_spawn(&loop, &napper, nap, .name = "n", .ms = 100, .naps = 1);
    coop_spawn(&loop, &b, plain, .name = "b");
    run_for_ms(1);
    cr_assert(eq(i32, coop_reset(&loop), COOP_OK));
    expect_journal("t1 a-out b-out ");
    cr_assert(eq(i32, coop_result(&napper.task), COOP_ERR_CANCELLED));
    cr_assert(never.waiters.last == NULL);
    cr_assert(eq(u64, coop_turn(&loop), COOP_NEVER));
}

Test(reset, does_not_enter_what_never_began)
{
    coop_spawn(&loop, &fresh, plain, .name = "fresh");
    cr_assert(eq(i32, coop_reset(&loop), COOP_OK));
    cr_assert(coop_finished(&fresh.task));
    expect_journal("");
}

Test(reset, waits_for_tasks_that_tidy_up)
{
    coop_spawn(&loop, &tidy, tidying, .name = "x");
    run_for_ms(1);
    cr_assert(eq(i32, coop_reset(&loop), COOP_OK));
    expect_journal("t1 x-tidy4 ");
}

Test(reset, cancels_again_what_waits_for_nothing_that_can_come)
{
    coop_spawn(&loop, &stubborn, waiting, .name = "s", .stubborn = 2);
    run_for_ms(1);
    cr_assert(eq(i32, coop_reset(&loop), COOP_OK));
    expect_journal("s t1 s:-1 s:-1 s:-1 ");
}

Test(reset, gives_up_when_idle_does)
{
    coop_spawn(&loop, &tidy, tidying, .name = "x");
    run_for_ms(1);
    fake.give_up_us = fake.now_us + 1;
    cr_assert(eq(i32, coop_reset(&loop), COOP_ERR_STOPPED));
    cr_assert(not(coop_finished(&tidy.task)));
    fake.give_up_us = 0;
    cr_assert(eq(i32, coop_reset(&loop), COOP_OK));
}

/* ---- Trees of tasks -------------------------------------------------------------------------- */

async_def(parent, struct plain_task a; struct plain_task b;)
{
    async_body {
        coop_create_task(&self->a, plain, .name = "a");
        coop_create_task(&self->b, plain, .name = "b");
        await(coop_gather(&self->a.task, &self->b.task));
    }
    note("parent-out ");
    return COOP_DONE;
}

async_def(joiner, coop_task *awaited;)
{
    async_body {
        await(coop_join(self->awaited));
    }
    note("joiner-out ");
    return COOP_DONE;
}

Test(reset, ends_tasks_that_await_tasks)
{
    static struct parent_task task;
    static struct joiner_task outer;
    coop_spawn(&loop, &task, parent);
    coop_spawn(&loop, &outer, joiner, .awaited = &task.task);
    run_for_ms(1);
    cr_assert(eq(i32, coop_reset(&loop), COOP_OK));
    expect_journal("t1 parent-out a-out b-out joiner-out ");
}

static void tell_failure(void *context, const coop_task *task)
{
    (void)context;
    note("failed:%d ", (int)coop_result(task));
}

Test(reset, tells_the_failure_hook_and_keeps_it)
{
    static struct end_with_task failing;
    coop_on_failure(&loop, tell_failure, NULL);
    coop_spawn(&loop, &failing, end_with, .name = "f", .code = COOP_ERR_USER);
    coop_turn(&loop);
    cr_assert(eq(i32, coop_reset(&loop), COOP_OK));
    expect_journal("f0 failed:-100 ");
    cr_assert(coop_failure_hook_of(&loop) == tell_failure);
}

async_def(reset_inside, int32_t *result;)
{
    async_body {
        *self->result = coop_reset(coop_loop_of(this_task));
        await(coop_sleep_ms(0));
        note("on ");
    }
    return COOP_DONE;
}

Test(reset, inside_of_a_run_is_an_error)
{
    static struct reset_inside_task task;
    static int32_t result;
    coop_run(&loop, coop_spawn(&loop, &task, reset_inside, .result = &result));
    cr_assert(eq(i32, result, COOP_ERR_RUNNING));
    expect_journal("on ");
}

Test(reset, a_loop_is_as_new_after_it)
{
    coop_spawn(&loop, &a, plain, .name = "a");
    run_for_ms(1);
    coop_reset(&loop);
    coop_spawn(&loop, &a, plain, .name = "again");
    coop_event_set(&never);
    cr_assert(eq(i32, coop_run(&loop, &a.task), COOP_OK));
    expect_journal("t1 a-out again-out ");
}

/* ---- The list -------------------------------------------------------------------------------- */

Test(reset, the_list_has_each_unfinished_task_once_oldest_first)
{
    cr_assert(coop_first_task(&loop) == NULL);
    coop_spawn(&loop, &a, plain, .name = "a");
    coop_spawn(&loop, &napper, nap, .name = "n", .ms = 1, .naps = 1);
    coop_spawn(&loop, &b, plain, .name = "b");
    cr_assert(coop_first_task(&loop) == &a.task);
    cr_assert(coop_next_task(&a.task) == &napper.task);
    cr_assert(coop_next_task(&napper.task) == &b.task);
    cr_assert(coop_next_task(&b.task) == NULL);
    coop_run(&loop, &napper.task);
    cr_assert(coop_next_task(&a.task) == &b.task);
    coop_event_set(&never);
    coop_run(&loop, &b.task);
    cr_assert(coop_first_task(&loop) == NULL);
}
