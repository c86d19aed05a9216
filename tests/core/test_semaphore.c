/* test_semaphore.c - semaphores, and bounded ones.               SPDX-License-Identifier: MIT */
#include "coop/semaphore.h"

#include "loop_fixture.h"

TestSuite(semaphore, .init = set_up_loop);

static coop_semaphore semaphore;

async_def(visitor, const char *name; uint32_t ms; int times;)
{
    async_body {
        for (; self->times > 0; self->times--) {
            await(coop_semaphore_acquire(&semaphore));
            note("%s%u ", self->name, at());
            await(coop_sleep_ms(self->ms));
            coop_semaphore_release(&semaphore);
        }
    }
    note("%s:%d ", self->name, (int)await_result);
    return COOP_DONE;
}

static struct visitor_task a, b, c, d;

static void spawn(struct visitor_task *task, const char *name, uint32_t ms, int times)
{
    coop_spawn(&loop, task, visitor, .name = name, .ms = ms, .times = times);
}

static void turns(int count)
{
    for (; count > 0; count--)
        cr_assert(eq(u64, coop_turn(&loop), 0));
}

Test(semaphore, lets_in_as_many_as_it_has_places_and_the_others_in_order)
{
    coop_semaphore_init(&semaphore, 2);
    spawn(&a, "a", 10, 1);
    spawn(&b, "b", 15, 1);
    spawn(&c, "c", 10, 1);
    spawn(&d, "d", 10, 1);
    coop_run(&loop, &d.task);
    expect_journal("a0 b0 a:0 c10 b:0 d15 c:0 d:0 ");
    cr_assert(eq(u32, semaphore.count, 2));
}

Test(semaphore, cannot_be_snatched_by_the_one_that_gives_it_back)
{
    coop_semaphore_init(&semaphore, 1);
    spawn(&a, "a", 10, 2);
    spawn(&b, "b", 10, 1);
    coop_run(&loop, &a.task);
    expect_journal("a0 b10 b:0 a20 a:0 ");
}

Test(semaphore, forgets_a_cancelled_waiter)
{
    coop_semaphore_init(&semaphore, 1);
    spawn(&a, "a", 10, 1);
    spawn(&b, "b", 0, 1);
    spawn(&c, "c", 0, 1);
    turns(3);
    coop_cancel(&b.task);
    coop_run(&loop, &c.task);
    expect_journal("a0 b:-1 a:0 c10 c:0 ");
    cr_assert(eq(u32, semaphore.count, 1));
}

Test(semaphore, place_on_its_way_to_a_cancelled_task_goes_to_the_next)
{
    coop_semaphore_init(&semaphore, 1);
    spawn(&a, "a", 0, 1);
    spawn(&b, "b", 0, 1);
    spawn(&c, "c", 0, 1);
    turns(4);
    coop_cancel(&b.task);
    coop_cancel(&b.task);
    coop_run(&loop, &c.task);
    expect_journal("a0 a:0 b:-1 c0 c:0 ");
    cr_assert(eq(u32, semaphore.count, 1));
}

Test(semaphore, without_a_bound_grows)
{
    cr_assert(eq(i32, coop_semaphore_release(&semaphore), COOP_OK));
    cr_assert(eq(i32, coop_semaphore_release(&semaphore), COOP_OK));
    cr_assert(eq(u32, semaphore.count, 2));
}

Test(semaphore, with_a_bound_cannot_be_given_more_than_it_had)
{
    coop_semaphore_init_bounded(&semaphore, 1);
    cr_assert(eq(i32, coop_semaphore_release(&semaphore), COOP_ERR_FREE));
    spawn(&a, "a", 0, 1);
    coop_run(&loop, &a.task);
    expect_journal("a0 a:0 ");
    cr_assert(eq(i32, coop_semaphore_release(&semaphore), COOP_ERR_FREE));
    cr_assert(eq(u32, semaphore.count, 1));
}
