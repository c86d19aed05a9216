/* test_lock.c - locks, and limits of time.                         SPDX-License-Identifier: MIT */
#include "loop_fixture.h"

TestSuite(lock, .init = set_up_loop);
TestSuite(wait_for, .init = set_up_loop);

static coop_lock lock;

async_def(holder, const char *name; int times; uint32_t ms;)
{
    async_body {
        for (; self->times > 0; self->times--) {
            await(coop_lock_acquire(&lock));
            note("%s%u ", self->name, at());
            await(coop_sleep_ms(self->ms));
            coop_lock_release(&lock);
        }
    }
    note("%s:%d ", self->name, (int)await_result);
    return COOP_DONE;
}

static struct holder_task a, b, c;

Test(lock, is_handed_over_in_order_and_cannot_be_snatched)
{
    coop_spawn(&loop, &a, holder, .name = "a", .times = 2, .ms = 10);
    coop_spawn(&loop, &b, holder, .name = "b", .times = 2, .ms = 10);
    coop_spawn(&loop, &c, holder, .name = "c", .times = 1, .ms = 10);
    coop_run(&loop, &b.task);
    expect_journal("a0 b10 c20 c:0 a30 a:0 b40 b:0 ");
    cr_assert(not(coop_lock_held(&lock)));
}

Test(lock, is_held_while_it_changes_hands)
{
    coop_spawn(&loop, &a, holder, .name = "a", .times = 1, .ms = 0);
    coop_spawn(&loop, &b, holder, .name = "b", .times = 1, .ms = 0);
    for (int i = 0; i < 3; i++)
        coop_turn(&loop);
    expect_journal("a0 a:0 ");
    cr_assert(coop_lock_held(&lock));
    cr_assert(eq(i32, coop_lock_release(&lock), COOP_ERR_FREE));
    coop_run(&loop, &b.task);
}

Test(lock, on_its_way_to_a_cancelled_task_goes_to_the_next)
{
    coop_spawn(&loop, &a, holder, .name = "a", .times = 1, .ms = 0);
    coop_spawn(&loop, &b, holder, .name = "b", .times = 1, .ms = 0);
    coop_spawn(&loop, &c, holder, .name = "c", .times = 1, .ms = 0);
    for (int i = 0; i < 4; i++)
        coop_turn(&loop);
    coop_cancel(&b.task);
    coop_run(&loop, &c.task);
    expect_journal("a0 a:0 b:-1 c0 c:0 ");
    cr_assert(not(coop_lock_held(&lock)));
}

Test(lock, forgets_a_cancelled_waiter)
{
    coop_spawn(&loop, &a, holder, .name = "a", .times = 1, .ms = 10);
    coop_spawn(&loop, &b, holder, .name = "b", .times = 1, .ms = 0);
    coop_spawn(&loop, &c, holder, .name = "c", .times = 1, .ms = 0);
    for (int i = 0; i < 3; i++)
        coop_turn(&loop);
    coop_cancel(&b.task);
    coop_run(&loop, &c.task);
    expect_journal("a0 b:-1 a:0 c10 c:0 ");
}

Test(lock, release_of_a_free_one_is_an_error)
{
    cr_assert(eq(i32, coop_lock_release(&lock), COOP_ERR_FREE));
}

/* ---- Limits of time ----------------------------------------------------------------------------
 */

static coop_event event;

async_def(limited, uint32_t ms; bool twice; coop_limit limit;)
{
    async_body {
        try_await(coop_wait_for(&self->limit, coop_event_wait(&event), self->ms));
        note("%d@%u ", (int)await_result, at());
        if (self->twice) {
            try_await(coop_wait_for(&self->limit, coop_event_wait(&event), self->ms));
            note("%d@%u ", (int)await_result, at());
        }
    }
    return COOP_DONE;
}

static struct limited_task task;

async_def(set_after, uint32_t ms;)
{
    async_body {
        await(coop_sleep_ms(self->ms));
        coop_event_set(&event);
    }
    return COOP_DONE;
}

static struct set_after_task setter;

Test(wait_for, is_over_when_what_it_waits_for_is)
{
    coop_spawn(&loop, &setter, set_after, .ms = 5);
    coop_run(&loop, coop_spawn(&loop, &task, limited, .ms = 20));
    expect_journal("0@5 ");
}

Test(wait_for, cancels_what_takes_too_long)
{
    coop_run(&loop, coop_spawn(&loop, &task, limited, .ms = 20, .twice = true));
    char expected[32];
    snprintf(expected, sizeof expected, "%d@20 %d@40 ", COOP_ERR_TIMEOUT, COOP_ERR_TIMEOUT);
    expect_journal(expected);
    cr_assert(eq(ptr, event.waiters.last, NULL));
}

Test(wait_for, zero_gives_one_step)
{
    coop_event_set(&event);
    coop_run(&loop, coop_spawn(&loop, &task, limited, .ms = 0));
    expect_journal("0@0 ");
}

Test(wait_for, cancelled_cancels_what_it_waits_for)
{
    coop_spawn(&loop, &task, limited, .ms = 20);
    coop_turn(&loop);
    coop_turn(&loop);
    coop_cancel(&task.task);
    coop_run(&loop, &task.task);
    expect_journal("-1@0 ");
    while (coop_turn(&loop) == 0) {
    }
    cr_assert(eq(ptr, event.waiters.last, NULL));
}

Test(wait_for, refuses_a_limit_that_is_still_in_use)
{
    coop_spawn(&loop, &task, limited, .ms = 20, .twice = true);
    coop_turn(&loop);
    coop_turn(&loop);
    coop_cancel(&task.task);
    coop_run(&loop, &task.task);
    char expected[16];
    snprintf(expected, sizeof expected, "-1@0 %d@0 ", COOP_ERR_BUSY);
    expect_journal(expected);
}

async_def(stubborn, int times;)
{
    async_body {
        for (; self->times > 0; self->times--)
            try_await(coop_sleep_ms(30));
        return COOP_RESULT(77);
    }
    return COOP_DONE;
}

async_def(limit_task, struct stubborn_task inner; coop_limit limit; uint32_t ms;)
{
    async_body {
        coop_create_task(&self->inner, stubborn, .times = 2);
        try_await(coop_wait_for(&self->limit, coop_join(&self->inner.task), self->ms));
        note("%d@%u ", (int)await_result, at());
    }
    return COOP_DONE;
}

Test(wait_for, is_a_timeout_even_if_the_task_survives_and_returns)
{
    static struct limit_task_task limit;
    coop_run(&loop, coop_spawn(&loop, &limit, limit_task, .ms = 10));
    char expected[16];
    snprintf(expected, sizeof expected, "%d@40 ", COOP_ERR_TIMEOUT);
    expect_journal(expected);
}

Test(wait_for, passes_the_result_of_a_task_on)
{
    static struct limit_task_task limit;
    coop_run(&loop, coop_spawn(&loop, &limit, limit_task, .ms = 100));
    expect_journal("77@60 ");
}

async_def(gather_one, coop_task *inner;)
{
    async_body {
        await(coop_gather(self->inner));
    }
    return COOP_DONE;
}

Test(wait_for, tells_that_a_gather_owns_the_task)
{
    static struct limit_task_task limit;
    static struct gather_one_task gatherer;
    coop_spawn(&loop, &limit, limit_task, .ms = 100);
    coop_spawn(&loop, &gatherer, gather_one, .inner = &limit.coroutine.inner.task);
    coop_run(&loop, &limit.task);
    char expected[16];
    snprintf(expected, sizeof expected, "%d@0 ", COOP_ERR_BUSY);
    expect_journal(expected);
}

async_def(limit_again, struct limit_task limits; coop_limit limit;)
{
    async_body {
        try_await(coop_call(&self->limits, limit_task, .ms = 1000));
        try_await(coop_wait_for(&self->limit, coop_event_wait(&event), 100));
        note("%d@%u ", (int)await_result, at());
    }
    return COOP_DONE;
}

Test(wait_for, is_not_ended_by_the_task_of_an_earlier_one)
{
    static struct limit_again_task again;
    static struct limited_task sleeper;
    coop_spawn(&loop, &again, limit_again);
    coop_run(&loop, coop_spawn(&loop, &sleeper, limited, .ms = 5));
    coop_cancel(&again.task);
    coop_run(&loop, &again.task);
    char expected[40];
    snprintf(expected, sizeof expected, "%d@5 -1@5 %d@105 ", COOP_ERR_TIMEOUT, COOP_ERR_TIMEOUT);
    expect_journal(expected);
}
