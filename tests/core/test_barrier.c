/* test_barrier.c - a place where tasks wait until all have come.   SPDX-License-Identifier: MIT */
#include "coop/barrier.h"

#include "loop_fixture.h"

TestSuite(barrier, .init = set_up_loop);

static coop_barrier barrier;

async_def(comer, const char *name; uint32_t ms; int times;)
{
    async_body {
        for (; self->times > 0; self->times--) {
            await(coop_sleep_ms(self->ms));
            await(coop_barrier_wait(&barrier));
            note("%s%u=%d ", self->name, at(), (int)await_result);
        }
    }
    note("%s:%d ", self->name, (int)await_result);
    return COOP_DONE;
}

static struct comer_task a, b, c;

static void spawn_three(int times)
{
    coop_spawn(&loop, &a, comer, .name = "a", .ms = 10, .times = times);
    coop_spawn(&loop, &b, comer, .name = "b", .ms = 20, .times = times);
    coop_spawn(&loop, &c, comer, .name = "c", .ms = 30, .times = times);
}

static struct end_with_task spawned;

static void opened(void *context)
{
    note("%s@%u%s ", (const char *)context, at(), coop_barrier_busy(&barrier) ? "" : "!");
    cr_assert(eq(i32, coop_barrier_trigger(&barrier), COOP_ERR_BUSY));
    coop_spawn(&loop, &spawned, end_with, .name = "new");
}

Test(barrier, opens_when_all_have_come_and_the_last_goes_on_at_once)
{
    coop_barrier_init(&barrier, 3, NULL, NULL);
    spawn_three(2);
    coop_run(&loop, &b.task);
    expect_journal("c30=1 a30=0 b30=0 c60=1 c:1 a60=0 a:0 b60=0 b:0 ");
}

Test(barrier, calls_when_it_opens_before_anybody_goes_on)
{
    coop_barrier_init(&barrier, 3, opened, "open");
    spawn_three(1);
    coop_run(&loop, &b.task);
    expect_journal("open@30 c30=1 c:1 new30 a30=0 a:0 b30=0 b:0 ");
}

Test(barrier, can_be_arrived_at_without_waiting)
{
    coop_barrier_init(&barrier, 3, NULL, NULL);
    cr_assert(not(coop_barrier_busy(&barrier)));
    cr_assert(eq(i32, coop_barrier_trigger(&barrier), 0));
    cr_assert(coop_barrier_busy(&barrier));
    coop_run(&loop, coop_spawn(&loop, &spawned, end_with, .name = "-"));
    coop_spawn(&loop, &a, comer, .name = "a", .times = 1);
    coop_turn(&loop);
    coop_turn(&loop);
    cr_assert(eq(i32, coop_barrier_trigger(&barrier), 1));
    cr_assert(not(coop_barrier_busy(&barrier)));
    coop_run(&loop, &a.task);
    expect_journal("-0 a0=0 a:0 ");
}

Test(barrier, counts_a_cancelled_task_as_arrived)
{
    coop_barrier_init(&barrier, 3, NULL, NULL);
    spawn_three(1);
    fake.give_up_us = START_US + 30000;
    coop_run(&loop, &c.task);
    coop_cancel(&a.task);
    fake.give_up_us = 0;
    coop_run(&loop, &b.task);
    expect_journal("a:-1 c30=1 c:1 b30=0 b:0 ");
}
