/* led1_blocking.c - one LED, without tasks.                        SPDX-License-Identifier: MIT
 *
 * Source: Adafruit's guide to concurrent tasks, "One LED".
 */
#include "blink_blocking.h"
#include "coop/keywords.h"
#include "parts/console.h"
#include "programs/parameters.h"

async_def(led1_blocking, struct digital *led; const int32_t *interval; const int32_t *count;
          const struct console *console;)
{
    async_body {
        blink_blocking(self->led, *self->interval, *self->count);
        console_print(self->console, "done");
    }
    return COOP_DONE;
}

static const COOP_FLASH struct parameter parameters[] = {
    PART(led1_blocking, "led", led, LED, "the LED"),
    SETTING(led1_blocking, "interval", interval, TIME, 0, BLOCKING_MAX_MS, 250,
            "time on, and time off"),
    SETTING(led1_blocking, "count", count, NUMBER, 0, COUNT_MAX, 10, "how many times"),
    PART(led1_blocking, "console", console, CONSOLE, "where it says that it is done"),
};

PROGRAM(led1_blocking, "an LED blinks, and the CPU does nothing else meanwhile");
