/* test_hinch.c - Hinch's test programs of which no output is on record.
 *                                                                  SPDX-License-Identifier: MIT
 * asyntest 1 and 2, event_test test_wait, elo_test: what happens, and in which order. The others
 * are in tests/conformance, and those of buttons in tests/parts/test_button.c.
 */
#include "coop/group.h"
#include "coop/message.h"
#include "loop_fixture.h"

TestSuite(asyntest, .init = set_up_loop);
TestSuite(event_test, .init = set_up_loop);
TestSuite(elo_test, .init = set_up_loop);

/* ---- asyntest 1: messages that are acknowledged, iterated over, cancelled -----------------------
 */

static coop_message message, acks[2];

async_def(message_waiter, int number; coop_message * ack;)
{
    async_body {
        await(coop_message_wait(&message));
        note("%d got %u|", self->number, (unsigned)coop_message_value(&message));
        if (self->ack != NULL)
            coop_message_set(self->ack, 0);
    }
    if (await_result == COOP_ERR_CANCELLED)
        note("%d cancelled|", self->number);
    return COOP_DONE;
}

async_def(acknowledged, struct message_waiter_task waiters[2]; unsigned count; int ack;)
{
    async_body {
        for (self->count = 0; self->count < 2; self->count++) {
            for (int i = 0; i < 2; i++)
                coop_create_task(&self->waiters[i], message_waiter, .number = i + 1,
                                 .ack = &acks[i]);
            coop_message_set(&message, self->count);
            note("set|");
            for (self->ack = 0; self->ack < 2; self->ack++) {
                await(coop_message_wait(&acks[self->ack]));
                coop_message_clear(&acks[self->ack]);
                note("cleared ack%d|", self->ack + 1);
            }
            coop_message_clear(&message);
            note("cleared|");
            await(coop_sleep_ms(1000));
        }
    }
    return COOP_DONE;
}

static void init_messages(void)
{
    coop_message_init(&message, &loop);
    coop_message_init(&acks[0], &loop);
    coop_message_init(&acks[1], &loop);
}

Test(asyntest, 1_messages_are_acknowledged_by_two_tasks)
{
    static struct acknowledged_task test;
    init_messages();
    coop_run(&loop, coop_spawn(&loop, &test, acknowledged));
    expect_journal("set|1 got 0|2 got 0|cleared ack1|cleared ack2|cleared|"
                   "set|1 got 1|2 got 1|cleared ack1|cleared ack2|cleared|");
}

async_def(sender, unsigned count; unsigned value;)
{
    async_body {
        for (; self->count > 0; self->count--) {
            await(coop_sleep_ms(400));
            coop_message_set(&message, ++self->value);
        }
    }
    return COOP_DONE;
}

async_def(receiver)
{
    async_body {
        while (true) {
            await(coop_message_wait(&message));
            note("got %u@%u|", (unsigned)coop_message_value(&message), at());
            coop_message_clear(&message);
        }
    }
    return COOP_DONE;
}

async_def(iterated, struct sender_task sending; struct receiver_task receiving; coop_limit limit;)
{
    async_body {
        coop_create_task(&self->sending, sender, .count = 3);
        coop_create_task(&self->receiving, receiver);
        try_await(coop_wait_for(&self->limit, coop_join(&self->receiving.task), 3000));
        note("%d", (int)await_result);
    }
    return COOP_DONE;
}

Test(asyntest, 1_messages_can_be_iterated_over)
{
    static struct iterated_task test;
    init_messages();
    coop_run(&loop, coop_spawn(&loop, &test, iterated));
    expect_journal("got 1@400|got 2@800|got 3@1200|-10");
}

static void cancel_one_of_two(int cancelled)
{
    static struct message_waiter_task waiters[2];
    static struct nap_task pause;
    init_messages();
    coop_spawn(&loop, &waiters[0], message_waiter, .number = 1);
    coop_spawn(&loop, &waiters[1], message_waiter, .number = 2);
    coop_run(&loop, coop_spawn(&loop, &pause, nap, .name = "", .ms = 1000, .naps = 1));
    coop_cancel(&waiters[cancelled].task);
    coop_run(&loop, coop_spawn(&loop, &pause, nap, .name = "", .ms = 1000, .naps = 1));
    coop_message_set(&message, 7);
    coop_run(&loop, coop_spawn(&loop, &pause, nap, .name = "", .ms = 1000, .naps = 1));
}

Test(asyntest, 1_message_reaches_the_second_task_when_the_first_is_cancelled)
{
    cancel_one_of_two(0);
    expect_journal("1000 1 cancelled|2000 2 got 7|3000 ");
}

Test(asyntest, 1_message_reaches_the_first_task_when_the_second_is_cancelled)
{
    cancel_one_of_two(1);
    expect_journal("1000 2 cancelled|2000 1 got 7|3000 ");
}

/* ---- asyntest 2: a message, and three holders of a lock -----------------------------------------
 */

static coop_lock lock;

async_def(holder, int number;)
{
    async_body {
        note("%d waits|", self->number);
        await(coop_lock_acquire(&lock));
        note("%d has|", self->number);
        await(coop_sleep_ms(1000));
        coop_lock_release(&lock);
        note("%d released|", self->number);
    }
    return COOP_DONE;
}

async_def(late_setter)
{
    async_body {
        note("setter waits|");
        await(coop_sleep_ms(5000));
        coop_message_set(&message, 0);
        note("set|");
    }
    return COOP_DONE;
}

async_def(lock_and_message, struct holder_task holders[3]; struct late_setter_task setting;)
{
    async_body {
        for (int i = 0; i < 3; i++)
            coop_create_task(&self->holders[i], holder, .number = i + 1);
        coop_create_task(&self->setting, late_setter);
        note("main waits|");
        await(coop_message_wait(&message));
        note("got|");
        coop_message_clear(&message);
    }
    return COOP_DONE;
}

Test(asyntest, 2_lock_is_handed_on_while_a_message_is_awaited)
{
    static struct lock_and_message_task test;
    init_messages();
    coop_run(&loop, coop_spawn(&loop, &test, lock_and_message));
    expect_journal("main waits|1 waits|1 has|2 waits|3 waits|setter waits|1 released|2 has|"
                   "2 released|3 has|3 released|set|got|");
    cr_assert(not(coop_message_is_set(&message)));
}

/* ---- event_test test_wait: any and all of events, nested ----------------------------------------
 */

static coop_event events[4];

async_def(set_events, int first; int second; /* 0: none */)
{
    async_body {
        await(coop_sleep_ms(1000));
        note("set %d|", self->first);
        coop_event_set(&events[self->first]);
        if (self->second == 0)
            return COOP_RESULT(COOP_OK);
        await(coop_sleep_ms(1000));
        note("set %d|", self->second);
        coop_event_set(&events[self->second]);
    }
    return COOP_DONE;
}

static void clear_events(const char *text)
{
    note("%s@%u|", text, at());
    for (int i = 0; i < 4; i++)
        coop_event_clear(&events[i]);
}

/* WaitAny(0, 1, WaitAll(2, 3)) */
async_def(wait_any_test, coop_branch any[3]; coop_branch all[2]; struct set_events_task setting;
          int round;)
{
    async_body {
        for (self->round = 0; self->round < 3; self->round++) {
            coop_create_task(&self->setting, set_events, .first = self->round,
                             .second = self->round == 2 ? 3 : 0);
            await(coop_wait_any(self->any, coop_event_wait(&events[0]), coop_event_wait(&events[1]),
                                coop_wait_all(self->all, coop_event_wait(&events[2]),
                                              coop_event_wait(&events[3]))));
            note("=%d ", (int)await_result);
            clear_events("any");
        }
    }
    return COOP_DONE;
}

Test(event_test, wait_any_of_two_events_and_all_of_two_others)
{
    static struct wait_any_test_task test;
    coop_run(&loop, coop_spawn(&loop, &test, wait_any_test));
    expect_journal("set 0|=0 any@1000|set 1|=1 any@2000|set 2|set 3|=2 any@4000|");
}

/* WaitAll(WaitAny(0, 1), WaitAny(2, 3)) */
async_def(wait_all_test, coop_branch all[2]; coop_branch low[2]; coop_branch high[2];)
{
    async_body {
        await(coop_wait_all(
            self->all,
            coop_wait_any(self->low, coop_event_wait(&events[0]), coop_event_wait(&events[1])),
            coop_wait_any(self->high, coop_event_wait(&events[2]), coop_event_wait(&events[3]))));
        clear_events("all");
    }
    if (await_result < 0)
        note("%d@%u|", (int)await_result, at());
    return COOP_DONE;
}

static struct wait_all_test_task waiting;
static struct set_events_task setting;

static void expect_nobody_waits(void)
{
    while (coop_turn(&loop) == 0) {
    }
    for (int i = 0; i < 4; i++)
        cr_assert(eq(ptr, events[i].waiters.last, NULL));
}

Test(event_test, wait_all_of_any_of_two_and_any_of_two_others)
{
    coop_spawn(&loop, &setting, set_events, .first = 0, .second = 3);
    coop_run(&loop, coop_spawn(&loop, &waiting, wait_all_test));
    expect_journal("set 0|set 3|all@2000|");
    expect_nobody_waits();
}

Test(event_test, wait_all_is_cancelled_after_one_half)
{
    static struct nap_task pause;
    coop_spawn(&loop, &waiting, wait_all_test);
    coop_spawn(&loop, &setting, set_events, .first = 0, .second = 1);
    coop_run(&loop, coop_spawn(&loop, &pause, nap, .name = "", .ms = 3000, .naps = 1));
    coop_cancel(&waiting.task);
    coop_run(&loop, &waiting.task);
    expect_journal("set 0|set 1|3000 -1@3000|");
    expect_nobody_waits();
}

async_def(limited_test, coop_limit limit;)
{
    async_body {
        coop_create_task(&waiting, wait_all_test);
        try_await(coop_wait_for(&self->limit, coop_join(&waiting.task), 4000));
        note("%d@%u", (int)await_result, at());
    }
    return COOP_DONE;
}

Test(event_test, wait_all_times_out)
{
    static struct limited_test_task test;
    coop_run(&loop, coop_spawn(&loop, &test, limited_test));
    expect_journal("-1@4000|-10@4000");
    expect_nobody_waits();
}

/* ---- elo_test: a task as one of several things to wait for --------------------------------------
 */

async_def(value_after, uint32_t ms; int32_t value;)
{
    async_body {
        await(coop_sleep_ms(self->ms));
        return COOP_RESULT(self->value);
    }
    return COOP_DONE;
}

async_def(canceller, coop_task *task; uint32_t ms;)
{
    async_body {
        await(coop_sleep_ms(self->ms));
        coop_cancel(self->task);
    }
    return COOP_DONE;
}

async_def(task_or_event, struct value_after_task value; struct canceller_task cancelling;
          uint32_t cancel_ms; coop_branch any[2];)
{
    async_body {
        coop_create_task(&self->value, value_after, .ms = 5000, .value = 42);
        if (self->cancel_ms > 0)
            coop_create_task(&self->cancelling, canceller, .task = &self->value.task,
                             .ms = self->cancel_ms);
        await(coop_wait_any(self->any, coop_event_wait(&events[0]), coop_join(&self->value.task)));
        note("=%d@%u %d", (int)await_result, at(), (int)coop_result(&self->value.task));
    }
    return COOP_DONE;
}

static struct task_or_event_task choosing;

Test(elo_test, task_that_is_cancelled_is_over_too)
{
    coop_run(&loop, coop_spawn(&loop, &choosing, task_or_event, .cancel_ms = 1000));
    expect_journal("=1@1000 -1");
}

Test(elo_test, task_that_ends_gives_its_value)
{
    coop_run(&loop, coop_spawn(&loop, &choosing, task_or_event));
    expect_journal("=1@5000 42");
    expect_nobody_waits();
}

/* Losing, a coop_join() is cancelled, and that goes on to the task. So who wants its value later
 * waits for an event that it sets. */
Test(elo_test, task_is_cancelled_when_the_event_comes_first)
{
    static struct nap_task pause;
    coop_spawn(&loop, &choosing, task_or_event);
    coop_run(&loop, coop_spawn(&loop, &pause, nap, .name = "", .ms = 1000, .naps = 1));
    coop_event_set(&events[0]);
    coop_run(&loop, &choosing.task);
    expect_journal("1000 =0@1000 -1");
}
