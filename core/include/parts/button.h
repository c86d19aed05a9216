/* button.h - what is done with a key: press, release, click, double click, long press.
 *                                                                  SPDX-License-Identifier: MIT
 *     static struct button button;
 *     button_open(&button, &loop, &(struct button_config){.long_ms = 800});
 *     coop_spawn(&loop, &reader, button_reader, .keypad = &keypad, .buttons = &button, .count = 1);
 *     …
 *     await(button_wait(&button, BUTTON_CLICK | BUTTON_LONG));
 *     if (await_result == BUTTON_LONG)
 *
 * Behaves as Hinch's EButton. The keypad scans and debounces; its interval is the debounce time,
 * which for Hinch is 50 ms. Two tasks a button, which sleep while nothing is to be timed.
 */
#ifndef PARTS_BUTTON_H
#define PARTS_BUTTON_H

#include <stdbool.h>
#include <stdint.h>

#include "coop/coop.h"
#include "coop/delay.h"
#include "parts/keypad.h"

/* What happens to a button; they can be or-ed. */
enum button_event {
    BUTTON_PRESS = 1,
    BUTTON_RELEASE = 2,
    BUTTON_CLICK = 4,  /* a press that became neither of these two; told when that is certain */
    BUTTON_DOUBLE = 8, /* pressed again within double_ms of the first press, and no longer */
    BUTTON_LONG = 16   /* held for long_ms since its press, which was no second one of a double */
};

struct button_config {
    uint16_t long_ms;   /* 1..65535; 0: 1000 */
    uint16_t double_ms; /* 1..65535; 0: 400 */
    /* Tell no press before it is certain that it is a click; then both the press and the release.
     * A double click then gives one release, and a long press a release but no press. */
    bool suppressed;
};

/* All members are private. It must stay in place until button_closed(). */
struct button {
    coop_list waiters;
    coop_delay long_delay;
    coop_delay double_delay;
    uint8_t happened; /* events nobody has waited for since */
    bool pressed;
    bool undecided; /* its press may still become a click */
    bool suppressed;
};

/* Released, as it were. `config` is not kept; NULL: all defaults. */
void button_open(struct button *button, coop_loop *loop, const struct button_config *config);
/* Ends its tasks, in their next turns. */
void button_close(struct button *button);
bool button_closed(const struct button *button);

/* The key has been pressed or released: called by button_reader, or by a task of your own that
 * reads the keypad. No change is ignored. */
void button_feed(struct button *button, bool pressed);
/* As last fed. */
static inline bool button_pressed(const struct button *button)
{
    return button->pressed;
}
/* Forget what has happened and was not waited for. */
static inline void button_clear(struct button *button)
{
    button->happened = 0;
}

COOP_BEGIN_(button_begin_wait_);

/* Over when one of `events` happens, or has happened since it was last awaited. The result is that
 * one; the first in the order of the enum if there are several. All tasks that wait for an event
 * get it, in the order they came. */
COOP_MUST_USE static inline coop_op button_wait(struct button *button, uint8_t events)
{
    return (coop_op){button_begin_wait_, button, events, NULL};
}

/* Feeds buttons[key] with the events of a keypad, for ever; keys from `count` up are ignored. */
COOP_DECLARE(button_reader, struct keypad *keypad; struct button * buttons; uint8_t count;
             struct key_event event;);

#endif
