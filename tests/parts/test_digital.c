/* test_digital.c - pins and console.                               SPDX-License-Identifier: MIT */
#include "parts/digital.h"

#include "fake_board.h"
#include "parts/console.h"

TestSuite(digital, .init = set_up_loop);
TestSuite(console, .init = set_up_loop);

Test(digital, writes_every_time_even_if_nothing_changes)
{
    struct digital led = {.board = &board, .pin = 25};
    digital_output(&led, false);
    digital_write(&led, true);
    digital_write(&led, true);
    digital_toggle(&led);
    digital_release(&led);
    expect_journal("25=0 25=1 25=1 25=0 25-free ");
}

Test(digital, writing_to_an_input_asserts, .signal = 6)
{
    struct digital pin = {.board = &board, .pin = 3};
    digital_input(&pin, PIN_PULL_UP);
    digital_write(&pin, true);
}

Test(digital, reads_what_the_outside_drives)
{
    struct digital pin = {.board = &board, .pin = 3};
    digital_input(&pin, PIN_PULL_DOWN);
    cr_assert(not(digital_read(&pin)));
    outside.levels[3] = true;
    cr_assert(digital_read(&pin));
    expect_journal("3-in2 ");
}

Test(console, prints_numbers_of_all_sizes)
{
    struct console console = {.board = &board};
    console_print_int(&console, 0);
    console_print_int(&console, -7);
    console_print_int(&console, INT32_MAX);
    console_print_int(&console, INT32_MIN);
    console_print(&console, "done");
    expect_journal("<0><-7><2147483647><-2147483648><done>");
}
