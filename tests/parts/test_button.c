/* test_button.c - press, release, click, double click, long press. SPDX-License-Identifier: MIT
 *
 * The counts are those of Hinch's event_test, test_switches, and of his rules for a button whose
 * presses are suppressed; a pin is scripted where he has a second one that drives the first.
 */
#include "parts/button.h"

#include "fake_board.h"

static struct keypad keypad;
static const uint8_t pins[] = {21, 5};
static struct button buttons[2];
static struct button_reader_task reader;

static const char *name_of(int32_t event)
{
    switch (event) {
    case BUTTON_PRESS:
        return "press";
    case BUTTON_RELEASE:
        return "release";
    case BUTTON_CLICK:
        return "click";
    case BUTTON_DOUBLE:
        return "double";
    case BUTTON_LONG:
        return "long";
    default:
        return "?";
    }
}

/* One monitor an event, as in Hinch's test. */
async_def(monitor, struct button *button; uint8_t events;)
{
    async_body {
        while (true) {
            await(button_wait(self->button, self->events));
            note("%s%u ", name_of(await_result), at());
        }
    }
    return COOP_DONE;
}

static struct monitor_task monitors[6];

static void open_button(const struct button_config *config)
{
    button_open(&buttons[0], &loop, config);
    for (int i = 0; i < 5; i++)
        coop_spawn(&loop, &monitors[i], monitor, .button = &buttons[0],
                   .events = (uint8_t)(1 << i));
}

/* Scans every 50 ms, as if by an interrupt, until then. */
static uint64_t scan_us;
static void scan_on_idle(struct fake_port *port_)
{
    (void)port_;
    if (fake.now_us < scan_us)
        return;
    scan_us += 50000;
    keypad_scan(&keypad);
}

static void pass(uint32_t ms)
{
    uint64_t end_us = fake.now_us + (uint64_t)ms * 1000;
    while (true) {
        scan_on_idle(&fake);
        uint64_t until_us = coop_turn(&loop);
        if (until_us == 0)
            continue;
        if (until_us > scan_us)
            until_us = scan_us;
        if (until_us >= end_us)
            break;
        fake.now_us = until_us;
    }
    fake.now_us = end_us;
}

static void hold(uint32_t ms)
{
    outside.levels[21] = false;
    pass(ms);
    outside.levels[21] = true;
}

static void set_up(void)
{
    set_up_loop();
    memset(outside.levels, 1, sizeof outside.levels);
    struct keypad_config config = {.pins = pins, .key_count = 2, .interval_ms = 50};
    keypad_open(&keypad, &board, &loop, &config);
    coop_spawn(&loop, &reader, button_reader, .keypad = &keypad, .buttons = buttons, .count = 2);
    scan_us = START_US + 50000;
    journal.size = 0;
    journal.text[0] = '\0';
}

TestSuite(button, .init = set_up);

/* A key that is down from 10 to 110 ms is seen by the scans at 50 and 150 ms. */
Test(button, pressed_shortly_clicks)
{
    open_button(NULL);
    pass(10);
    hold(100);
    pass(1000);
    expect_journal("press50 release150 click450 ");
}

Test(button, held_is_a_long_press_and_no_click)
{
    open_button(NULL);
    pass(10);
    hold(2000);
    pass(4000);
    expect_journal("press50 long1050 release2050 ");
}

Test(button, pressed_twice_is_a_double_click)
{
    open_button(NULL);
    pass(10);
    hold(100);
    pass(100);
    hold(100);
    pass(4000);
    expect_journal("press50 release150 press250 double250 release350 ");
}

Test(button, second_press_of_a_double_click_is_never_long)
{
    open_button(NULL);
    pass(10);
    hold(100);
    pass(100);
    hold(2000);
    pass(4000);
    expect_journal("press50 release150 press250 double250 release2250 ");
}

Test(button, held_longer_than_a_double_click_clicks_when_it_is_released)
{
    open_button(NULL);
    pass(10);
    hold(600);
    pass(4000);
    expect_journal("press50 release650 click650 ");
}

Test(button, third_press_begins_anew)
{
    open_button(NULL);
    pass(10);
    for (int i = 0; i < 3; i++) {
        hold(50);
        pass(50);
    }
    pass(1000);
    expect_journal(
        "press50 release100 press150 double150 release200 press250 release300 click650 ");
}

static const struct button_config suppressed = {.suppressed = true};

Test(button, suppressed_tells_of_a_short_press_when_it_can_be_no_other)
{
    open_button(&suppressed);
    pass(10);
    hold(100);
    pass(1000);
    expect_journal("press450 release450 click450 ");
}

Test(button, suppressed_tells_of_a_long_press_and_its_release)
{
    open_button(&suppressed);
    pass(10);
    hold(2000);
    pass(4000);
    expect_journal("long1050 release2050 ");
}

Test(button, suppressed_tells_of_a_double_click_and_one_release)
{
    open_button(&suppressed);
    pass(10);
    hold(100);
    pass(100);
    hold(100);
    pass(4000);
    expect_journal("double250 release350 ");
}

Test(button, suppressed_tells_of_a_double_click_that_is_held)
{
    open_button(&suppressed);
    pass(10);
    hold(100);
    pass(100);
    hold(2000);
    pass(4000);
    expect_journal("double250 release2250 ");
}

/* Hinch's tells the release alone. */
Test(button, suppressed_tells_of_a_press_that_is_neither_short_nor_long)
{
    open_button(&suppressed);
    pass(10);
    hold(600);
    pass(4000);
    expect_journal("press650 release650 click650 ");
}

Test(button, takes_its_times_from_its_configuration)
{
    open_button(&(struct button_config){.long_ms = 300, .double_ms = 100});
    pass(10);
    hold(500);
    pass(100);
    hold(50);
    pass(150);
    hold(50);
    pass(1000);
    expect_journal("press50 long350 release550 press650 release700 click750 press850 release900 "
                   "click950 ");
}

Test(button, keeps_each_event_once_for_who_comes_later)
{
    button_open(&buttons[0], &loop, NULL);
    pass(10);
    for (int i = 0; i < 2; i++) {
        hold(100);
        pass(900);
    }
    coop_spawn(&loop, &monitors[0], monitor, .button = &buttons[0],
               .events = BUTTON_RELEASE | BUTTON_PRESS | BUTTON_CLICK);
    pass(100);
    expect_journal("press2010 release2010 click2010 ");
    coop_cancel(&monitors[0].task);
    pass(10);
    cr_assert(eq(ptr, buttons[0].waiters.last, NULL));
    hold(100);
    pass(1000);
    button_clear(&buttons[0]);
    coop_spawn(&loop, &monitors[0], monitor, .button = &buttons[0], .events = 31);
    pass(100);
    expect_journal("press2010 release2010 click2010 ");
}

Test(button, tells_all_that_wait_for_an_event)
{
    open_button(NULL);
    coop_spawn(&loop, &monitors[5], monitor, .button = &buttons[0],
               .events = BUTTON_LONG | BUTTON_PRESS);
    pass(10);
    hold(2000);
    pass(100);
    expect_journal("press50 press50 long1050 long1050 release2050 ");
}

Test(button, of_another_key_is_another)
{
    open_button(NULL);
    button_open(&buttons[1], &loop, NULL);
    outside.levels[5] = false;
    pass(60);
    cr_assert(button_pressed(&buttons[1]));
    cr_assert(not(button_pressed(&buttons[0])));
    expect_journal("");
}

Test(button, closed_leaves_no_task_and_tells_nothing)
{
    open_button(NULL);
    pass(10);
    hold(100);
    coop_cancel(&reader.task);
    button_close(&buttons[0]);
    pass(1000);
    expect_journal("press50 ");
    cr_assert(button_closed(&buttons[0]));
}
