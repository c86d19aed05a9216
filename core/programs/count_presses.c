/* count_presses.c - counts how often a button is pressed.          SPDX-License-Identifier: MIT
 *
 * Every edge counts, so a button that bounces counts more often than it was pressed.
 */
#include "coop/keywords.h"
#include "parts/console.h"
#include "parts/counter.h"
#include "programs/parameters.h"

static void open_counter(struct counter *counter, const struct button_wiring *button,
                         coop_loop *loop)
{
    bool rising = button->pressed_level;
    counter_open(counter, button->board, loop, button->pin, rising ? PIN_RISING : PIN_FALLING,
                 rising ? PIN_PULL_DOWN : PIN_PULL_UP);
}

async_def(count_presses, const struct button_wiring *button; const struct console *console;
          const int32_t *until; struct counter counter;)
{
    async_body {
        open_counter(&self->counter, self->button, coop_loop_of(this_task));
        while (*self->until == 0 || counter_count(&self->counter) < (uint32_t)*self->until) {
            await(counter_change(&self->counter));
            console_print_int(self->console, (int32_t)counter_count(&self->counter));
        }
    }
    counter_close(&self->counter);
    return COOP_DONE;
}

static const COOP_FLASH struct parameter parameters[] = {
    PART(count_presses, "button", button, BUTTON, "the button"),
    PART(count_presses, "console", console, CONSOLE, "where the count is printed"),
    SETTING(count_presses, "until", until, NUMBER, 0, 1000000, 0, "stop there; 0: never"),
};

PROGRAM(count_presses, "counts how often a button is pressed, and prints it");
