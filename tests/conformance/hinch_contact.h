/* hinch_contact.h - a contact on a pin, and lights that tell what they do.
 *                                                                  SPDX-License-Identifier: MIT
 * Where Hinch's programs wait for a finger, a script closes the contact. It is looked at every
 * 50 ms, as his switches do. His lights are LEDs; these print a line when they change.
 */
#ifndef HINCH_CONTACT_H
#define HINCH_CONTACT_H

#include "hinch_interrupt.h"
#include "parts/keypad.h"

static bool contact_closed;
static struct keypad keypad;
static uint64_t start_us;

/* Until when the contact is open, then closed, and so on, in ms; ends with a 0. NULL: whoever else
 * sets contact_closed. */
static const uint32_t *script_ms;

static inline uint32_t elapsed_ms(void)
{
    return (uint32_t)((fake.now_us - start_us) / 1000);
}

static void scan_contact(void)
{
    for (; script_ms != NULL && *script_ms != 0 && *script_ms <= elapsed_ms(); script_ms++)
        contact_closed = !contact_closed;
    keypad_scan(&keypad);
}

static void listen_to_pin(void *context, uint8_t pin, enum pin_pull pull)
{
    (void)context;
    (void)pin;
    expect(pull == PIN_PULL_UP);
}

static bool read_pin(void *context, uint8_t pin)
{
    (void)context;
    (void)pin;
    return !contact_closed;
}

static void begin_scans(void *context, struct keypad *opened)
{
    (void)context;
    keypad_scan(opened);
    begin_timer(50000, scan_contact);
}

static uint32_t time_ms(void *context)
{
    (void)context;
    return elapsed_ms();
}

/* What a keypad asks of its board. */
static const struct board contact_board = {
    .listen = listen_to_pin, .read = read_pin, .scan = begin_scans, .time_ms = time_ms};

static inline void begin_contact(const uint32_t *ms)
{
    static const uint8_t pin = 1;
    begin_loop();
    start_us = fake.now_us;
    script_ms = ms;
    keypad_open(&keypad, &contact_board, &loop,
                &(struct keypad_config){.pins = &pin, .key_count = 1, .interval_ms = 50});
}

/* The program's main: it ends after `ms`, where Hinch's ends when another pin is grounded. */
async_def(pause, uint32_t ms;)
{
    async_body {
        await(coop_sleep_ms(self->ms));
    }
    return COOP_DONE;
}

static inline int run_for(uint32_t ms)
{
    static struct pause_task pausing;
    return run_to_end(coop_spawn(&loop, &pausing, pause, .ms = ms));
}

#endif
