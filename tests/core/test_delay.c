/* test_delay.c - a one-shot that can be put off and stopped.       SPDX-License-Identifier: MIT */
#include "coop/delay.h"

#include "loop_fixture.h"

static coop_delay delay;

static void fired(void *context)
{
    note("%s%u%s ", (const char *)context, at(), coop_delay_running(&delay) ? "!" : "");
}

static void set_up(void)
{
    set_up_loop();
    coop_delay_init(&delay, &loop, 100, fired, "fired");
}

TestSuite(delay, .init = set_up);

static struct nap_task napping;

/* Let `ms` pass. */
static void pass(uint32_t ms)
{
    coop_run(&loop, coop_spawn(&loop, &napping, nap, .name = "t", .ms = ms, .naps = 1));
}

Test(delay, fires_once_after_its_default_time)
{
    pass(200);
    coop_delay_trigger(&delay, 0);
    cr_assert(coop_delay_running(&delay));
    pass(300);
    cr_assert(not(coop_delay_running(&delay)));
    expect_journal("t200 fired300 t500 ");
}

Test(delay, can_be_put_off)
{
    coop_delay_trigger(&delay, 50);
    pass(40);
    coop_delay_trigger(&delay, 50);
    pass(40);
    coop_delay_trigger(&delay, 0);
    pass(200);
    expect_journal("t40 t80 fired180 t280 ");
}

Test(delay, can_be_shortened)
{
    coop_delay_trigger(&delay, 500);
    pass(40);
    coop_delay_trigger(&delay, 20);
    pass(600);
    expect_journal("t40 fired60 t640 ");
}

Test(delay, stopped_does_not_fire)
{
    coop_delay_trigger(&delay, 50);
    pass(40);
    coop_delay_stop(&delay);
    cr_assert(not(coop_delay_running(&delay)));
    pass(100);
    expect_journal("t40 t140 ");
}

Test(delay, stopped_in_the_same_turn_never_fires)
{
    pass(10);
    coop_delay_trigger(&delay, 50);
    coop_delay_stop(&delay);
    pass(100);
    coop_delay_trigger(&delay, 50);
    coop_delay_stop(&delay);
    coop_delay_trigger(&delay, 70);
    pass(100);
    expect_journal("t10 t110 fired180 t210 ");
}

Test(delay, stopped_when_it_is_due_does_not_fire)
{
    coop_delay_trigger(&delay, 50);
    coop_turn(&loop);
    fake.now_us += 60000;
    coop_delay_stop(&delay);
    pass(100);
    expect_journal("t160 ");
}

Test(delay, put_off_when_it_is_due_does_not_fire_yet)
{
    coop_delay_trigger(&delay, 50);
    coop_turn(&loop);
    fake.now_us += 60000;
    coop_delay_trigger(&delay, 50);
    pass(100);
    expect_journal("fired110 t160 ");
}

async_def(awaiter, const char *name;)
{
    async_body {
        await(coop_delay_wait(&delay));
        note("%s%u ", self->name, at());
    }
    return COOP_DONE;
}

static struct awaiter_task a, b;

Test(delay, can_be_awaited_by_several_and_stays_fired)
{
    coop_spawn(&loop, &a, awaiter, .name = "a");
    coop_spawn(&loop, &b, awaiter, .name = "b");
    coop_delay_trigger(&delay, 50);
    pass(60);
    expect_journal("fired50 a50 b50 t60 ");
    coop_run(&loop, coop_spawn(&loop, &a, awaiter, .name = "a"));
    coop_delay_trigger(&delay, 50);
    coop_run(&loop, coop_spawn(&loop, &a, awaiter, .name = "a"));
    coop_delay_clear(&delay);
    coop_run(&loop, coop_spawn(&loop, &a, awaiter, .name = "a"));
    expect_journal("fired50 a50 b50 t60 a60 a60 fired110 a110 ");
}

/* A timer's interrupt that holds the delay off every 10 ms, five times. */
static void hold_off(struct fake_port *port_)
{
    static int times = 5;
    if (times-- == 0) {
        port_->on_idle = NULL;
        return;
    }
    port_->now_us += 10000;
    coop_delay_trigger(&delay, 20);
}

Test(delay, can_be_held_off_by_an_interrupt)
{
    fake.on_idle = hold_off;
    pass(200);
    expect_journal("fired70 t200 ");
    cr_assert(eq(u32, fake.irq_depth, 0));
}

static void again(void *context)
{
    fired(context);
    if (at() < 30)
        coop_delay_trigger(&delay, 10);
    else
        coop_delay_close(&delay);
}

Test(delay, can_be_triggered_and_closed_by_its_callback)
{
    coop_delay_callback(&delay, again, "again");
    coop_delay_trigger(&delay, 10);
    pass(200);
    expect_journal("again10 again20 again30 t200 ");
    cr_assert(coop_delay_ended(&delay));
}

Test(delay, closed_is_an_error_to_trigger_and_leaves_no_task)
{
    coop_delay_trigger(&delay, 50);
    pass(10);
    coop_delay_close(&delay);
    cr_assert(eq(i32, coop_delay_trigger(&delay, 50), COOP_ERR_FINISHED));
    pass(100);
    expect_journal("t10 t110 ");
    cr_assert(coop_delay_ended(&delay));
    coop_delay_init(&delay, &loop, 100, NULL, NULL);
    coop_delay_trigger(&delay, 50);
    pass(100);
    cr_assert(delay.expired.set);
}

Test(delay, fires_on_a_restless_port_never_early)
{
    fake.restless = true;
    coop_delay_trigger(&delay, 50);
    pass(100);
    expect_journal("fired50 t100 ");
}

static void linger(void *context)
{
    fired(context);
    fake.now_us += 15000;
    if (at() < 100)
        coop_delay_trigger(&delay, 10);
    fake.now_us += 15000;
}

Test(delay, that_is_always_due_lets_others_run)
{
    coop_delay_callback(&delay, linger, "f");
    coop_delay_trigger(&delay, 10);
    pass(50);
    expect_journal("f10 f40 t70 ");
}

Test(delay, is_closed_by_a_cancellation_of_all_tasks)
{
    coop_delay_trigger(&delay, 50);
    pass(10);
    coop_cancel(&delay.timer.task);
    pass(100);
    expect_journal("t10 t110 ");
    cr_assert(coop_delay_ended(&delay));
    cr_assert(eq(i32, coop_delay_trigger(&delay, 50), COOP_ERR_FINISHED));
}
