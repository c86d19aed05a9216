/* led2_blocking.c - two LEDs, one after the other: what does not work.
 *                                                                  SPDX-License-Identifier: MIT
 * Source: Adafruit's guide to concurrent tasks, "Two LEDs", the first of them.
 */
#include "blink_blocking.h"
#include "coop/keywords.h"
#include "programs/parameters.h"

async_def(led2_blocking, struct digital *led1, *led2; const int32_t *interval1;
          const int32_t *interval2; const int32_t *count1; const int32_t *count2;)
{
    async_body {
        blink_blocking(self->led1, *self->interval1, *self->count1);
        blink_blocking(self->led2, *self->interval2, *self->count2); /* not before the first ends */
    }
    return COOP_DONE;
}

static const COOP_FLASH struct parameter parameters[] = {
    PART(led2_blocking, "led1", led1, LED, "the first LED"),
    SETTING(led2_blocking, "interval1", interval1, TIME, 0, BLOCKING_MAX_MS, 250,
            "its time on, and time off"),
    SETTING(led2_blocking, "count1", count1, NUMBER, 0, COUNT_MAX, 10, "how many times"),
    PART(led2_blocking, "led2", led2, LED, "the second LED"),
    SETTING(led2_blocking, "interval2", interval2, TIME, 0, BLOCKING_MAX_MS, 100,
            "its time on, and time off"),
    SETTING(led2_blocking, "count2", count2, NUMBER, 0, COUNT_MAX, 20, "how many times"),
};

PROGRAM(led2_blocking, "two LEDs should blink at once, but the first holds the CPU");
