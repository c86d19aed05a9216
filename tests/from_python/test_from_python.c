/* test_from_python.c - two LEDs as in the guide, for docs/from-python.md, and run.
 *                                                                  SPDX-License-Identifier: MIT */
#include "parts/digital.h"
#include "parts/pin_edge.h"

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

/* Its result says whether the event came in time. */
async_def(answered, coop_event *event; coop_limit limit;)
{
    async_body {
        try_await(coop_wait_for(&self->limit, coop_event_wait(self->event), 20));
        if (await_result == COOP_ERR_TIMEOUT)
            return COOP_RESULT(false);
        return COOP_RESULT(true);
    }
    return COOP_DONE;
}

async_def(closed, const struct board *board; uint8_t pin; struct pin_edge edge;)
{
    async_body {
        pin_edge_open(&self->edge, self->board, coop_loop_of(this_task), self->pin, PIN_FALLING,
                      PIN_PULL_UP);
        await(pin_edge_wait(&self->edge));
    }
    pin_edge_close(&self->edge);
    return COOP_DONE;
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

Test(from_python, event_is_waited_for_no_longer_than_its_limit, .init = set_up_loop)
{
    static task_of(answered) waiting;
    coop_event event = {0};
    cr_assert_eq(coop_run(&loop, coop_spawn(&loop, &waiting, answered, .event = &event)), false);
    cr_assert_eq(at(), 20);
    coop_event_set(&event);
    cr_assert_eq(coop_run(&loop, coop_spawn(&loop, &waiting, answered, .event = &event)), true);
    cr_assert_eq(at(), 20);
}

static void close_contact(struct fake_port *port_)
{
    port_->now_us += 5000;
    drive(3, false);
}

Test(from_python, contact_is_awaited_until_it_closes, .init = set_up_loop)
{
    static task_of(closed) waiting;
    outside.levels[3] = true;
    fake.on_idle = close_contact;
    cr_assert_eq(coop_run(&loop, coop_spawn(&loop, &waiting, closed, .board = &board, .pin = 3)),
                 COOP_OK);
    cr_assert_eq(at(), 5);
    cr_assert_str_eq(journal.text, "3-in1 3-free ");
}
