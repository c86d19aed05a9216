/* test_keypad.c - scanning, debouncing, queueing of keys.          SPDX-License-Identifier: MIT */
#include "parts/keypad.h"

#include "fake_board.h"

static struct keypad keypad;
static const uint8_t pins[] = {21, 5};

static void open_with(struct keypad_config config)
{
    config.pins = pins;
    if (config.key_count == 0)
        config.key_count = 1;
    keypad_open(&keypad, &board, &loop, &config);
    journal.size = 0;
    journal.text[0] = '\0';
}

static void set_up(void)
{
    set_up_loop();
    memset(outside.levels, 1, sizeof outside.levels);
}

TestSuite(keypad, .init = set_up);

/* Scan with that level at pin 21; then all events: + pressed, - released, with the key. */
static void scan(bool level)
{
    outside.levels[21] = level;
    fake.now_us += 20000;
    keypad_scan(&keypad);
}

static void take_all(void)
{
    struct key_event event;
    while (keypad_get(&keypad, &event))
        note("%c%u ", event.pressed ? '+' : '-', event.key);
}

Test(keypad, tells_presses_and_releases_with_their_times)
{
    open_with((struct keypad_config){0});
    struct key_event event;
    scan(false);
    scan(false);
    scan(true);
    cr_assert(keypad_get(&keypad, &event));
    cr_assert(event.pressed);
    cr_assert(eq(u32, event.time_ms, 21));
    cr_assert(keypad_get(&keypad, &event));
    cr_assert(not(event.pressed));
    cr_assert(eq(u32, event.time_ms, 61));
    cr_assert(not(keypad_get(&keypad, &event)));
}

Test(keypad, held_at_the_start_gives_no_press_but_a_release)
{
    outside.levels[21] = false;
    open_with((struct keypad_config){0});
    scan(false);
    scan(true);
    take_all();
    expect_journal("-0 ");
}

Test(keypad, reset_gives_a_press_for_what_is_held)
{
    outside.levels[21] = false;
    open_with((struct keypad_config){0});
    keypad_reset(&keypad);
    take_all();
    expect_journal("+0 ");
}

Test(keypad, pressed_level_can_be_high)
{
    outside.levels[21] = false;
    open_with((struct keypad_config){.pressed_level = true});
    scan(true);
    scan(false);
    take_all();
    expect_journal("+0 -0 ");
}

Test(keypad, threshold_wants_that_many_differing_scans_more_than_others)
{
    open_with((struct keypad_config){.threshold = 3});
    scan(true); /* the counter is at its end only after three scans */
    scan(true);
    scan(false);
    scan(false);
    take_all();
    expect_journal("");
    scan(true); /* one back */
    scan(false);
    scan(false);
    take_all();
    expect_journal("+0 ");
}

Test(keypad, keys_of_one_scan_come_in_the_order_of_their_numbers)
{
    open_with((struct keypad_config){.key_count = 2});
    outside.levels[5] = false;
    scan(false);
    take_all();
    expect_journal("+0 +1 ");
}

Test(keypad, full_queue_drops_the_newest_and_says_so)
{
    open_with((struct keypad_config){.events_max = 3});
    scan(false);
    scan(true);
    scan(false);
    cr_assert(not(keypad.overflowed));
    scan(true);
    cr_assert(keypad.overflowed);
    take_all();
    expect_journal("+0 -0 +0 ");
    scan(false); /* the dropped release has been counted: this is a new press */
    take_all();
    expect_journal("+0 -0 +0 +0 ");
    cr_assert(keypad.overflowed);
    keypad_clear(&keypad);
    cr_assert(not(keypad.overflowed));
}

Test(keypad, queue_holds_the_maximum)
{
    open_with((struct keypad_config){0});
    for (int i = 0; i < KEYPAD_EVENTS_MAX; i++)
        scan(i % 2 != 0);
    cr_assert(not(keypad.overflowed));
    scan(false);
    cr_assert(keypad.overflowed);
}

Test(keypad, close_stops_scanning_and_lets_go_of_the_pins)
{
    open_with((struct keypad_config){.key_count = 2});
    cr_assert(eq(ptr, outside.scanned, &keypad));
    keypad_close(&keypad);
    cr_assert(eq(ptr, outside.scanned, NULL));
    expect_journal("21-free 5-free ");
}

Test(keypad, pulls_against_the_pressed_level)
{
    keypad_open(&keypad, &board, &loop, &(struct keypad_config){.pins = pins, .key_count = 1});
    keypad_open(&keypad, &board, &loop,
                &(struct keypad_config){.pins = pins, .key_count = 1, .pressed_level = true});
    keypad_open(&keypad, &board, &loop,
                &(struct keypad_config){.pins = pins, .key_count = 1, .no_pull = true});
    expect_journal("21-in1 21-in2 21-in0 ");
}

/* ---- Awaiting -------------------------------------------------------------------------------- */

async_def(key_taker, int count; struct key_event event;)
{
    async_body {
        for (; self->count > 0; self->count--) {
            await(keypad_next(&keypad, &self->event));
            note("%c%u@%u ", self->event.pressed ? '+' : '-', self->event.key, at());
        }
    }
    note("out:%d ", (int)await_result);
    return COOP_DONE;
}

static struct key_taker_task taker;

static void press_while_idle(struct fake_port *port_)
{
    (void)port_;
    if (fake.now_us < START_US + 50000)
        scan(outside.levels[21] == 0);
}

Test(keypad, next_sleeps_until_a_scan_finds_something)
{
    open_with((struct keypad_config){0});
    fake.on_idle = press_while_idle;
    coop_run(&loop, coop_spawn(&loop, &taker, key_taker, .count = 2));
    expect_journal("+0@20 -0@40 out:0 ");
}

Test(keypad, next_takes_what_is_there_without_waiting)
{
    open_with((struct keypad_config){0});
    scan(false);
    scan(true);
    coop_spawn(&loop, &taker, key_taker, .count = 2);
    coop_turn(&loop);
    cr_assert(coop_finished(&taker.task));
}

Test(keypad, next_is_not_fooled_by_an_event_that_is_gone)
{
    open_with((struct keypad_config){0});
    scan(false);
    take_all(); /* the flag is still set */
    coop_spawn(&loop, &taker, key_taker, .count = 1);
    coop_turn(&loop);
    cr_assert(not(coop_finished(&taker.task)));
    scan(true);
    coop_run(&loop, &taker.task);
    expect_journal("+0 -0@40 out:0 ");
}

Test(keypad, next_can_be_cancelled_and_loses_nothing)
{
    open_with((struct keypad_config){0});
    coop_spawn(&loop, &taker, key_taker, .count = 1);
    coop_turn(&loop);
    scan(false);
    coop_cancel(&taker.task);
    cr_assert(eq(i32, coop_run(&loop, &taker.task), COOP_ERR_CANCELLED));
    take_all();
    expect_journal("out:-1 +0 ");
}

Test(keypad, next_for_a_second_task_is_an_error)
{
    static struct key_taker_task second;
    open_with((struct keypad_config){0});
    coop_spawn(&loop, &taker, key_taker, .count = 1);
    int32_t result = coop_run(&loop, coop_spawn(&loop, &second, key_taker, .count = 1));
    cr_assert(eq(i32, result, COOP_ERR_BUSY));
}

/* The first was woken, but the second had its turn before, took the event and waits in its place.
 */
Test(keypad, next_whose_place_another_task_took_is_an_error)
{
    static struct key_taker_task second;
    open_with((struct keypad_config){0});
    coop_spawn(&loop, &taker, key_taker, .count = 1);
    coop_turn(&loop);
    coop_spawn(&loop, &second, key_taker, .count = 2);
    scan(false);
    cr_assert(eq(i32, coop_run(&loop, &taker.task), COOP_ERR_BUSY));
    cr_assert(not(coop_finished(&second.task)));
    scan(true);
    cr_assert(eq(i32, coop_run(&loop, &second.task), COOP_OK));
}
