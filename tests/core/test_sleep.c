/* test_sleep.c - never early, in the order of (due time, age).     SPDX-License-Identifier: MIT */
#include "loop_fixture.h"

TestSuite(sleep, .init = set_up_loop);

Test(sleep, takes_exactly_its_time_on_a_fake_clock)
{
    static struct nap_task task;
    int32_t result =
        coop_run(&loop, coop_spawn(&loop, &task, nap, .name = "a", .ms = 20, .naps = 3));
    cr_assert(eq(i32, result, COOP_OK));
    cr_assert(eq(u64, fake.now_us, START_US + 60000));
}

async_def(sleep_us, uint32_t us;)
{
    async_body {
        await(coop_sleep_us(self->us));
    }
    return COOP_DONE;
}

Test(sleep, has_microseconds)
{
    static struct sleep_us_task task;
    coop_run(&loop, coop_spawn(&loop, &task, sleep_us, .us = 7));
    cr_assert(eq(u64, fake.now_us, START_US + 7));
}

async_def(many, struct nap_task first; struct nap_task second; struct nap_task third;
          uint32_t ms[3]; int naps[3];)
{
    async_body {
        coop_create_task(&self->first, nap, .name = "a", .ms = self->ms[0], .naps = self->naps[0]);
        coop_create_task(&self->second, nap, .name = "b", .ms = self->ms[1], .naps = self->naps[1]);
        coop_create_task(&self->third, nap, .name = "c", .ms = self->ms[2], .naps = self->naps[2]);
        await(coop_gather(&self->first.task, &self->second.task, &self->third.task));
    }
    return COOP_DONE;
}

static struct many_task all;

Test(sleep, wakes_in_the_order_of_deadlines)
{
    coop_run(&loop, coop_spawn(&loop, &all, many, .ms = {30, 10, 20}, .naps = {1, 1, 1}));
    expect_journal("b10 c20 a30 ");
}

Test(sleep, wakes_equal_deadlines_in_the_order_they_were_set)
{
    coop_run(&loop, coop_spawn(&loop, &all, many, .ms = {10, 10, 5}, .naps = {2, 2, 4}));
    expect_journal("c5 a10 b10 c10 c15 a20 b20 c20 ");
}

Test(sleep, zero_lets_every_other_ready_task_run_once)
{
    coop_run(&loop, coop_spawn(&loop, &all, many, .ms = {0, 0, 0}, .naps = {2, 3, 1}));
    expect_journal("a0 b0 c0 a0 b0 b0 ");
    cr_assert(eq(u64, fake.now_us, START_US));
}

Test(sleep, zero_does_not_starve_a_sleeper)
{
    fake.now_us = START_US;
    static struct nap_task spinner, sleeper;
    coop_spawn(&loop, &spinner, nap, .name = "s", .ms = 0, .naps = 1000000);
    coop_spawn(&loop, &sleeper, nap, .name = "x", .ms = 1, .naps = 1);
    for (int i = 0; i < 6; i++) {
        coop_turn(&loop);
        fake.now_us += 400;
    }
    expect_journal("s0 s1 s1 x2 ");
}

/* An overdue sleeper is older than what became ready after its deadline. */
async_def(hog, struct nap_task early; struct nap_task late;)
{
    async_body {
        coop_create_task(&self->late, nap, .name = "late", .ms = 20, .naps = 1);
        coop_create_task(&self->early, nap, .name = "early", .ms = 10, .naps = 1);
        await(coop_sleep_ms(0));
        fake.now_us += 50000;
        note("hog%u ", at());
        await(coop_sleep_ms(0));
        note("again%u ", at());
    }
    return COOP_DONE;
}

Test(sleep, overdue_sleepers_go_before_what_became_ready_later)
{
    static struct hog_task task;
    coop_run(&loop, coop_spawn(&loop, &task, hog));
    expect_journal("hog50 early50 late50 again50 ");
}

Test(sleep, survives_an_idle_that_returns_early)
{
    fake.restless = true;
    static struct nap_task task;
    coop_run(&loop, coop_spawn(&loop, &task, nap, .name = "a", .ms = 100, .naps = 1));
    cr_assert(eq(u64, fake.now_us, START_US + 100000));
    cr_assert(gt(u32, fake.idles, 5));
}

static void sleep_across(uint64_t start_us)
{
    fake.now_us = start_us;
    static struct nap_task first, second;
    coop_spawn(&loop, &first, nap, .name = "a", .ms = 3, .naps = 1);
    coop_run(&loop, coop_spawn(&loop, &second, nap, .name = "b", .ms = 10, .naps = 1));
    cr_assert(eq(u64, fake.now_us, start_us + 10000));
    cr_assert(coop_finished(&first.task));
}

Test(sleep, crosses_32_bits_of_microseconds)
{
    sleep_across(UINT32_MAX - 5000ull);
}

Test(sleep, crosses_32_bits_of_milliseconds)
{
    sleep_across(UINT32_MAX * 1000ull - 5000ull);
}

Test(sleep, crosses_63_bits_of_microseconds)
{
    sleep_across(((uint64_t)1 << 63) - 5000ull);
}

Test(sleep, can_be_as_long_as_its_argument)
{
    static struct nap_task task;
    coop_run(&loop, coop_spawn(&loop, &task, nap, .name = "a", .ms = UINT32_MAX, .naps = 1));
    cr_assert(eq(u64, fake.now_us, START_US + UINT32_MAX * 1000ull));
}
