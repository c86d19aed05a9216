/* test_task.c - tasks: begin, end, results, failures, calls.       SPDX-License-Identifier: MIT */
#include <signal.h>

#include "loop_fixture.h"

TestSuite(task, .init = set_up_loop);

Test(task, does_not_run_before_its_creator_yields)
{
    static struct end_with_task child;
    coop_spawn(&loop, &child, end_with, .name = "child");
    cr_assert(not(coop_finished(&child.task)));
    expect_journal("");
    coop_run(&loop, &child.task);
    expect_journal("child0 ");
}

Test(task, run_returns_its_result)
{
    static struct end_with_task child;
    cr_assert(
        eq(i32, coop_run(&loop, coop_spawn(&loop, &child, end_with, .name = "", .code = 42)), 42));
    cr_assert(eq(i32, coop_result(&child.task), 42));
}

Test(task, others_stay_and_go_on_with_the_next_run)
{
    static struct nap_task longer;
    static struct end_with_task first, second;
    coop_spawn(&loop, &longer, nap, .name = "n", .ms = 10, .naps = 3);
    coop_run(&loop, coop_spawn(&loop, &first, end_with, .name = "f", .ms = 15));
    expect_journal("n10 f15 ");
    coop_run(&loop, coop_spawn(&loop, &second, end_with, .name = "s", .ms = 20));
    expect_journal("n10 f15 n20 n30 s35 ");
}

Test(task, run_gives_up_when_idle_does)
{
    static struct nap_task task;
    fake.give_up_us = START_US + 25000;
    int32_t result =
        coop_run(&loop, coop_spawn(&loop, &task, nap, .name = "n", .ms = 10, .naps = 9));
    cr_assert(eq(i32, result, COOP_ERR_STOPPED));
    expect_journal("n10 n20 ");
}

async_def(run_inside, struct end_with_task child;)
{
    async_body {
        coop_task *child = coop_create_task(&self->child, end_with, .name = "c");
        note("%d ", (int)coop_run(coop_loop_of(this_task), child));
    }
    return COOP_DONE;
}

Test(task, run_inside_run_is_an_error)
{
    static struct run_inside_task task;
    coop_run(&loop, coop_spawn(&loop, &task, run_inside));
    char expected[8];
    snprintf(expected, sizeof expected, "%d ", COOP_ERR_RUNNING);
    expect_journal(expected);
}

/* ---- Awaiting tasks ---------------------------------------------------------------------------
 */

async_def(waiter, const char *name; coop_task * awaited;)
{
    async_body {
        note("%s ", self->name);
        await(coop_join(self->awaited));
        note("%s-on%u ", self->name, at());
    }
    note("%s=%d ", self->name, (int)await_result);
    return COOP_DONE;
}

async_def(two_waiters, struct end_with_task child; struct waiter_task a; struct waiter_task b;
          int32_t code;)
{
    async_body {
        coop_create_task(&self->child, end_with, .name = "c", .ms = 5, .code = self->code);
        coop_create_task(&self->a, waiter, .name = "a", .awaited = &self->child.task);
        coop_create_task(&self->b, waiter, .name = "b", .awaited = &self->child.task);
        await(coop_gather_settled(&self->a.task, &self->b.task));
        await(coop_sleep_ms(0));
        try_await(coop_join(&self->child.task));
        note("again=%d ", (int)await_result);
    }
    return COOP_DONE;
}

static struct two_waiters_task two;

Test(task, wakes_its_waiters_in_the_order_they_came)
{
    coop_run(&loop, coop_spawn(&loop, &two, two_waiters, .code = 7));
    expect_journal("a b c5 a-on5 a=7 b-on5 b=7 again=7 ");
}

Test(task, failure_leaves_the_body_of_each_waiter_and_can_be_awaited_again)
{
    coop_run(&loop, coop_spawn(&loop, &two, two_waiters, .code = -200));
    expect_journal("a b c5 a=-200 b=-200 again=-200 ");
}

async_def(count_turns, int *turns;)
{
    async_body {
        while (true) {
            ++*self->turns;
            await(coop_sleep_ms(0));
        }
    }
    return COOP_DONE;
}

async_def(await_without_yielding, struct end_with_task child; struct count_turns_task counter;
          int turns; int before;)
{
    async_body {
        coop_create_task(&self->child, end_with, .name = "c");
        await(coop_sleep_ms(0));
        coop_create_task(&self->counter, count_turns, .turns = &self->turns);
        await(coop_sleep_ms(0));
        self->before = self->turns;
        await(coop_join(&self->child.task));
        note("%d ", self->turns - self->before);
        await(coop_sleep_ms(0));
        note("%d ", self->turns - self->before);
    }
    return COOP_DONE;
}

Test(task, await_of_a_finished_one_does_not_yield)
{
    static struct await_without_yielding_task task;
    coop_run(&loop, coop_spawn(&loop, &task, await_without_yielding));
    expect_journal("c0 0 1 ");
}

async_def(await_each_other, coop_task *other; int32_t * result;)
{
    async_body {
        try_await(coop_join(self->other));
        *self->result = await_result;
    }
    return COOP_DONE;
}

Test(task, two_awaiting_each_other_is_an_error)
{
    static struct await_each_other_task a, b;
    static int32_t of_a = 1, of_b = 1;
    coop_spawn(&loop, &a, await_each_other, .other = &b.task, .result = &of_a);
    coop_run(&loop, coop_spawn(&loop, &b, await_each_other, .other = &a.task, .result = &of_b));
    cr_assert(eq(i32, of_b, COOP_ERR_SELF));
    coop_run(&loop, &a.task);
    cr_assert(eq(i32, of_a, COOP_OK));
}

Test(task, awaiting_itself_is_an_error)
{
    static struct await_each_other_task a;
    static int32_t result = 1;
    coop_run(&loop, coop_spawn(&loop, &a, await_each_other, .other = &a.task, .result = &result));
    cr_assert(eq(i32, result, COOP_ERR_SELF));
}

/* ---- Inline calls -------------------------------------------------------------------------------
 */

async_def(depth, int levels; struct depth * below; int *turns;)
{
    async_body {
        if (self->levels > 0) {
            self->below[0].frame = (coop_frame){.coroutine = &depth};
            self->below[0].levels = self->levels - 1;
            self->below[0].below = self->below + 1;
            await(((coop_op){coop_begin_call_, &self->below[0].frame, 0, NULL}));
        } else {
            note("bottom ");
            await(coop_sleep_ms(1));
            note("up ");
            return COOP_RESULT(9);
        }
    }
    return COOP_RESULT(await_result + 1);
}

Test(task, call_runs_inline_at_any_depth)
{
    static struct depth_task task;
    static struct depth frames[50];
    static struct nap_task other;
    coop_task *main = coop_spawn(&loop, &task, depth, .levels = 50, .below = frames);
    coop_spawn(&loop, &other, nap, .name = "o", .ms = 0, .naps = 1);
    cr_assert(eq(i32, coop_run(&loop, main), 59));
    expect_journal("bottom o0 up ");
}

static int enters;
static coop_status count_enters(coop_frame *frame, coop_task *task)
{
    enters++;
    return depth.enter(frame, task);
}

Test(task, resumes_a_deep_call_in_one_step)
{
    static const coop_coroutine counted = {count_enters, "counted", __FILE__};
    static struct depth_task task;
    static struct depth frames[50];
    coop_spawn(&loop, &task, depth, .levels = 50, .below = frames);
    task.coroutine.frame.coroutine = &counted;
    coop_turn(&loop);
    cr_assert(eq(int, enters, 1));
    coop_run(&loop, &task.task);
    cr_assert(eq(int, enters, 2)); /* once more, for its own end */
}

async_def(call_children, struct end_with child; struct nap nap;)
{
    async_body {
        await(coop_call(&self->child, end_with, .name = "now"));
        await(coop_call(&self->nap, nap, .name = "nap", .ms = 3, .naps = 2));
        await(coop_call(&self->child, end_with, .name = "fails", .ms = 1, .code = -300));
        note("never ");
    }
    note("out ");
    return COOP_DONE;
}

Test(task, call_passes_a_failure_on_to_the_caller)
{
    static struct call_children_task task;
    int32_t result = coop_run(&loop, coop_spawn(&loop, &task, call_children));
    expect_journal("now0 nap3 nap6 fails7 out ");
    cr_assert(eq(i32, result, -300));
}

/* ---- Failures -----------------------------------------------------------------------------------
 */

static void on_failure(void *context, const coop_task *task)
{
    cr_assert(eq(ptr, context, &fake));
    note("HOOK(%s %d %s) ", coop_name(task), (int)coop_result(task),
         strstr(coop_file(task), "loop_fixture.h") ? "here" : coop_file(task));
}

Test(task, failure_that_nobody_awaits_is_told_one_turn_later)
{
    static struct end_with_task bad;
    static struct nap_task other;
    coop_on_failure(&loop, on_failure, &fake);
    coop_spawn(&loop, &bad, end_with, .name = "bad", .code = -5);
    coop_run(&loop, coop_spawn(&loop, &other, nap, .name = "o", .ms = 0, .naps = 3));
    expect_journal("bad0 HOOK(end_with -5 here) o0 o0 o0 ");
}

async_def(collector, struct end_with_task bad; bool collect;)
{
    async_body {
        coop_create_task(&self->bad, end_with, .name = "bad", .code = -5);
        await(coop_sleep_ms(0));
        if (self->collect)
            try_await(coop_join(&self->bad.task));
        await(coop_sleep_ms(0));
        await(coop_sleep_ms(0));
    }
    return COOP_DONE;
}

Test(task, failure_that_is_awaited_in_time_is_not_told)
{
    static struct collector_task task;
    coop_on_failure(&loop, on_failure, &fake);
    coop_run(&loop, coop_spawn(&loop, &task, collector, .collect = true));
    expect_journal("bad0 ");
}

Test(task, failure_is_told_even_if_the_task_is_used_again_at_once)
{
    static struct end_with_task bad;
    coop_on_failure(&loop, on_failure, &fake);
    coop_spawn(&loop, &bad, end_with, .name = "bad", .code = -5);
    coop_turn(&loop);
    coop_run(&loop, coop_spawn(&loop, &bad, end_with, .name = "good"));
    expect_journal("bad0 HOOK(end_with -5 here) good0 ");
}

Test(task, spawning_one_that_runs_asserts, .signal = SIGABRT)
{
    static struct nap_task task;
    coop_spawn(&loop, &task, nap, .name = "a", .ms = 1, .naps = 1);
    coop_spawn(&loop, &task, nap, .name = "b", .ms = 1, .naps = 1);
}

/* ---- What people see --------------------------------------------------------------------------
 */

Test(task, says_what_it_does_and_where)
{
    static struct nap_task task;
    cr_assert(coop_finished(&task.task));
    coop_spawn(&loop, &task, nap, .name = "a", .ms = 5, .naps = 1);
    cr_assert(eq(str, (char *)coop_waits_for(&task.task), (char *)"due"));
    cr_assert(eq(int, coop_line(&task.task), 0));
    coop_turn(&loop);
    cr_assert(eq(str, (char *)coop_waits_for(&task.task), (char *)"sleep"));
    cr_assert(gt(int, coop_line(&task.task), 0));
    cr_assert(eq(u64, coop_turn(&loop), START_US + 5000));
    coop_run(&loop, &task.task);
    cr_assert(eq(str, (char *)coop_waits_for(&task.task), (char *)"finished"));
    cr_assert(eq(str, (char *)coop_name(&task.task), (char *)"nap"));
}

static void count(void *context, const coop_task *task)
{
    (void)task;
    ++*(int *)context;
}

Test(task, probe_is_told_about_every_step)
{
    static struct nap_task task;
    int steps = 0;
    coop_probe probe = {.context = &steps, .step = count};
    coop_observe(&loop, &probe);
    coop_run(&loop, coop_spawn(&loop, &task, nap, .name = "a", .ms = 5, .naps = 4));
    cr_assert(eq(int, steps, 5));
}

/* Who is made due, and in whose step. */
static void note_woken(void *context, const coop_task *task)
{
    (void)context;
    const coop_task *current = coop_current(&loop);
    note("%s>%s ", current == NULL ? "" : coop_name(current), coop_name(task));
}

async_def(set_event, coop_event *event;)
{
    async_body {
        await(coop_sleep_ms(5));
        coop_event_set(self->event);
    }
    return COOP_DONE;
}

async_def(wait_event, coop_event *event;)
{
    async_body {
        await(coop_event_wait(self->event));
    }
    return COOP_DONE;
}

Test(task, probe_is_told_who_wakes_whom_but_of_no_sleeper)
{
    static struct set_event_task giver;
    static struct wait_event_task taker;
    static coop_event event;
    coop_probe probe = {.woken = note_woken};
    coop_observe(&loop, &probe);
    coop_spawn(&loop, &giver, set_event, .event = &event);
    coop_run(&loop, coop_spawn(&loop, &taker, wait_event, .event = &event));
    expect_journal(">set_event >wait_event set_event>wait_event ");
}

Test(task, state_tells_what_it_waits_for_and_until_when)
{
    static struct set_event_task giver;
    static struct wait_event_task taker;
    static coop_event event;
    coop_spawn(&loop, &giver, set_event, .event = &event);
    coop_spawn(&loop, &taker, wait_event, .event = &event);
    cr_assert(eq(str, (char *)coop_state_of(&taker.task).kind, "new"));
    (void)coop_turn(&loop);
    (void)coop_turn(&loop);
    coop_state sleeping = coop_state_of(&giver.task), waiting = coop_state_of(&taker.task);
    cr_assert(eq(str, (char *)sleeping.kind, "sleep"));
    cr_assert(eq(u64, sleeping.due_us, START_US + 5000));
    cr_assert(eq(str, (char *)waiting.kind, "event"));
    cr_assert(waiting.object == &event);
    cr_assert(eq(u64, waiting.due_us, COOP_NEVER));
    coop_run(&loop, &taker.task);
    cr_assert(eq(str, (char *)coop_state_of(&taker.task).kind, "finished"));
    cr_assert(coop_state_of(&taker.task).object == NULL);
}
