/* pico_queue.c - the time between two presses goes through a queue to a task that blinks with it.
 *                                                                  SPDX-License-Identifier: MIT
 * Source: Digi-Key's "Getting Started with Asyncio in MicroPython", with Peter Hinch's queue.
 */
#include "coop/keywords.h"
#include "parts/console.h"
#include "parts/digital.h"
#include "programs/parameters.h"

#define POLL_MS      40
#define DELAY_MAX_MS 2000

/* The guide's queue grows without end. This one need not: presses are at least two polls apart, and
 * blink is never more than two of the longest delays behind. */
#define TIMES_MAX (2 * DELAY_MAX_MS / (2 * POLL_MS) + 14)

/* If there is none, *delay_ms stays as it is. */
static bool take_time(coop_queue *queue, int32_t *delay_ms)
{
    return coop_queue_get_nowait(queue, delay_ms) == COOP_OK;
}

/* Blink on a timer. */
async_def(blink, struct digital *led; coop_queue * queue; int32_t delay_ms;)
{
    async_body {
        while (true) {
            (void)take_time(self->queue, &self->delay_ms);
            digital_toggle(self->led);
            await(coop_sleep_ms((uint32_t)self->delay_ms));
        }
    }
    return COOP_DONE;
}

/* Over when the button is pressed. */
async_def(wait_button, const struct digital *button; bool pressed_level; bool previous;)
{
    async_body {
        self->previous = digital_read(self->button);
        while (digital_read(self->button) != self->pressed_level ||
               digital_read(self->button) == self->previous) {
            self->previous = digital_read(self->button);
            await(coop_sleep_ms(POLL_MS));
        }
    }
    return COOP_DONE;
}

static uint32_t ticks_ms(const struct board *board)
{
    return board->time_ms(board->context);
}

static struct digital listen(const struct button_wiring *wiring)
{
    struct digital button = {.board = wiring->board, .pin = wiring->pin};
    digital_input(&button, wiring->pressed_level ? PIN_PULL_DOWN : PIN_PULL_UP);
    return button;
}

async_def(pico_queue, struct digital *led; const struct button_wiring *wiring;
          const struct console *console; struct digital button; coop_queue queue;
          int32_t times[TIMES_MAX]; uint32_t timestamp; int32_t delay_time;
          task_of(blink) blink_task; struct wait_button wait;)
{
    async_body {
        digital_output(self->led, false);
        self->button = listen(self->wiring);
        coop_queue_init(&self->queue, self->times, sizeof *self->times, TIMES_MAX);
        coop_create_task(&self->blink_task, blink, .led = self->led, .queue = &self->queue);

        self->timestamp = ticks_ms(self->wiring->board);
        while (true) {
            await(coop_call(&self->wait, wait_button, .button = &self->button,
                            .pressed_level = self->wiring->pressed_level));
            self->delay_time = (int32_t)(ticks_ms(self->wiring->board) - self->timestamp);
            self->timestamp += (uint32_t)self->delay_time;
            console_print_int(self->console, self->delay_time);

            if (self->delay_time > DELAY_MAX_MS)
                self->delay_time = DELAY_MAX_MS;
            await(coop_queue_put(&self->queue, &self->delay_time));
        }
    }
    return COOP_DONE;
}

static const COOP_FLASH struct parameter parameters[] = {
    PART(pico_queue, "led", led, LED, "the LED"),
    PART(pico_queue, "button", wiring, BUTTON, "the button"),
    PART(pico_queue, "console", console, CONSOLE, "where it tells the times"),
};

PROGRAM(pico_queue, "an LED blinks at the pace of the presses of a button");
