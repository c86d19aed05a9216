/* hinch_pushbutton.h - something to do for each event of a button. SPDX-License-Identifier: MIT */
#ifndef HINCH_PUSHBUTTON_H
#define HINCH_PUSHBUTTON_H

#include "hinch_lights.h"
#include "parts/button.h"

/* A click, a double click, and a press that is held. */
static const uint32_t button_script_ms[] = {1010, 1110, 3010, 3110, 3210, 3310, 6010, 8010, 0};

static struct button button;

/* Calls `act` for each of one kind of events [press_func, release_func, …]. */
async_def(on_event, enum button_event event; void (*act)(enum button_event event);)
{
    async_body {
        while (true) {
            await(button_wait(&button, (uint8_t)self->event));
            self->act(self->event);
        }
    }
    return COOP_DONE;
}

static inline enum button_event kind_of(size_t index)
{
    static const enum button_event kinds[] = {BUTTON_PRESS, BUTTON_RELEASE, BUTTON_DOUBLE,
                                              BUTTON_LONG};
    return kinds[index];
}

/* Which light it is for: red, green, yellow, blue, in the order above. */
static inline size_t index_of(enum button_event event)
{
    size_t index = 0;
    while (kind_of(index) != event)
        index++;
    return index;
}

static inline void begin_button(const uint32_t *ms)
{
    static struct button_reader_task reader;
    begin_contact(ms);
    button_open(&button, &loop, NULL);
    coop_spawn(&loop, &reader, button_reader, .keypad = &keypad, .buttons = &button, .count = 1);
}

static inline void act_on_events(void (*act)(enum button_event event))
{
    static struct on_event_task tasks[4];
    for (size_t i = 0; i < 4; i++)
        coop_spawn(&loop, &tasks[i], on_event, .event = kind_of(i), .act = act);
}

#endif
