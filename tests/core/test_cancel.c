/* test_cancel.c - cancelling: when it arrives, whom it reaches.    SPDX-License-Identifier: MIT */
#include "loop_fixture.h"

TestSuite(cancel, .init = set_up_loop);

/* Sleeps; a stubborn one goes on after a cancellation. */
async_def(sleeper, const char *name; uint32_t ms; bool stubborn;)
{
    async_body {
        note("%s ", self->name);
        if (self->stubborn) {
            try_await(coop_sleep_ms(self->ms));
            note("%s:%d ", self->name, (int)await_result);
        }
        await(coop_sleep_ms(self->ms));
        note("%s-slept%u ", self->name, at());
    }
    note("%s-out%u ", self->name, at());
    return COOP_DONE;
}

async_def(canceller, coop_task *target; uint32_t after_ms; int times; int32_t result;)
{
    async_body {
        await(coop_sleep_ms(self->after_ms));
        for (; self->times > 0; self->times--) {
            self->result = coop_cancel(self->target);
            note("cancel=%d ", (int)self->result);
        }
    }
    return COOP_DONE;
}

static struct sleeper_task target;
static struct canceller_task canceller_job;

static int32_t run_cancelled(uint32_t after_ms, int times)
{
    coop_spawn(&loop, &canceller_job, canceller, .target = &target.task, .after_ms = after_ms,
               .times = times);
    return coop_run(&loop, &target.task);
}

Test(cancel, ends_a_sleep_and_runs_what_follows_the_body)
{
    coop_spawn(&loop, &target, sleeper, .name = "t", .ms = 100);
    cr_assert(eq(i32, run_cancelled(5, 1), COOP_ERR_CANCELLED));
    expect_journal("t cancel=0 t-out5 ");
}

Test(cancel, of_one_that_never_began_does_not_enter_its_body)
{
    coop_spawn(&loop, &target, sleeper, .name = "t", .ms = 100);
    coop_cancel(&target.task);
    cr_assert(eq(i32, coop_run(&loop, &target.task), COOP_ERR_CANCELLED));
    expect_journal("");
}

Test(cancel, several_before_delivery_are_one)
{
    coop_spawn(&loop, &target, sleeper, .name = "t", .ms = 10, .stubborn = true);
    cr_assert(eq(i32, run_cancelled(5, 3), COOP_OK));
    expect_journal("t cancel=0 cancel=0 cancel=0 t:-1 t-slept15 t-out15 ");
}

Test(cancel, of_a_finished_one_says_so)
{
    coop_run(&loop, coop_spawn(&loop, &target, sleeper, .name = "t", .ms = 1));
    cr_assert(eq(i32, coop_cancel(&target.task), COOP_ERR_FINISHED));
}

async_def(cancel_itself, int32_t *result;)
{
    async_body {
        *self->result = coop_cancel(this_task);
        await(coop_sleep_ms(1));
        note("on ");
    }
    return COOP_DONE;
}

Test(cancel, of_oneself_is_an_error)
{
    static struct cancel_itself_task task;
    static int32_t result;
    cr_assert(eq(i32, coop_run(&loop, coop_spawn(&loop, &task, cancel_itself, .result = &result)),
                 COOP_OK));
    cr_assert(eq(i32, result, COOP_ERR_SELF));
    expect_journal("on ");
}

/* ---- Through other tasks --------------------------------------------------------------------- */

async_def(awaiter, coop_task *awaited_task; bool stubborn;)
{
    async_body {
        try_await(coop_join(self->awaited_task));
        note("awaiter:%d ", (int)await_result);
        if (!self->stubborn)
            return COOP_RESULT(await_result);
    }
    return COOP_DONE;
}

static struct awaiter_task outer;

Test(cancel, of_an_awaiter_reaches_the_awaited)
{
    coop_spawn(&loop, &target, sleeper, .name = "t", .ms = 100);
    coop_spawn(&loop, &outer, awaiter, .awaited_task = &target.task);
    coop_spawn(&loop, &canceller_job, canceller, .target = &outer.task, .after_ms = 5, .times = 1);
    cr_assert(eq(i32, coop_run(&loop, &outer.task), COOP_ERR_CANCELLED));
    expect_journal("t cancel=0 t-out5 awaiter:-1 ");
}

Test(cancel, that_the_awaited_survives_is_no_news_to_the_awaiter)
{
    coop_spawn(&loop, &target, sleeper, .name = "t", .ms = 10, .stubborn = true);
    coop_spawn(&loop, &outer, awaiter, .awaited_task = &target.task);
    coop_spawn(&loop, &canceller_job, canceller, .target = &outer.task, .after_ms = 5, .times = 1);
    cr_assert(eq(i32, coop_run(&loop, &outer.task), COOP_OK));
    expect_journal("t cancel=0 t:-1 t-slept15 t-out15 awaiter:0 ");
}

/* MicroPython answers True here and cancels nobody. */
async_def(cancel_awaiter, struct awaiter_task awaiter; int32_t * result;)
{
    async_body {
        coop_create_task(&self->awaiter, awaiter, .awaited_task = this_task);
        await(coop_sleep_ms(1));
        *self->result = coop_cancel(&self->awaiter.task);
    }
    return COOP_DONE;
}

Test(cancel, of_one_that_awaits_the_running_task_is_an_error)
{
    static struct cancel_awaiter_task task;
    static int32_t result;
    coop_run(&loop, coop_spawn(&loop, &task, cancel_awaiter, .result = &result));
    cr_assert(eq(i32, result, COOP_ERR_SELF));
}

/* ---- Place in the order ------------------------------------------------------------------------
 */

async_def(ordered, struct sleeper_task a; struct sleeper_task b; struct nap_task c;)
{
    async_body {
        coop_create_task(&self->a, sleeper, .name = "a", .ms = 50);
        coop_create_task(&self->b, sleeper, .name = "b", .ms = 0);
        await(coop_sleep_ms(0));
        note("| ");
        coop_create_task(&self->c, nap, .name = "c", .ms = 0, .naps = 1);
        coop_cancel(&self->a.task); /* asleep: goes behind c */
        coop_cancel(&self->b.task); /* due already: keeps its place before c */
        await(coop_sleep_ms(0));
        await(coop_sleep_ms(0));
    }
    return COOP_DONE;
}

Test(cancel, keeps_the_place_of_one_that_is_due_and_puts_a_sleeper_last)
{
    static struct ordered_task task;
    coop_run(&loop, coop_spawn(&loop, &task, ordered));
    expect_journal("a b | b-out0 a-out0 c0 ");
}

/* ---- Inline calls --------------------------------------------------------------------------- */

async_def(caller, struct sleeper child;)
{
    async_body {
        await(coop_call(&self->child, sleeper, .name = "child", .ms = 100));
        note("never ");
    }
    note("caller-out ");
    return COOP_DONE;
}

Test(cancel, unwinds_inline_calls_from_the_inside)
{
    static struct caller_task task;
    coop_spawn(&loop, &task, caller);
    coop_spawn(&loop, &canceller_job, canceller, .target = &task.task, .after_ms = 5, .times = 1);
    cr_assert(eq(i32, coop_run(&loop, &task.task), COOP_ERR_CANCELLED));
    expect_journal("child cancel=0 child-out5 caller-out ");
}

Test(cancel, of_a_detached_task_is_silent)
{
    coop_spawn(&loop, &target, sleeper, .name = "t", .ms = 100);
    coop_run(&loop, coop_spawn(&loop, &canceller_job, canceller, .target = &target.task,
                               .after_ms = 1, .times = 1));
    while (coop_turn(&loop) == 0) {
    }
    cr_assert(eq(i32, coop_result(&target.task), COOP_ERR_CANCELLED));
}
