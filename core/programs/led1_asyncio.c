/* led1_asyncio.c - one LED, blinked by a task.                     SPDX-License-Identifier: MIT
 *
 * Source: Adafruit's guide to concurrent tasks, "Blinking LEDs with asyncio", "One LED".
 */
#include "blink.h"
#include "coop/keywords.h"
#include "parts/console.h"
#include "programs/parameters.h"

async_def(led1_asyncio, struct digital *led; const int32_t *interval; const int32_t *count;
          const struct console *console; task_of(blink) led_task;)
{
    async_body {
        coop_create_task(&self->led_task, blink, .led = self->led, .interval = self->interval,
                         .count = self->count);
        await(coop_gather(&self->led_task.task));
        console_print(self->console, "done");
    }
    return COOP_DONE;
}

static const COOP_FLASH struct parameter parameters[] = {
    PART(led1_asyncio, "led", led, LED, "the LED"),
    SETTING(led1_asyncio, "interval", interval, TIME, 0, TIME_MAX_MS, 250, "time on, and time off"),
    SETTING(led1_asyncio, "count", count, NUMBER, 1, COUNT_MAX, 10, "how many times"),
    PART(led1_asyncio, "console", console, CONSOLE, "where it says that it is done"),
};

PROGRAM(led1_asyncio, "a task blinks an LED, and main gathers it");
