/* test_event.c - events, and flags that interrupts set.            SPDX-License-Identifier: MIT */
#include "loop_fixture.h"

TestSuite(event, .init = set_up_loop);
TestSuite(flag, .init = set_up_loop);

static coop_event event;

async_def(event_waiter, const char *name; int times;)
{
    async_body {
        for (; self->times > 0; self->times--) {
            await(coop_event_wait(&event));
            note("%s%u ", self->name, at());
        }
    }
    note("%s:%d ", self->name, (int)await_result);
    return COOP_DONE;
}

static struct event_waiter_task a, b;

static void spawn_waiters(int times)
{
    coop_spawn(&loop, &a, event_waiter, .name = "a", .times = times);
    coop_spawn(&loop, &b, event_waiter, .name = "b", .times = times);
    coop_turn(&loop);
    coop_turn(&loop);
}

Test(event, wakes_all_in_the_order_they_came)
{
    spawn_waiters(1);
    cr_assert(eq(u64, coop_turn(&loop), COOP_NEVER));
    coop_event_set(&event);
    expect_journal("");
    coop_run(&loop, &b.task);
    expect_journal("a0 a:0 b0 b:0 ");
}

Test(event, set_stays_set)
{
    coop_event_set(&event);
    coop_run(&loop, coop_spawn(&loop, &a, event_waiter, .name = "a", .times = 3));
    expect_journal("a0 a0 a0 a:0 ");
}

Test(event, set_and_clear_wakes_those_who_wait)
{
    spawn_waiters(2);
    coop_event_set(&event);
    coop_event_clear(&event);
    coop_turn(&loop);
    coop_turn(&loop);
    expect_journal("a0 b0 ");
    cr_assert(eq(u64, coop_turn(&loop), COOP_NEVER));
}

Test(event, cancelled_waiter_leaves_the_others_alone)
{
    spawn_waiters(1);
    coop_cancel(&a.task);
    coop_event_set(&event);
    coop_run(&loop, &b.task);
    expect_journal("a:-1 b0 b:0 ");
}

Test(event, waiter_that_was_woken_can_still_be_cancelled)
{
    spawn_waiters(1);
    coop_event_set(&event);
    coop_cancel(&a.task);
    coop_run(&loop, &b.task);
    expect_journal("a:-1 b0 b:0 ");
}

/* ---- Flags -------------------------------------------------------------------------------------
 */

static coop_flag flag, other_flag;

async_def(flag_waiter, const char *name; coop_flag * flag; int times;)
{
    async_body {
        for (; self->times > 0; self->times--) {
            await(coop_flag_wait(self->flag));
            note("%s%u ", self->name, at());
        }
    }
    note("%s:%d ", self->name, (int)await_result);
    return COOP_DONE;
}

static void interrupt_at_5_ms(struct fake_port *port_)
{
    if (port_->now_us < START_US + 5000) {
        port_->now_us = START_US + 5000;
        coop_flag_set(&flag);
        coop_flag_set(&flag);
    }
}

Test(flag, wakes_an_idle_loop_from_an_interrupt_and_clears_itself)
{
    static struct flag_waiter_task task;
    coop_flag_init(&flag, &loop);
    fake.on_idle = interrupt_at_5_ms;
    fake.give_up_us = START_US + 9000;
    int32_t result = coop_run(
        &loop, coop_spawn(&loop, &task, flag_waiter, .name = "f", .flag = &flag, .times = 2));
    cr_assert(eq(i32, result, COOP_ERR_STOPPED));
    expect_journal("f5 ");
    cr_assert(eq(u32, fake.wakes, 1));
    cr_assert(eq(u32, fake.irq_depth, 0));
}

Test(flag, set_before_the_wait_does_not_yield)
{
    static struct flag_waiter_task task;
    coop_flag_init(&flag, &loop);
    coop_flag_set(&flag);
    coop_spawn(&loop, &task, flag_waiter, .name = "f", .flag = &flag, .times = 1);
    coop_turn(&loop);
    expect_journal("f0 f:0 ");
}

Test(flag, tasks_become_due_in_the_order_of_the_interrupts)
{
    static struct flag_waiter_task first, second;
    coop_flag_init(&flag, &loop);
    coop_flag_init(&other_flag, &loop);
    coop_spawn(&loop, &first, flag_waiter, .name = "f", .flag = &flag, .times = 1);
    coop_spawn(&loop, &second, flag_waiter, .name = "o", .flag = &other_flag, .times = 1);
    coop_turn(&loop);
    coop_turn(&loop);
    coop_flag_set(&other_flag);
    coop_flag_set(&flag);
    coop_run(&loop, &first.task);
    expect_journal("o0 o:0 f0 f:0 ");
}

Test(flag, second_waiter_is_refused)
{
    static struct flag_waiter_task first, second;
    coop_flag_init(&flag, &loop);
    coop_spawn(&loop, &first, flag_waiter, .name = "f", .flag = &flag, .times = 1);
    int32_t result = coop_run(
        &loop, coop_spawn(&loop, &second, flag_waiter, .name = "s", .flag = &flag, .times = 1));
    cr_assert(eq(i32, result, COOP_ERR_BUSY));
}

Test(flag, cancelled_waiter_is_forgotten_even_if_the_interrupt_came_first)
{
    static struct flag_waiter_task first, second;
    coop_flag_init(&flag, &loop);
    coop_spawn(&loop, &first, flag_waiter, .name = "f", .flag = &flag, .times = 1);
    coop_turn(&loop);
    coop_flag_set(&flag);
    coop_cancel(&first.task);
    coop_run(&loop, &first.task);
    expect_journal("f:-1 ");
    coop_run(&loop,
             coop_spawn(&loop, &second, flag_waiter, .name = "s", .flag = &flag, .times = 1));
    expect_journal("f:-1 s0 s:0 ");
}

Test(flag, cleared_before_the_wait_is_as_if_it_had_not_been_set)
{
    static struct flag_waiter_task task;
    coop_flag_init(&flag, &loop);
    coop_flag_set(&flag);
    coop_flag_clear(&flag);
    coop_spawn(&loop, &task, flag_waiter, .name = "f", .flag = &flag, .times = 1);
    coop_turn(&loop);
    expect_journal("");
    coop_flag_set(&flag);
    coop_turn(&loop);
    expect_journal("f0 f:0 ");
}

Test(flag, cleared_before_the_next_step_wakes_nobody)
{
    static struct flag_waiter_task task;
    coop_flag_init(&flag, &loop);
    coop_spawn(&loop, &task, flag_waiter, .name = "f", .flag = &flag, .times = 1);
    coop_turn(&loop);
    coop_flag_set(&flag);
    coop_flag_clear(&flag);
    cr_assert(eq(u64, coop_turn(&loop), COOP_NEVER));
    coop_flag_set(&flag);
    coop_turn(&loop);
    expect_journal("f0 f:0 ");
}

/* Cancels the waiting task when the flag has just been set, takes that, and waits again. */
async_def(taker, coop_task *waiting;)
{
    async_body {
        coop_flag_set(&flag);
        coop_cancel(self->waiting);
        await(coop_flag_wait(&flag));
        note("taken ");
        await(coop_flag_wait(&flag));
        note("never ");
    }
    return COOP_DONE;
}

Test(flag, that_was_taken_does_not_wake_the_next_waiter)
{
    static struct flag_waiter_task task;
    static struct taker_task taker_job;
    coop_flag_init(&flag, &loop);
    coop_spawn(&loop, &task, flag_waiter, .name = "f", .flag = &flag, .times = 1);
    coop_turn(&loop);
    coop_spawn(&loop, &taker_job, taker, .waiting = &task.task);
    cr_assert(eq(i32, coop_run(&loop, &taker_job.task), COOP_ERR_STOPPED));
    expect_journal("taken f:-1 ");
}

/* ---- Urgent tasks ---------------------------------------------------------------------------- */

static struct flag_waiter_task urgent_one, urgent_other;
static struct nap_task sleeper;

/* Yields for ever; at its third turn two flags are set. */
async_def(busy, const char *name; int turn;)
{
    async_body {
        while (true) {
            if (++self->turn == 3) {
                coop_flag_set(&flag);
                coop_flag_set(&other_flag);
            }
            note("%s%d ", self->name, self->turn);
            await(coop_sleep_ms(0));
        }
    }
    return COOP_DONE;
}

static struct busy_task crowd[3];

/* Two that wait for flags, and three that are busy, of which the first sets both. */
static void set_up_crowd(void)
{
    static const char *const names[] = {"a", "b", "c"};
    coop_flag_init(&flag, &loop);
    coop_flag_init(&other_flag, &loop);
    coop_spawn(&loop, &urgent_one, flag_waiter, .name = "f", .flag = &flag, .times = 2);
    coop_spawn(&loop, &urgent_other, flag_waiter, .name = "o", .flag = &other_flag, .times = 2);
    for (int i = 0; i < 3; i++)
        coop_spawn(&loop, &crowd[i], busy, .name = names[i], .turn = i == 0 ? 0 : 10);
}

static void take_turns(int turns)
{
    for (; turns > 0; turns--)
        (void)coop_turn(&loop);
}

Test(flag, wakes_an_ordinary_task_behind_all_that_are_due)
{
    set_up_crowd();
    take_turns(14);
    expect_journal("a1 b11 c11 a2 b12 c12 a3 b13 c13 a4 f0 o0 ");
}

Test(flag, wakes_an_urgent_task_before_all_that_are_due)
{
    set_up_crowd();
    coop_set_urgent(&urgent_one.task, true);
    take_turns(14);
    expect_journal("a1 b11 c11 a2 b12 c12 a3 f0 b13 c13 a4 o0 ");
}

Test(flag, wakes_several_urgent_tasks_in_their_order)
{
    set_up_crowd();
    coop_set_urgent(&urgent_one.task, true);
    coop_set_urgent(&urgent_other.task, true);
    take_turns(14);
    expect_journal("a1 b11 c11 a2 b12 c12 a3 f0 o0 b13 c13 a4 ");
}

Test(flag, wakes_an_urgent_task_before_sleepers_that_are_late)
{
    set_up_crowd();
    coop_set_urgent(&urgent_one.task, true);
    coop_spawn(&loop, &sleeper, nap, .name = "s", .ms = 1, .naps = 1);
    take_turns(7);
    fake.now_us += 5000;
    take_turns(5);
    expect_journal("a1 b11 c11 a2 b12 c12 a3 f5 s5 ");
}

Test(flag, wakes_urgent_tasks_where_nobody_else_is_due)
{
    coop_flag_init(&flag, &loop);
    coop_flag_init(&other_flag, &loop);
    coop_spawn(&loop, &urgent_one, flag_waiter, .name = "f", .flag = &flag, .times = 1);
    coop_spawn(&loop, &urgent_other, flag_waiter, .name = "o", .flag = &other_flag, .times = 1);
    coop_set_urgent(&urgent_one.task, true);
    coop_set_urgent(&urgent_other.task, true);
    take_turns(2);
    coop_flag_set(&other_flag);
    coop_flag_set(&flag);
    take_turns(2);
    expect_journal("o0 o:0 f0 f:0 ");
    cr_assert(eq(u64, coop_turn(&loop), COOP_NEVER));
}

/* One that yields is as any other; what a flag wakes then comes before the others all the same. */
Test(flag, wakes_an_urgent_task_before_all_if_another_urgent_one_is_last)
{
    set_up_crowd();
    coop_set_urgent(&crowd[2].task, true);
    coop_set_urgent(&urgent_one.task, true);
    take_turns(14);
    expect_journal("a1 b11 c11 a2 b12 c12 a3 f0 b13 c13 a4 o0 ");
}
