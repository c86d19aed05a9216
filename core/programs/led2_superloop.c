/* led2_superloop.c - two LEDs in a loop that asks the clock all the time.
 *                                                                  SPDX-License-Identifier: MIT
 * Source: Adafruit's guide to concurrent tasks, "Two LEDs", with its class Blinker. Times are in
 * seconds, in a double, as in Python: with a clock of whole milliseconds it is rounding that
 * decides whether 0.707 + 0.1 has passed at 0.807.
 */
#include "coop/keywords.h"
#include "parts/console.h"
#include "parts/digital.h"
#include "programs/parameters.h"

struct blinker {
    struct digital *led;
    double interval;
    int32_t count2; /* both on and off */
    double last_transition;
};

static double monotonic(const struct board *board)
{
    return (double)board->clock_us(board->context) / 1000000.0;
}

static struct blinker blinker_of(struct digital *led, int32_t interval_ms, int32_t count)
{
    return (struct blinker){
        .led = led, .interval = (double)interval_ms / 1000.0, .count2 = count * 2};
}

/* False when blinking is finished. */
static bool blinker_blink(struct blinker *blinker)
{
    if (blinker->count2 <= 0)
        return false;
    double now = monotonic(blinker->led->board);
    if (now > blinker->last_transition + blinker->interval) {
        digital_toggle(blinker->led);
        blinker->last_transition = now;
        blinker->count2--;
    }
    return true;
}

static void run_both(struct blinker *blinker1, struct blinker *blinker2)
{
    bool running1 = true;
    bool running2 = true;
    while (running1 || running2) {
        running1 = blinker_blink(blinker1);
        running2 = blinker_blink(blinker2);
    }
}

async_def(led2_superloop, struct digital *led1, *led2; const int32_t *interval1;
          const int32_t *interval2; const int32_t *count1; const int32_t *count2;
          const struct console *console; struct blinker blinker1; struct blinker blinker2;)
{
    async_body {
        digital_output(self->led1, false);
        digital_output(self->led2, false);
        self->blinker1 = blinker_of(self->led1, *self->interval1, *self->count1);
        self->blinker2 = blinker_of(self->led2, *self->interval2, *self->count2);
        run_both(&self->blinker1, &self->blinker2);
        console_print(self->console, "done");
    }
    digital_release(self->led2);
    digital_release(self->led1);
    return COOP_DONE;
}

static const COOP_FLASH struct parameter parameters[] = {
    PART(led2_superloop, "led1", led1, LED, "the first LED"),
    SETTING(led2_superloop, "interval1", interval1, TIME, 0, TIME_MAX_MS, 250,
            "its time on, and time off"),
    SETTING(led2_superloop, "count1", count1, NUMBER, 0, COUNT_MAX, 10, "how many times"),
    PART(led2_superloop, "led2", led2, LED, "the second LED"),
    SETTING(led2_superloop, "interval2", interval2, TIME, 0, TIME_MAX_MS, 100,
            "its time on, and time off"),
    SETTING(led2_superloop, "count2", count2, NUMBER, 0, COUNT_MAX, 20, "how many times"),
    PART(led2_superloop, "console", console, CONSOLE, "where it says that it is done"),
};

PROGRAM(led2_superloop, "two LEDs blink, by a loop that asks the clock without end");
