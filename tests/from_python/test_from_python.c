/* test_from_python.c - two LEDs as in the guide, for docs/from-python.md, and run.
 *                                                                  SPDX-License-Identifier: MIT */
#include "parts/digital.h"

#include "parts/fake_board.h"

async_def(blink, struct digital *led; uint32_t interval_ms; int32_t count;)
{
    async_body {
        digital_output(self->led, false);
        for (; self->count > 0; self->count--) {
            digital_write(self->led, true);
            await(coop_sleep_ms(self->interval_ms));
            digital_write(self->led, false);
            await(coop_sleep_ms(self->interval_ms));
        }
    }
    digital_release(self->led);
    return COOP_DONE;
}

async_def(blink_both, struct digital *leds; task_of(blink) led1_task; task_of(blink) led2_task;)
{
    async_body {
        coop_create_task(&self->led1_task, blink, .led = &self->leds[0], .interval_ms = 250,
                         .count = 10);
        coop_create_task(&self->led2_task, blink, .led = &self->leds[1], .interval_ms = 100,
                         .count = 20);

        await(coop_gather(&self->led1_task.task, &self->led2_task.task));
    }
    return COOP_DONE;
}

static int32_t run_both(const coop_port *platform, struct digital *leds)
{
    static task_of(blink_both) main_task;
    static coop_loop main_loop;
    coop_init(&main_loop, platform);
    return coop_run(&main_loop, coop_spawn(&main_loop, &main_task, blink_both, .leds = leds));
}

Test(from_python, two_leds_blink_each_at_its_own_pace, .init = set_up_loop)
{
    struct digital leds[2] = {{.board = &board, .pin = 1}, {.board = &board, .pin = 2}};
    cr_assert_eq(run_both(&port, leds), COOP_OK);
    cr_assert_eq(fake.now_us - START_US, 5000000);
    /* Due at the same time, at 500 ms: the one that has slept longer is first. */
    const char begin[] = "1=0 1=1 2=0 2=1 2=0 2=1 1=0 2=0 2=1 1=1 2=0 ";
    const char end[] = " 1=1 2-free 1=0 1=1 1=0 1-free ";
    cr_assert_eq(strncmp(journal.text, begin, strlen(begin)), 0, "%s", journal.text);
    cr_assert_str_eq(journal.text + journal.size - strlen(end), end);
}
