/* buttons.c - a button that sets a direction and a delay, in two ways.
 *                                                                  SPDX-License-Identifier: MIT
 * Source: monitor_button() of Adafruit's asyncio demonstration. It asks the keypad in every turn;
 * watch_button sleeps until there is an event. The rest of them is one coroutine, called inline.
 */
#include "coop/keywords.h"
#include "parts/keypad.h"
#include "programs/parameters.h"

static void open_button(struct keypad *keypad, const struct button_wiring *button, coop_loop *loop)
{
    keypad_open(keypad, button->board, loop,
                &(struct keypad_config){
                    .pins = &button->pin, .key_count = 1, .pressed_level = button->pressed_level});
}

struct reaction {
    int32_t *reverse;
    int32_t *delay;
    const int32_t *pressed_delay;
    const int32_t *released_delay;
};

static void react(const struct reaction *to, bool pressed)
{
    *to->reverse = pressed;
    *to->delay = pressed ? *to->pressed_delay : *to->released_delay;
}

async_def(monitor_button, const struct button_wiring *button; struct reaction to;
          struct keypad keypad; struct key_event event;)
{
    async_body {
        open_button(&self->keypad, self->button, coop_loop_of(this_task));
        while (true) {
            if (keypad_get(&self->keypad, &self->event))
                react(&self->to, self->event.pressed);
            await(coop_sleep_ms(0));
        }
    }
    keypad_close(&self->keypad);
    return COOP_DONE;
}

async_def(watch_button, const struct button_wiring *button; struct reaction to;
          struct keypad keypad; struct key_event event;)
{
    async_body {
        open_button(&self->keypad, self->button, coop_loop_of(this_task));
        while (true) {
            await(keypad_next(&self->keypad, &self->event));
            react(&self->to, self->event.pressed);
        }
    }
    keypad_close(&self->keypad);
    return COOP_DONE;
}

/* One table serves both, because their frames begin alike. */
_Static_assert(offsetof(struct monitor_button, button) == offsetof(struct watch_button, button) &&
                   offsetof(struct monitor_button, to) == offsetof(struct watch_button, to),
               "the frames of the two programs differ");

static const COOP_FLASH struct parameter parameters[] = {
    PART(monitor_button, "button", button, BUTTON, "the button"),
    CONTROL(monitor_button, "reverse", to.reverse, SWITCH, 0, 1, "on while the button is held"),
    CONTROL(monitor_button, "delay", to.delay, TIME, 0, TIME_MAX_MS, "set by press and release"),
    SETTING(monitor_button, "pressed_delay", to.pressed_delay, TIME, 0, TIME_MAX_MS, 100,
            "delay while it is held"),
    SETTING(monitor_button, "released_delay", to.released_delay, TIME, 0, TIME_MAX_MS, 500,
            "delay while it is not"),
};

PROGRAM(monitor_button, "a button sets a direction and a delay; polls, as in the guide");
PROGRAM(watch_button, "a button sets a direction and a delay; sleeps between events");
