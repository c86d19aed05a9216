/* coroutines_f_g.c - two coroutines hand control to each other.    SPDX-License-Identifier: MIT
 *
 * Source: the diagram of f() and g() in Adafruit's overview of cooperative multitasking. An LED is
 * on while its coroutine has control; the two are never on together.
 */
#include "blink_blocking.h"
#include "coop/keywords.h"
#include "parts/console.h"
#include "programs/parameters.h"

struct worker {
    struct digital *led;
    const int32_t *work;
    const int32_t *rounds;
    const struct console *console;
};

static void work(const struct worker *worker, const char *name)
{
    const struct board *board = worker->led->board;
    console_print(worker->console, name);
    digital_output(worker->led, true);
    board->delay_us(board->context, (uint32_t)*worker->work * 1000u);
    digital_output(worker->led, false);
}

async_def(f, struct worker worker; int32_t round;)
{
    async_body {
        for (; self->round < *self->worker.rounds; self->round++) {
            work(&self->worker, "f");
            await(coop_sleep_ms(0)); /* now it is g's turn */
        }
    }
    digital_release(self->worker.led);
    return COOP_DONE;
}

async_def(g, struct worker worker; int32_t round;)
{
    async_body {
        for (; self->round < *self->worker.rounds; self->round++) {
            work(&self->worker, "g");
            await(coop_sleep_ms(0)); /* now it is f's turn */
        }
    }
    digital_release(self->worker.led);
    return COOP_DONE;
}

async_def(coroutines_f_g, struct digital *led_g; struct worker worker; task_of(f) task1;
          task_of(g) task2;)
{
    async_body {
        coop_create_task(&self->task1, f, .worker = self->worker);
        self->worker.led = self->led_g;
        coop_create_task(&self->task2, g, .worker = self->worker);
        await(coop_gather(&self->task1.task, &self->task2.task));
        console_print(self->worker.console, "done");
    }
    return COOP_DONE;
}

static const COOP_FLASH struct parameter parameters[] = {
    PART(coroutines_f_g, "led_f", worker.led, LED, "on while f has control"),
    PART(coroutines_f_g, "led_g", led_g, LED, "on while g has control"),
    SETTING(coroutines_f_g, "work", worker.work, TIME, 0, BLOCKING_MAX_MS, 300,
            "how long each works before it gives up control"),
    SETTING(coroutines_f_g, "rounds", worker.rounds, NUMBER, 0, COUNT_MAX, 10, "how many turns"),
    PART(coroutines_f_g, "console", worker.console, CONSOLE, "where each says its name"),
};

PROGRAM(coroutines_f_g, "two coroutines hand control to each other");
