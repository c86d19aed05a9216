/* blink.c - an LED blinks a number of times.                       SPDX-License-Identifier: MIT
 *
 * Source: blink() of Adafruit's guide to concurrent tasks.
 */
#include "blink.h"

#include "programs/parameters.h"

COOP_DEFINE(blink)
{
    async_body {
        digital_output(self->led, false);
        while (*self->count == 0 || self->blinks < *self->count) {
            digital_write(self->led, true);
            await(coop_sleep_ms((uint32_t)*self->interval));
            digital_write(self->led, false);
            await(coop_sleep_ms((uint32_t)*self->interval));
            if (*self->count != 0)
                self->blinks++;
        }
    }
    digital_release(self->led);
    return COOP_DONE;
}

static const COOP_FLASH struct parameter parameters[] = {
    PART(blink, "led", led, LED, "the LED"),
    SETTING(blink, "interval", interval, TIME, 0, TIME_MAX_MS, 250, "time on, and time off"),
    SETTING(blink, "count", count, NUMBER, 0, COUNT_MAX, 10, "how many times; 0: for ever"),
};

PROGRAM(blink, "an LED blinks a number of times");
