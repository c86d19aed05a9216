/* test_condition.c - waiting under a lock for a change.            SPDX-License-Identifier: MIT */
#include "coop/condition.h"

#include "loop_fixture.h"

TestSuite(condition, .init = set_up_loop);

static coop_lock lock;
static coop_condition condition = {.lock = &lock};
static int level;

async_def(watcher, const char *name; uint32_t ms; int least;)
{
    async_body {
        await(coop_lock_acquire(&lock));
        if (self->least > 0)
            coop_condition_until(&condition, level >= self->least);
        else
            await(coop_condition_wait(&condition));
        note("%s%u ", self->name, at());
        await(coop_sleep_ms(self->ms));
    }
    note("%s:%d%s ", self->name, (int)await_result, coop_lock_held(&lock) ? "" : "!");
    cr_assert(eq(i32, coop_lock_release(&lock), COOP_OK));
    return COOP_DONE;
}

async_def(notifier, uint32_t count; uint32_t held_ms;)
{
    async_body {
        await(coop_lock_acquire(&lock));
        cr_assert(eq(i32, coop_condition_notify(&condition, self->count), COOP_OK));
        await(coop_sleep_ms(self->held_ms));
        coop_lock_release(&lock);
    }
    return COOP_DONE;
}

static struct watcher_task a, b, c;
static struct notifier_task n;

static void turns(int count)
{
    for (; count > 0; count--)
        cr_assert(eq(u64, coop_turn(&loop), 0));
}

static void notify(uint32_t count, uint32_t held_ms)
{
    coop_run(&loop, coop_spawn(&loop, &n, notifier, .count = count, .held_ms = held_ms));
}

static void run_until_all_wait(void)
{
    while (coop_turn(&loop) == 0) {
    }
}

static void spawn_three(uint32_t ms)
{
    coop_spawn(&loop, &a, watcher, .name = "a", .ms = ms);
    coop_spawn(&loop, &b, watcher, .name = "b", .ms = ms);
    coop_spawn(&loop, &c, watcher, .name = "c", .ms = ms);
    run_until_all_wait();
    expect_journal("");
}

Test(condition, wakes_as_many_as_are_notified_in_the_order_they_came)
{
    spawn_three(0);
    notify(2, 0);
    run_until_all_wait();
    expect_journal("a0 a:0 b0 b:0 ");
    notify(UINT32_MAX, 0);
    run_until_all_wait();
    expect_journal("a0 a:0 b0 b:0 c0 c:0 ");
    cr_assert(not(coop_lock_held(&lock)));
}

Test(condition, lets_them_go_on_one_after_the_other)
{
    spawn_three(10);
    notify(UINT32_MAX, 5);
    coop_run(&loop, &c.task);
    expect_journal("a5 a:0 b15 b:0 c25 c:0 ");
}

Test(condition, can_await_that_something_holds)
{
    coop_spawn(&loop, &a, watcher, .name = "a", .least = 2);
    run_until_all_wait();
    level = 1;
    notify(1, 0);
    run_until_all_wait();
    expect_journal("");
    level = 2;
    notify(1, 0);
    run_until_all_wait();
    expect_journal("a0 a:0 ");
}

Test(condition, does_not_wait_for_what_holds_already)
{
    level = 2;
    coop_run(&loop, coop_spawn(&loop, &a, watcher, .name = "a", .least = 2));
    expect_journal("a0 a:0 ");
}

Test(condition, cancelled_while_it_waits_holds_the_lock_again)
{
    spawn_three(0);
    coop_cancel(&a.task);
    run_until_all_wait();
    expect_journal("a:-1 ");
    notify(1, 0);
    run_until_all_wait();
    expect_journal("a:-1 b0 b:0 ");
}

Test(condition, cancelled_waits_for_the_lock_even_if_cancelled_again)
{
    spawn_three(0);
    coop_spawn(&loop, &n, notifier, .count = 0, .held_ms = 10);
    turns(1);
    coop_cancel(&a.task);
    turns(1);
    cr_assert(eq(str, (char *)coop_waits_for(&a.task), "lock"));
    coop_cancel(&a.task);
    turns(1);
    cr_assert(eq(str, (char *)coop_waits_for(&a.task), "lock"));
    coop_run(&loop, &a.task);
    expect_journal("a:-1 ");
    cr_assert(not(coop_lock_held(&lock)));
}

Test(condition, cancelled_with_the_lock_in_its_hand_keeps_it)
{
    spawn_three(0);
    coop_spawn(&loop, &n, notifier, .count = 1, .held_ms = 0);
    turns(3);
    coop_cancel(&a.task);
    run_until_all_wait();
    expect_journal("a:-1 ");
    cr_assert(not(coop_lock_held(&lock)));
}

Test(condition, passes_on_the_notification_of_a_cancelled_task)
{
    spawn_three(0);
    coop_spawn(&loop, &n, notifier, .count = 1, .held_ms = 0);
    turns(1);
    coop_cancel(&a.task);
    run_until_all_wait();
    expect_journal("a:-1 b0 b:0 ");
}

async_def(careless)
{
    async_body {
        await(coop_condition_wait(&condition));
    }
    return COOP_DONE;
}

Test(condition, needs_the_lock)
{
    static struct careless_task task;
    cr_assert(eq(i32, coop_condition_notify(&condition, 1), COOP_ERR_FREE));
    cr_assert(eq(i32, coop_condition_notify_all(&condition), COOP_ERR_FREE));
    cr_assert(eq(i32, coop_run(&loop, coop_spawn(&loop, &task, careless)), COOP_ERR_FREE));
}
