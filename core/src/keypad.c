/* keypad.c - scanning, debouncing and queueing of keys.            SPDX-License-Identifier: MIT
 *
 * keypad_scan() runs in an interrupt; it owns `levels`. The queue is shared with the loop, which
 * keeps interrupts out while it takes from it.
 */
#include "parts/keypad.h"

#include "coop/driver.h"
#include "internal.h"

static const coop_kind next_kind;

static enum pin_pull pull_of(const struct keypad_config *config)
{
    if (config->no_pull)
        return PIN_PULL_NONE;
    return config->pressed_level ? PIN_PULL_DOWN : PIN_PULL_UP;
}

static void set_config(struct keypad *keypad, const struct keypad_config *config)
{
    COOP_ASSERT(config->key_count >= 1 && config->key_count <= KEYPAD_KEYS_MAX);
    COOP_ASSERT(config->events_max <= KEYPAD_EVENTS_MAX);
    COOP_ASSERT(config->threshold >= 0);
    keypad->config = *config;
    keypad->config.pins = NULL;
    if (config->events_max == 0)
        keypad->config.events_max = KEYPAD_EVENTS_MAX;
    if (config->threshold == 0)
        keypad->config.threshold = 1;
    if (config->interval_ms == 0)
        keypad->config.interval_ms = 20;
}

void keypad_open(struct keypad *keypad, const struct board *board, coop_loop *loop,
                 const struct keypad_config *config)
{
    keypad->board = board;
    keypad->first = 0;
    keypad->count = 0;
    keypad->overflowed = false;
    set_config(keypad, config);
    coop_flag_init(&keypad->arrived, loop);
    for (uint8_t key = 0; key < config->key_count; key++) {
        keypad->pins[key] = config->pins[key];
        keypad->levels[key] = 0;
        board->listen(board->context, config->pins[key], pull_of(config));
    }
    board->scan(board->context, keypad);
}

void keypad_close(struct keypad *keypad)
{
    const struct board *board = keypad->board;
    board->scan_end(board->context, keypad);
    for (uint8_t key = 0; key < keypad->config.key_count; key++)
        board->release(board->context, keypad->pins[key]);
}

/* Full: the new event is dropped and the old ones stay. Source: CircuitPython shared-module
 * keypad/EventQueue.c; its documentation says the opposite. */
static void add_event(struct keypad *keypad, uint8_t key, bool pressed, uint32_t time_ms)
{
    if (keypad->count == keypad->config.events_max) {
        keypad->overflowed = true;
        return;
    }
    uint16_t place = (uint16_t)(keypad->first + keypad->count);
    if (place >= keypad->config.events_max)
        place = (uint16_t)(place - keypad->config.events_max);
    keypad->events[place] = (struct key_event){.time_ms = time_ms, .key = key, .pressed = pressed};
    keypad->count++;
}

/* A saturating counter: an edge is when it leaves one side of zero for good. Source:
 * CircuitPython shared-module keypad/Keys.c. */
static bool edge(int8_t *level, bool pressed, int8_t threshold)
{
    int8_t step = pressed ? 1 : -1;
    if (*level == (int8_t)(step * threshold))
        return false;
    *level = (int8_t)(*level + step);
    if (*level != 0)
        return false;
    *level = (int8_t)(step * threshold);
    return true;
}

void keypad_scan(struct keypad *keypad)
{
    const struct board *board = keypad->board;
    const struct keypad_config *config = &keypad->config;
    uint32_t time_ms = board->time_ms(board->context);
    bool found = false;

    for (uint8_t key = 0; key < config->key_count; key++) {
        bool pressed = board->read(board->context, keypad->pins[key]) == config->pressed_level;
        if (!edge(&keypad->levels[key], pressed, config->threshold))
            continue;
        add_event(keypad, key, pressed, time_ms);
        found = true;
    }
    if (found)
        coop_flag_set(&keypad->arrived);
}

bool keypad_get(struct keypad *keypad, struct key_event *event)
{
    const struct board *board = keypad->board;
    uint32_t saved = coop_irq_save_(keypad->arrived.loop);
    bool found = keypad->count > 0;
    if (found) {
        *event = keypad->events[keypad->first];
        bool last = keypad->first + 1 == keypad->config.events_max;
        keypad->first = (uint8_t)(last ? 0 : keypad->first + 1);
        keypad->count--;
    }
    coop_irq_restore_(keypad->arrived.loop, saved);
    if (found && board->key_taken != NULL)
        board->key_taken(board->context, keypad->pins[event->key], event->pressed);
    return found;
}

void keypad_clear(struct keypad *keypad)
{
    uint32_t saved = coop_irq_save_(keypad->arrived.loop);
    keypad->count = 0;
    keypad->overflowed = false;
    coop_irq_restore_(keypad->arrived.loop, saved);
}

void keypad_reset(struct keypad *keypad)
{
    uint32_t saved = coop_irq_save_(keypad->arrived.loop);
    for (uint8_t key = 0; key < keypad->config.key_count; key++)
        keypad->levels[key] = (int8_t)-keypad->config.threshold;
    keypad_scan(keypad);
    coop_irq_restore_(keypad->arrived.loop, saved);
}

static bool take(coop_task *task)
{
    if (!keypad_get(task->object, task->out))
        return false;
    task->result = COOP_OK;
    return true;
}

static bool resume(coop_task *task)
{
    struct keypad *keypad = task->object;
    return coop_flag_take(&keypad->arrived, task, &next_kind, take);
}

static COOP_BEGIN_(begin_next)
{
    (void)number;
    task->object = object;
    task->out = out;
    return resume(task);
}

static void abandon(coop_task *task)
{
    struct keypad *keypad = task->object;
    coop_flag_leave(&keypad->arrived);
}

static const coop_kind next_kind = {.name = "key", .resume = resume, .abandon = abandon};

coop_op keypad_next(struct keypad *keypad, struct key_event *event)
{
    return (coop_op){begin_next, keypad, 0, event};
}
