/* test_gather.c - awaiting several tasks.                          SPDX-License-Identifier: MIT */
#include "loop_fixture.h"

TestSuite(gather, .init = set_up_loop);

async_def(gatherer, struct end_with_task a; struct end_with_task b; struct end_with_task c;
          uint32_t ms[3]; int32_t codes[3]; bool settled;)
{
    async_body {
        coop_create_task(&self->a, end_with, .name = "a", .ms = self->ms[0],
                         .code = self->codes[0]);
        coop_create_task(&self->b, end_with, .name = "b", .ms = self->ms[1],
                         .code = self->codes[1]);
        coop_create_task(&self->c, end_with, .name = "c", .ms = self->ms[2],
                         .code = self->codes[2]);
        if (self->settled)
            try_await(coop_gather_settled(&self->a.task, &self->b.task, &self->c.task));
        else
            try_await(coop_gather(&self->a.task, &self->b.task, &self->c.task));
        note("gathered%u:%d ", at(), (int)await_result);
        await(coop_sleep_ms(100));
    }
    return COOP_DONE;
}

static struct gatherer_task all;

Test(gather, ends_with_the_last)
{
    coop_run(&loop, coop_spawn(&loop, &all, gatherer, .ms = {20, 10, 30}));
    expect_journal("b10 a20 c30 gathered30:0 ");
}

Test(gather, results_are_those_of_the_tasks)
{
    coop_run(&loop, coop_spawn(&loop, &all, gatherer, .ms = {20, 10, 30}, .codes = {1, 2, 3}));
    cr_assert(eq(i32, coop_result(&all.coroutine.b.task), 2));
    cr_assert(eq(i32, coop_result(&all.coroutine.c.task), 3));
}

Test(gather, ends_with_the_first_failure_and_the_others_run_on)
{
    coop_run(&loop, coop_spawn(&loop, &all, gatherer, .ms = {20, 10, 30}, .codes = {0, -5, -6}));
    expect_journal("b10 gathered10:-5 a20 c30 ");
}

Test(gather, settled_waits_for_all_in_spite_of_failures)
{
    coop_run(&loop, coop_spawn(&loop, &all, gatherer, .ms = {20, 10, 30}, .codes = {0, -5, -6},
                               .settled = true));
    expect_journal("b10 a20 c30 gathered30:0 ");
}

static void no_hook(void *context, const coop_task *task)
{
    (void)context;
    note("HOOK(%d) ", (int)coop_result(task));
}

Test(gather, collects_two_failures_in_one_turn)
{
    coop_on_failure(&loop, no_hook, NULL);
    coop_run(&loop, coop_spawn(&loop, &all, gatherer, .ms = {10, 10, 30}, .codes = {-5, -6, 0}));
    expect_journal("a10 b10 gathered10:-5 c30 ");
}

Test(gather, of_finished_tasks_does_not_yield)
{
    static struct nap_task other;
    coop_spawn(&loop, &all, gatherer);
    coop_turn(&loop);
    expect_journal("");
    coop_spawn(&loop, &other, nap, .name = "o", .ms = 0, .naps = 1);
    coop_run(&loop, &all.task);
    expect_journal("a0 b0 c0 gathered0:0 o0 ");
}

async_def(gather_none, int32_t *result;)
{
    async_body {
        await(coop_gather_list(NULL, 0));
        *self->result = await_result;
        note("at once ");
    }
    return COOP_DONE;
}

Test(gather, of_nothing_is_over_at_once)
{
    static struct gather_none_task task;
    static int32_t result = 1;
    coop_spawn(&loop, &task, gather_none, .result = &result);
    coop_turn(&loop);
    cr_assert(coop_finished(&task.task));
    cr_assert(eq(i32, result, 0));
}

async_def(gather_ended, struct end_with_task a; struct end_with_task b; struct end_with_task c;
          int32_t codes[3];)
{
    async_body {
        coop_create_task(&self->a, end_with, .name = "a", .code = self->codes[0]);
        coop_create_task(&self->b, end_with, .name = "b", .code = self->codes[1]);
        coop_create_task(&self->c, end_with, .name = "c", .ms = 5, .code = self->codes[2]);
        await(coop_sleep_ms(0));
        try_await(coop_gather(&self->a.task, &self->b.task, &self->c.task));
        note("gathered%u:%d ", at(), (int)await_result);
        await(coop_sleep_ms(10));
    }
    return COOP_DONE;
}

Test(gather, of_some_that_have_failed_is_over_at_once_with_the_first_of_the_arguments)
{
    static struct gather_ended_task task;
    coop_on_failure(&loop, no_hook, NULL);
    coop_run(&loop, coop_spawn(&loop, &task, gather_ended, .codes = {-3, -4, 0}));
    expect_journal("a0 b0 gathered0:-3 c5 ");
}

/* ---- Cancelling -------------------------------------------------------------------------------
 */

async_def(cancel_after, coop_task *target; uint32_t ms;)
{
    async_body {
        await(coop_sleep_ms(self->ms));
        note("cancel:%d ", (int)coop_cancel(self->target));
    }
    return COOP_DONE;
}

async_def(gather_naps, struct nap_task a; struct nap_task b;)
{
    async_body {
        coop_create_task(&self->a, nap, .name = "a", .ms = 10, .naps = 5);
        coop_create_task(&self->b, nap, .name = "b", .ms = 20, .naps = 5);
        await(coop_gather(&self->a.task, &self->b.task));
    }
    note("out%u ", at());
    return COOP_DONE;
}

static struct gather_naps_task naps;
static struct cancel_after_task killer;

Test(gather, cancelled_cancels_those_that_still_run)
{
    coop_spawn(&loop, &killer, cancel_after, .target = &naps.task, .ms = 25);
    int32_t result = coop_run(&loop, coop_spawn(&loop, &naps, gather_naps));
    cr_assert(eq(i32, result, COOP_ERR_CANCELLED));
    while (coop_turn(&loop) == 0) {
    }
    cr_assert(eq(i32, coop_result(&naps.coroutine.a.task), COOP_ERR_CANCELLED));
    cr_assert(eq(i32, coop_result(&naps.coroutine.b.task), COOP_ERR_CANCELLED));
    expect_journal("a10 b20 a20 cancel:0 out25 ");
}

Test(gather, ends_when_a_child_is_cancelled)
{
    coop_spawn(&loop, &naps, gather_naps);
    coop_spawn(&loop, &killer, cancel_after, .target = &naps.coroutine.a.task, .ms = 5);
    cr_assert(eq(i32, coop_run(&loop, &naps.task), COOP_ERR_CANCELLED));
    expect_journal("cancel:0 out5 ");
    cr_assert(not(coop_finished(&naps.coroutine.b.task)));
}

Test(gather, can_be_nested)
{
    static struct gather_naps_task inner[2];
    static coop_task *tasks[2];
    static struct gather_none_task none;
    (void)none;
    tasks[0] = coop_spawn(&loop, &inner[0], gather_naps);
    tasks[1] = coop_spawn(&loop, &inner[1], gather_naps);
    coop_run(&loop, tasks[0]);
    coop_run(&loop, tasks[1]);
    cr_assert(eq(u64, fake.now_us, START_US + 100000));
}

async_def(gather_gatherers, struct gather_naps_task a; struct gather_naps_task b;)
{
    async_body {
        coop_create_task(&self->a, gather_naps);
        coop_create_task(&self->b, gather_naps);
        await(coop_gather(&self->a.task, &self->b.task));
    }
    note("OUT%u ", at());
    return COOP_DONE;
}

Test(gather, of_gatherers_ends_with_the_last_of_their_tasks)
{
    static struct gather_gatherers_task task;
    cr_assert(eq(i32, coop_run(&loop, coop_spawn(&loop, &task, gather_gatherers)), COOP_OK));
    cr_assert(eq(u64, fake.now_us, START_US + 100000));
    cr_assert(ne(ptr, strstr(journal.text, "out100 out100 OUT100 "), NULL));
}

Test(gather, of_gatherers_passes_a_cancellation_down)
{
    static struct gather_gatherers_task task;
    coop_spawn(&loop, &task, gather_gatherers);
    coop_spawn(&loop, &killer, cancel_after, .target = &task.task, .ms = 5);
    cr_assert(eq(i32, coop_run(&loop, &task.task), COOP_ERR_CANCELLED));
    while (coop_turn(&loop) == 0) {
    }
    expect_journal("cancel:0 OUT5 out5 out5 ");
    cr_assert(coop_finished(&task.coroutine.b.coroutine.b.task));
}

/* ---- Whose end is whose
 * -------------------------------------------------------------------------- */

async_def(join_one, coop_task *target;)
{
    async_body {
        try_await(coop_join(self->target));
        note("join:%d ", (int)await_result);
    }
    return COOP_DONE;
}

Test(gather, owns_the_end_of_its_tasks)
{
    static struct join_one_task joiner;
    coop_spawn(&loop, &naps, gather_naps);
    coop_turn(&loop);
    coop_run(&loop, coop_spawn(&loop, &joiner, join_one, .target = &naps.coroutine.a.task));
    char expected[16];
    snprintf(expected, sizeof expected, "join:%d ", COOP_ERR_BUSY);
    expect_journal(expected);
}

async_def(gather_twice, struct nap_task a;)
{
    async_body {
        coop_create_task(&self->a, nap, .name = "a", .ms = 1, .naps = 1);
        try_await(coop_gather(&self->a.task, &self->a.task));
        note("twice:%d ", (int)(await_result == COOP_ERR_BUSY));
        await(coop_join(&self->a.task)); /* it was left alone */
    }
    return COOP_DONE;
}

Test(gather, refuses_a_task_that_is_named_twice)
{
    static struct gather_twice_task task;
    cr_assert(eq(i32, coop_run(&loop, coop_spawn(&loop, &task, gather_twice)), COOP_OK));
    expect_journal("twice:1 a1 ");
}

async_def(join_gatherer, coop_task *gatherer; int32_t * result;)
{
    async_body {
        try_await(coop_join(self->gatherer));
        *self->result = await_result;
    }
    return COOP_DONE;
}

async_def(gather_its_awaiter, struct join_gatherer_task child; int32_t * result;)
{
    async_body {
        coop_create_task(&self->child, join_gatherer, .gatherer = this_task,
                         .result = self->result);
        await(coop_gather(&self->child.task));
    }
    return COOP_DONE;
}

Test(gather, of_a_task_that_awaits_the_gatherer_is_an_error_there)
{
    static struct gather_its_awaiter_task task;
    static int32_t result;
    coop_run(&loop, coop_spawn(&loop, &task, gather_its_awaiter, .result = &result));
    cr_assert(eq(i32, result, COOP_ERR_SELF));
}

async_def(gather_one, coop_task *other;)
{
    async_body {
        try_await(coop_gather(self->other));
        note("%d ", (int)await_result);
    }
    return COOP_DONE;
}

async_def(await_one, coop_task *other;)
{
    async_body {
        await(coop_join(self->other));
    }
    return COOP_DONE;
}

Test(gather, of_a_task_that_awaits_this_one_is_refused)
{
    static struct gather_one_task one;
    static struct await_one_task two;
    coop_spawn(&loop, &two, await_one, .other = &one.task);
    coop_run(&loop, coop_spawn(&loop, &one, gather_one, .other = &two.task));
    cr_assert(eq(str, journal.text, (char *)"-6 "));
}

Test(gather, of_a_task_that_gathers_this_one_is_refused)
{
    static struct gather_one_task one, two;
    coop_spawn(&loop, &two, gather_one, .other = &one.task);
    coop_run(&loop, coop_spawn(&loop, &one, gather_one, .other = &two.task));
    cr_assert(eq(str, journal.text, (char *)"-6 "));
}
