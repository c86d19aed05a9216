/* test_watch.c - the longest step, and whose it was.               SPDX-License-Identifier: MIT */
#include "coop/watch.h"
#include "loop_fixture.h"

TestSuite(watch, .init = set_up_loop);

static coop_watch watch;
static uint16_t line_before, line_after;

/* Holds the CPU for `work_us`, between two awaits. */
async_def(hog, uint32_t work_us;)
{
    async_body {
        line_before = __LINE__ + 1;
        await(coop_sleep_ms(1));
        fake.now_us += self->work_us;
        line_after = __LINE__ + 1;
        await(coop_sleep_ms(1));
    }
    return COOP_DONE;
}

static struct hog_task big;
static struct nap_task small;

static void run_both(void)
{
    coop_spawn(&loop, &small, nap, .name = "n", .ms = 2, .naps = 5);
    coop_spawn(&loop, &big, hog, .work_us = 3500);
    coop_run(&loop, &small.task);
}

Test(watch, has_nothing_to_tell_before_the_first_step)
{
    coop_watch_begin(&watch, &loop);
    cr_assert(coop_watch_longest(&watch) == NULL);
}

Test(watch, names_the_task_and_the_place_of_the_longest_step)
{
    coop_watch_begin(&watch, &loop);
    run_both();
    const coop_watch_step *longest = coop_watch_longest(&watch);
    cr_assert(eq(str, (char *)longest->name, "hog"));
    cr_assert(eq(u32, longest->us, 3500));
    cr_assert(eq(u16, longest->begin_line, line_before));
    cr_assert(eq(u16, longest->end_line, line_after));
    cr_assert(strstr(longest->begin_file, "test_watch.c") != NULL);
    cr_assert(eq(str, (char *)longest->end_file, (char *)longest->begin_file));
}

Test(watch, forgets_when_asked_to)
{
    coop_watch_begin(&watch, &loop);
    run_both();
    coop_watch_forget(&watch);
    cr_assert(coop_watch_longest(&watch) == NULL);
    coop_run(&loop, coop_spawn(&loop, &small, nap, .name = "n", .ms = 2, .naps = 1));
    cr_assert(eq(str, (char *)coop_watch_longest(&watch)->name, "nap"));
}

static void tell_slow(void *context, const coop_watch_step *step)
{
    note("%s:%s:%u ", (const char *)context, step->name, (unsigned)step->us);
}

Test(watch, tells_of_steps_of_the_limit_or_more)
{
    coop_watch_begin(&watch, &loop);
    coop_watch_on_slow(&watch, 3500, tell_slow, "slow");
    run_both();
    coop_watch_on_slow(&watch, 3501, tell_slow, "slower");
    coop_run(&loop, coop_spawn(&loop, &big, hog, .work_us = 3500));
    coop_watch_on_slow(&watch, 0, NULL, NULL);
    coop_run(&loop, coop_spawn(&loop, &big, hog, .work_us = 9000));
    expect_journal("slow:hog:3500 n4 n6 n8 n10 n12 ");
}

/* ---- Another probe ----------------------------------------------------------------------------
 */

/* Charges time around each step, as the simulator does. */
static void charge(void *context, const coop_task *task)
{
    (void)task;
    fake.now_us += *(const uint32_t *)context;
    note(".");
}

Test(watch, keeps_the_probe_that_was_there_and_what_it_charges_out)
{
    static uint32_t charge_us = 5000;
    const coop_probe other = {.context = &charge_us, .step = charge, .stepped = charge};
    coop_observe(&loop, &other);
    coop_watch_begin(&watch, &loop);
    coop_run(&loop, coop_spawn(&loop, &big, hog, .work_us = 100));
    cr_assert(eq(u32, coop_watch_longest(&watch)->us, 100));
    expect_journal("......");
    coop_watch_end(&watch);
    coop_run(&loop, coop_spawn(&loop, &big, hog, .work_us = 200));
    cr_assert(eq(u32, coop_watch_longest(&watch)->us, 100));
    expect_journal("............");
}

static void note_woken(void *context, const coop_task *task)
{
    (void)context;
    note(">%s", coop_name(task));
}

Test(watch, passes_wake_ups_on_to_the_probe_that_was_there)
{
    const coop_probe other = {.woken = note_woken};
    coop_observe(&loop, &other);
    coop_watch_begin(&watch, &loop);
    coop_run(&loop, coop_spawn(&loop, &big, hog, .work_us = 100));
    expect_journal(">hog");
}
