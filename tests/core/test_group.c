/* test_group.c - several tasks, or several awaits, as one.         SPDX-License-Identifier: MIT */
#include "coop/group.h"

#include "loop_fixture.h"

TestSuite(group, .init = set_up_loop);
TestSuite(race, .init = set_up_loop);
TestSuite(wait_any, .init = set_up_loop);

#define FAILED COOP_ERR_USER

/* Ends with `code` after `ms`, or that long after it was cancelled. */
async_def(child, const char *name; uint32_t ms; int32_t code; uint32_t slow_ms;)
{
    async_body {
        try_await(coop_sleep_ms(self->ms));
        if (await_result < 0) {
            note("%s!%u ", self->name, at());
            self->code = await_result;
            if (self->slow_ms > 0)
                try_await(coop_sleep_ms(self->slow_ms));
        }
    }
    note("%s%u ", self->name, at());
    return COOP_RESULT(self->code);
}

static struct child_task a, b, c;

async_def(group_of_three)
{
    async_body {
        try_await(coop_group(&a.task, &b.task, &c.task));
        note("group%u=%d ", at(), (int)await_result);
        if (await_result != COOP_ERR_BUSY)
            cr_assert(coop_finished(&a.task) && coop_finished(&b.task) && coop_finished(&c.task));
    }
    return COOP_DONE;
}

async_def(race_of_three)
{
    async_body {
        try_await(coop_race(&a.task, &b.task, &c.task));
        note("race%u=%d ", at(), (int)await_result);
        cr_assert(coop_finished(&a.task) && coop_finished(&b.task) && coop_finished(&c.task));
    }
    return COOP_DONE;
}

static struct group_of_three_task group;
static struct race_of_three_task race;

static void spawn(struct child_task *task, const char *name, uint32_t ms, int32_t code)
{
    coop_spawn(&loop, task, child, .name = name, .ms = ms, .code = code);
}

Test(group, is_over_when_all_have_ended)
{
    spawn(&a, "a", 30, 1);
    spawn(&b, "b", 10, 2);
    spawn(&c, "c", 20, 3);
    coop_run(&loop, coop_spawn(&loop, &group, group_of_three));
    expect_journal("b10 c20 a30 group30=0 ");
}

Test(group, cancels_the_others_at_the_first_failure_and_waits_for_them)
{
    spawn(&a, "a", 30, 1);
    spawn(&b, "b", 10, FAILED);
    coop_spawn(&loop, &c, child, .name = "c", .ms = 20, .slow_ms = 50);
    coop_run(&loop, coop_spawn(&loop, &group, group_of_three));
    expect_journal("b10 a!10 a10 c!10 c60 group60=-100 ");
}

Test(group, keeps_the_first_of_two_failures)
{
    spawn(&a, "a", 10, FAILED - 1);
    spawn(&b, "b", 10, FAILED - 2);
    spawn(&c, "c", 5, 0);
    coop_run(&loop, coop_spawn(&loop, &group, group_of_three));
    expect_journal("c5 a10 b!10 b10 group10=-101 ");
}

Test(group, does_not_take_a_cancelled_task_for_failed)
{
    spawn(&a, "a", 10, 0);
    spawn(&b, "b", 20, 0);
    spawn(&c, "c", 30, 0);
    coop_spawn(&loop, &group, group_of_three);
    for (int i = 0; i < 4; i++)
        coop_turn(&loop);
    coop_cancel(&b.task);
    coop_run(&loop, &group.task);
    expect_journal("b!0 b0 a10 c30 group30=0 ");
}

Test(group, of_a_task_that_has_failed_already_cancels_the_rest)
{
    spawn(&a, "a", 0, FAILED);
    coop_turn(&loop);
    coop_turn(&loop);
    spawn(&b, "b", 10, 0);
    spawn(&c, "c", 10, 0);
    coop_run(&loop, coop_spawn(&loop, &group, group_of_three));
    expect_journal("a0 b!0 b0 c!0 c0 group0=-100 ");
}

Test(group, cancelled_cancels_all_and_waits_for_them)
{
    spawn(&a, "a", 10, 0);
    coop_spawn(&loop, &b, child, .name = "b", .ms = 20, .slow_ms = 50);
    spawn(&c, "c", 30, 0);
    coop_spawn(&loop, &group, group_of_three);
    for (int i = 0; i < 4; i++)
        coop_turn(&loop);
    coop_cancel(&group.task);
    coop_run(&loop, &group.task);
    expect_journal("a!0 a0 b!0 c!0 c0 b50 group50=-1 ");
}

Test(group, cancelled_again_cancels_again)
{
    coop_spawn(&loop, &a, child, .name = "a", .ms = 10, .slow_ms = 50);
    coop_spawn(&loop, &b, child, .name = "b", .ms = 20, .slow_ms = 50);
    spawn(&c, "c", 0, 0);
    coop_spawn(&loop, &group, group_of_three);
    for (int i = 0; i < 5; i++)
        coop_turn(&loop);
    coop_cancel(&group.task);
    fake.give_up_us = START_US + 20000;
    cr_assert(eq(i32, coop_run(&loop, &group.task), COOP_ERR_STOPPED));
    coop_cancel(&group.task);
    coop_run(&loop, &group.task);
    expect_journal("c0 a!0 b!0 a0 b0 group0=-1 ");
}

Test(group, refuses_a_task_that_others_await)
{
    spawn(&a, "a", 10, 0);
    spawn(&b, "b", 10, 0);
    spawn(&c, "c", 10, 0);
    static struct group_of_three_task other;
    coop_spawn(&loop, &group, group_of_three);
    coop_spawn(&loop, &other, group_of_three);
    for (int i = 0; i < 5; i++)
        coop_turn(&loop);
    cr_assert(eq(str, journal.text, "group0=-8 "));
}

Test(race, is_over_when_one_has_ended_and_the_others_are_cancelled)
{
    spawn(&a, "a", 30, 0);
    spawn(&b, "b", 10, 7);
    coop_spawn(&loop, &c, child, .name = "c", .ms = 20, .slow_ms = 5);
    coop_run(&loop, coop_spawn(&loop, &race, race_of_three));
    expect_journal("b10 a!10 a10 c!10 c15 race15=1 ");
    cr_assert(eq(i32, coop_result(&b.task), 7));
}

Test(race, ends_with_the_failure_of_the_first)
{
    spawn(&a, "a", 30, 0);
    spawn(&b, "b", 20, 0);
    spawn(&c, "c", 10, FAILED);
    coop_run(&loop, coop_spawn(&loop, &race, race_of_three));
    expect_journal("c10 a!10 a10 b!10 b10 race10=-100 ");
}

Test(race, is_won_by_a_cancelled_task_too)
{
    spawn(&a, "a", 30, 0);
    spawn(&b, "b", 30, 0);
    spawn(&c, "c", 30, 0);
    coop_spawn(&loop, &race, race_of_three);
    for (int i = 0; i < 4; i++)
        coop_turn(&loop);
    coop_cancel(&c.task);
    coop_run(&loop, &race.task);
    expect_journal("c!0 c0 a!0 a0 b!0 b0 race0=2 ");
}

Test(race, is_won_by_the_first_argument_that_had_ended)
{
    spawn(&c, "c", 0, 0);
    coop_run(&loop, &c.task);
    spawn(&b, "b", 0, 0);
    coop_run(&loop, &b.task);
    spawn(&a, "a", 10, 0);
    coop_run(&loop, coop_spawn(&loop, &race, race_of_three));
    expect_journal("c0 b0 a!0 a0 race0=1 ");
}

/* ---- Awaitables --------------------------------------------------------------------------------
 */

static coop_event first, second, third;

async_def(waiter, coop_branch outer[2]; coop_branch inner[2]; coop_limit limit; uint32_t limit_ms;)
{
    async_body {
        while (true) {
            if (self->limit_ms == 0)
                try_await(coop_wait_any(
                    self->outer, coop_event_wait(&first),
                    coop_wait_all(self->inner, coop_event_wait(&second), coop_event_wait(&third))));
            else
                try_await(coop_wait_for(
                    &self->limit,
                    coop_wait_all(self->inner, coop_event_wait(&second), coop_event_wait(&third)),
                    self->limit_ms));
            note("%d@%u ", (int)await_result, at());
            if (await_result < 0)
                return COOP_RESULT(await_result);
            coop_event_clear(&first);
            coop_event_clear(&second);
        }
    }
    return COOP_DONE;
}

async_def(setter, coop_event *event; uint32_t ms;)
{
    async_body {
        await(coop_sleep_ms(self->ms));
        coop_event_set(self->event);
    }
    return COOP_DONE;
}

static struct waiter_task waiting;
static struct setter_task s[4];

static void set_after(int place, coop_event *event, uint32_t ms)
{
    coop_spawn(&loop, &s[place], setter, .event = event, .ms = ms);
}

Test(wait_any, nests_and_may_be_used_again)
{
    coop_spawn(&loop, &waiting, waiter, .limit_ms = 0);
    set_after(0, &second, 10);
    set_after(1, &first, 20);
    set_after(2, &third, 30);
    set_after(3, &second, 40);
    fake.give_up_us = START_US + 50000;
    coop_run(&loop, &waiting.task);
    expect_journal("0@20 1@40 ");
    cr_assert(eq(ptr, first.waiters.last->next, first.waiters.last));
    coop_cancel(&waiting.task);
    coop_run(&loop, &waiting.task);
    expect_journal("0@20 1@40 -1@40 ");
    cr_assert(eq(ptr, first.waiters.last, NULL));
    cr_assert(eq(ptr, second.waiters.last, NULL));
    cr_assert(eq(ptr, third.waiters.last, NULL));
    cr_assert(coop_finished(&waiting.coroutine.inner[0].task));
}

Test(wait_any, of_all_can_have_a_limit)
{
    coop_spawn(&loop, &waiting, waiter, .limit_ms = 20);
    set_after(0, &second, 10);
    coop_run(&loop, &waiting.task);
    char expected[32];
    snprintf(expected, sizeof expected, "%d@20 ", COOP_ERR_TIMEOUT);
    expect_journal(expected);
    cr_assert(eq(ptr, third.waiters.last, NULL));
}

async_def(join_or_event, coop_branch any[2];)
{
    async_body {
        await(coop_wait_any(self->any, coop_event_wait(&first), coop_join(&a.task)));
        note("%d@%u ", (int)await_result, at());
    }
    return COOP_DONE;
}

/* A coop_join() that loses is cancelled, and that goes on to the task. */
Test(wait_any, cancels_the_task_that_a_losing_branch_awaits)
{
    static struct join_or_event_task joining;
    spawn(&a, "a", 50, 0);
    set_after(0, &first, 10);
    coop_run(&loop, coop_spawn(&loop, &joining, join_or_event));
    expect_journal("a!10 a10 0@10 ");
    cr_assert(eq(i32, coop_result(&a.task), COOP_ERR_CANCELLED));
    cr_assert(eq(ptr, first.waiters.last, NULL));
}
