/* keypad.h - keys on pins: scanned, debounced, queued.             SPDX-License-Identifier: MIT
 *
 * Behaves as CircuitPython's keypad.Keys, down to what happens when the queue is full. A key that
 * is held when the keypad opens gives no press, but a release.
 */
#ifndef PARTS_KEYPAD_H
#define PARTS_KEYPAD_H

#include <stdbool.h>
#include <stdint.h>

#include "coop/coop.h"
#include "parts/board.h"

struct key_event {
    uint32_t time_ms; /* of the scan that saw it, by the board's clock; wraps after 49 days */
    uint8_t key;      /* index into the pins */
    bool pressed;     /* else released */
};

struct keypad_config {
    const uint8_t *pins;  /* only read by keypad_open() */
    uint8_t key_count;    /* 1..KEYPAD_KEYS_MAX */
    uint8_t events_max;   /* 1..KEYPAD_EVENTS_MAX; 0: KEYPAD_EVENTS_MAX */
    int8_t threshold;     /* differing scans that make an edge, 1..127; 0: 1 */
    bool pressed_level;   /* false: a press pulls the pin low */
    bool no_pull;         /* the board has a resistor of its own */
    uint16_t interval_ms; /* between scans, 1..65535; 0: 20 */
};

/* All members are private, except to read them. */
struct keypad {
    const struct board *board;
    struct keypad_config config;
    uint8_t pins[KEYPAD_KEYS_MAX];
    int8_t levels[KEYPAD_KEYS_MAX]; /* -threshold: released .. threshold: pressed; 0: unknown */
    struct key_event events[KEYPAD_EVENTS_MAX];
    uint8_t first;
    volatile uint8_t count;
    volatile bool overflowed; /* an event was dropped, being the newest; keypad_clear() resets it */
    coop_flag arrived;
};

/* Begin to scan on `board` for tasks of `loop`; scans once at once. */
void keypad_open(struct keypad *keypad, const struct board *board, coop_loop *loop,
                 const struct keypad_config *config);
/* Stop scanning and let go of the pins. Open it again to go on. */
void keypad_close(struct keypad *keypad);

/* Take the oldest event, if there is one: true. Never waits. */
bool keypad_get(struct keypad *keypad, struct key_event *event);
/* Over when an event has been moved to *event, which must live in the frame. One task may wait. */
COOP_MUST_USE coop_op keypad_next(struct keypad *keypad, struct key_event *event);
/* Forget all waiting events, and that there was an overflow. */
void keypad_clear(struct keypad *keypad);
/* Take every key for released and scan at once, so that held keys give a press. */
void keypad_reset(struct keypad *keypad);

/* One scan; called by the board. ISR-safe. */
void keypad_scan(struct keypad *keypad);

#endif
