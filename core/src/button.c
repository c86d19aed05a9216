/* button.c - what is done with a key.                              SPDX-License-Identifier: MIT
 *
 * Both delays begin with a first press. The double one stays on when the key is released, so that
 * it tells the second press from the first; the long one ends then.
 */
#include "parts/button.h"

#include "internal.h"

static const coop_kind button_kind = {.name = "button", .abandon = coop_leave_};

/* Those that wait for something else go back to their list, in the order they had. While it waits,
 * a task's result is the events that it waits for. */
static void tell(struct button *button, enum button_event event)
{
    coop_list waiters = button->waiters;
    bool taken = false;
    button->waiters.last = NULL;
    while (waiters.last != NULL) {
        coop_task *task = coop_list_pop_(&waiters);
        if ((task->result & (int32_t)event) == 0) {
            coop_list_push_(&button->waiters, task);
            continue;
        }
        task->result = (int32_t)event;
        coop_ready_(task);
        taken = true;
    }
    if (!taken)
        button->happened = (uint8_t)(button->happened | event);
}

COOP_BEGIN_(button_begin_wait_)
{
    (void)out;
    struct button *button = object;
    COOP_ASSERT(number != 0);
    uint32_t happened = button->happened & number;
    if (happened == 0) {
        task->result = (int32_t)number;
        return coop_park_(task, &button_kind, button, &button->waiters);
    }
    uint32_t first = happened & (~happened + 1);
    button->happened &= (uint8_t)~first;
    task->result = (int32_t)first;
    return true;
}

static void click(struct button *button)
{
    button->undecided = false;
    if (button->suppressed) {
        tell(button, BUTTON_PRESS);
        tell(button, BUTTON_RELEASE);
    }
    tell(button, BUTTON_CLICK);
}

static void held_long(void *context)
{
    struct button *button = context;
    button->undecided = false;
    tell(button, BUTTON_LONG);
}

static void double_over(void *context)
{
    struct button *button = context;
    if (button->undecided && !button->pressed)
        click(button);
}

static void press(struct button *button)
{
    if (!button->suppressed)
        tell(button, BUTTON_PRESS);
    if (coop_delay_running(&button->double_delay)) {
        coop_delay_stop(&button->double_delay);
        button->undecided = false;
        tell(button, BUTTON_DOUBLE);
        return;
    }
    button->undecided = true;
    coop_delay_trigger(&button->double_delay, 0);
    coop_delay_trigger(&button->long_delay, 0);
}

static void release(struct button *button)
{
    bool may_double = coop_delay_running(&button->double_delay);
    bool clicked = button->undecided && !may_double;
    coop_delay_stop(&button->long_delay);
    if (!button->suppressed || (!may_double && !clicked))
        tell(button, BUTTON_RELEASE);
    if (clicked)
        click(button);
}

void button_feed(struct button *button, bool pressed)
{
    if (pressed == button->pressed)
        return;
    button->pressed = pressed;
    if (pressed)
        press(button);
    else
        release(button);
}

void button_open(struct button *button, coop_loop *loop, const struct button_config *config)
{
    struct button_config given = {0};
    if (config != NULL)
        given = *config;
    *button = (struct button){.suppressed = given.suppressed};
    uint32_t long_ms = given.long_ms == 0 ? 1000 : given.long_ms;
    uint32_t double_ms = given.double_ms == 0 ? 400 : given.double_ms;
    coop_delay_init(&button->long_delay, loop, long_ms, held_long, button);
    coop_delay_init(&button->double_delay, loop, double_ms, double_over, button);
}

void button_close(struct button *button)
{
    coop_delay_close(&button->long_delay);
    coop_delay_close(&button->double_delay);
    button->happened = 0;
}

bool button_closed(const struct button *button)
{
    return coop_delay_ended(&button->long_delay) && coop_delay_ended(&button->double_delay);
}

COOP_DEFINE(button_reader)
{
    COOP_BODY {
        while (true) {
            COOP_AWAIT(keypad_next(self->keypad, &self->event));
            if (self->event.key < self->count)
                button_feed(&self->buttons[self->event.key], self->event.pressed);
        }
    }
    return COOP_DONE;
}
