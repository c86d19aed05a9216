/* led2_asyncio.c - two LEDs, each blinked by a task of its own.    SPDX-License-Identifier: MIT
 *
 * Source: Adafruit's guide to concurrent tasks, "Blinking LEDs with asyncio", "Two LEDs".
 */
#include "blink.h"
#include "coop/keywords.h"
#include "parts/console.h"
#include "programs/parameters.h"

async_def(led2_asyncio, struct digital *led1, *led2; const int32_t *interval1;
          const int32_t *interval2; const int32_t *count1; const int32_t *count2;
          const struct console *console; task_of(blink) led1_task; task_of(blink) led2_task;)
{
    async_body {
        coop_create_task(&self->led1_task, blink, .led = self->led1, .interval = self->interval1,
                         .count = self->count1);
        coop_create_task(&self->led2_task, blink, .led = self->led2, .interval = self->interval2,
                         .count = self->count2);

        await(coop_gather(&self->led1_task.task, &self->led2_task.task));
        console_print(self->console, "done");
    }
    return COOP_DONE;
}

static const COOP_FLASH struct parameter parameters[] = {
    PART(led2_asyncio, "led1", led1, LED, "the first LED"),
    SETTING(led2_asyncio, "interval1", interval1, TIME, 0, TIME_MAX_MS, 250,
            "its time on, and time off"),
    SETTING(led2_asyncio, "count1", count1, NUMBER, 1, COUNT_MAX, 10, "how many times"),
    PART(led2_asyncio, "led2", led2, LED, "the second LED"),
    SETTING(led2_asyncio, "interval2", interval2, TIME, 0, TIME_MAX_MS, 100,
            "its time on, and time off"),
    SETTING(led2_asyncio, "count2", count2, NUMBER, 1, COUNT_MAX, 20, "how many times"),
    PART(led2_asyncio, "console", console, CONSOLE, "where it says that it is done"),
};

PROGRAM(led2_asyncio, "two tasks blink an LED each, and main gathers them");
