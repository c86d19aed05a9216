/* never_ending.c - a task that loops for ever, and gives up control each time.
 *                                                                  SPDX-License-Identifier: MIT
 * Source: Adafruit's asyncio demonstration, "My program ended? What happened?".
 */
#include "coop/keywords.h"
#include "parts/console.h"
#include "programs/parameters.h"

async_def(never_ending, const struct console *console;)
{
    async_body {
        while (true) {
            console_print(self->console, "I'm looping!");
            await(coop_sleep_ms(0));
        }
    }
    return COOP_DONE;
}

static const COOP_FLASH struct parameter parameters[] = {
    PART(never_ending, "console", console, CONSOLE, "where it says so"),
};

PROGRAM(never_ending, "says that it loops, as often as it can");
