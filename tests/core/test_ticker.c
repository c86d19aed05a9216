/* test_ticker.c - sleeping until an instant, and ticks.            SPDX-License-Identifier: MIT */
#include "coop/ticker.h"
#include "loop_fixture.h"

TestSuite(ticker, .init = set_up_loop);
TestSuite(sleep_until, .init = set_up_loop);

/* ---- sleep_until ------------------------------------------------------------------------------
 */

async_def(until, const char *name; uint64_t due_us;)
{
    async_body {
        await(coop_sleep_until(self->due_us));
        note("%s%u ", self->name, at());
    }
    note("%s=%d ", self->name, (int)await_result);
    return COOP_DONE;
}

static struct until_task a, b;
static struct nap_task napper;

Test(sleep_until, ends_at_the_instant)
{
    coop_run(&loop, coop_spawn(&loop, &a, until, .name = "a", .due_us = START_US + 7000));
    cr_assert(eq(u64, fake.now_us, START_US + 7000));
    expect_journal("a7 a=0 ");
}

Test(sleep_until, takes_all_64_bits)
{
    fake.now_us = (UINT64_C(5) << 32) - 10;
    uint64_t due_us = (UINT64_C(5) << 32) + 3;
    coop_run(&loop, coop_spawn(&loop, &a, until, .name = "a", .due_us = due_us));
    cr_assert(eq(u64, fake.now_us, due_us));
}

Test(sleep_until, a_past_instant_lets_every_other_due_task_run_once)
{
    coop_spawn(&loop, &a, until, .name = "a", .due_us = 0);
    coop_spawn(&loop, &napper, nap, .name = "n", .ms = 0, .naps = 2);
    coop_spawn(&loop, &b, until, .name = "b", .due_us = START_US);
    coop_run(&loop, &b.task);
    expect_journal("a0 a=0 n0 b0 b=0 ");
}

Test(sleep_until, the_instant_that_never_comes_ends_by_cancellation_only)
{
    coop_spawn(&loop, &a, until, .name = "a", .due_us = COOP_NEVER);
    coop_run(&loop, coop_spawn(&loop, &napper, nap, .name = "n", .ms = 5000, .naps = 1));
    cr_assert(eq(u64, coop_turn(&loop), COOP_NEVER));
    coop_cancel(&a.task);
    cr_assert(eq(i32, coop_run(&loop, &a.task), COOP_ERR_CANCELLED));
    expect_journal("n5000 a=-1 ");
}

Test(sleep_until, equal_instants_end_in_the_order_of_the_calls)
{
    coop_spawn(&loop, &a, until, .name = "a", .due_us = START_US + 2000);
    coop_spawn(&loop, &napper, nap, .name = "n", .ms = 2, .naps = 1);
    coop_run(&loop, coop_spawn(&loop, &b, until, .name = "b", .due_us = START_US + 2000));
    expect_journal("a2 a=0 n2 b2 b=0 ");
}

/* ---- Ticker -----------------------------------------------------------------------------------
 */

/* At each tick notes the time, and what is missing if anything is; then holds the CPU. */
async_def(ticking, coop_ticker ticker; int ticks; uint32_t period_us; const uint32_t *work_us;)
{
    async_body {
        coop_ticker_start(&self->ticker, coop_loop_of(this_task), self->period_us);
        for (; self->ticks > 0; self->ticks--) {
            await(coop_ticker_next(&self->ticker));
            note(await_result > 0 ? "%u(%d) " : "%u ", at(), (int)await_result);
            fake.now_us += *self->work_us++;
        }
    }
    return COOP_DONE;
}

static struct ticking_task ticker;

static void run_ticker(int ticks, const uint32_t *work_us)
{
    coop_run(&loop, coop_spawn(&loop, &ticker, ticking, .ticks = ticks, .period_us = 10000,
                               .work_us = work_us));
}

Test(ticker, does_not_drift_by_what_a_round_takes)
{
    run_ticker(5, (const uint32_t[]){3000, 9999, 1, 10000, 0});
    expect_journal("10 20 30 40 50 ");
}

Test(ticker, catches_up_when_it_is_late_by_less_than_a_period)
{
    run_ticker(4, (const uint32_t[]){15000, 2000, 0, 0});
    expect_journal("10 25 30 40 ");
}

Test(ticker, tells_how_many_ticks_were_left_out_and_stays_on_its_grid)
{
    run_ticker(4, (const uint32_t[]){45000, 0, 30000, 0});
    expect_journal("10 55(3) 60 90(2) ");
}

Test(ticker, that_is_late_still_gives_others_a_turn)
{
    coop_spawn(&loop, &napper, nap, .name = "n", .ms = 11, .naps = 1);
    run_ticker(2, (const uint32_t[]){20000, 0});
    expect_journal("10 n30 30(1) ");
}

async_def(hasty, coop_ticker ticker; coop_limit limit;)
{
    async_body {
        coop_ticker_start(&self->ticker, coop_loop_of(this_task), 10000);
        try_await(coop_wait_for(&self->limit, coop_ticker_next(&self->ticker), 4));
        note("%u:%d ", at(), (int)await_result);
        await(coop_ticker_next(&self->ticker));
        note("%u ", at());
        coop_ticker_set_period(&self->ticker, 3000);
        await(coop_ticker_next(&self->ticker));
        note("%u ", at());
    }
    return COOP_DONE;
}

Test(ticker, keeps_a_tick_whose_await_is_cancelled_and_takes_a_new_period)
{
    static struct hasty_task task;
    coop_run(&loop, coop_spawn(&loop, &task, hasty));
    expect_journal("4:-10 10 13 ");
}

Test(ticker, stays_exact_when_idle_returns_early_and_beyond_32_bits)
{
    fake.restless = true;
    fake.now_us = UINT32_MAX - 15000;
    coop_spawn(&loop, &ticker, ticking, .ticks = 3, .period_us = 10000,
               .work_us = (const uint32_t[]){1, 1, 0});
    coop_run(&loop, &ticker.task);
    cr_assert(eq(u64, fake.now_us, (uint64_t)UINT32_MAX + 15000));
}
