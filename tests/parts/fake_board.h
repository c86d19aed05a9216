/* fake_board.h - a board that remembers what parts asked of it.    SPDX-License-Identifier: MIT */
#ifndef FAKE_BOARD_H
#define FAKE_BOARD_H

#include "loop_fixture.h"
#include "parts/board.h"
#include "parts/keypad.h"

struct fake_board {
    bool levels[256]; /* what the outside drives; true is what a pull-up gives */
    uint8_t sent[256];
    uint16_t sent_size;
    int sends;
    uint32_t busy_us; /* what send() answers */
    uint64_t delayed_us;
    struct keypad *scanned;
    struct pin_watch *watches; /* newest first */
};

static struct fake_board outside;

static void fake_write(void *context, uint8_t pin, bool level)
{
    (void)context;
    note("%u=%d ", pin, level);
}

static void fake_release(void *context, uint8_t pin)
{
    (void)context;
    note("%u-free ", pin);
}

static void fake_listen(void *context, uint8_t pin, enum pin_pull pull)
{
    (void)context;
    note("%u-in%d ", pin, pull);
}

static bool fake_read(void *context, uint8_t pin)
{
    return ((struct fake_board *)context)->levels[pin];
}

static void fake_watch(void *context, struct pin_watch *watch)
{
    struct fake_board *board = context;
    watch->next = board->watches;
    board->watches = watch;
}

static void fake_unwatch(void *context, struct pin_watch *watch)
{
    struct pin_watch **place = &((struct fake_board *)context)->watches;
    while (*place != watch)
        place = &(*place)->next;
    *place = watch->next;
}

/* The outside drives a pin; an interrupt tells who watches it. */
static inline void drive(uint8_t pin, bool level)
{
    bool changed = outside.levels[pin] != level;
    outside.levels[pin] = level;
    for (struct pin_watch *watch = outside.watches; changed && watch; watch = watch->next)
        if (pin_watch_wants(watch, pin, level))
            watch->happen(watch, level);
}

static uint64_t fake_clock_us(void *context)
{
    (void)context;
    return fake.now_us;
}

static uint32_t fake_time_ms(void *context)
{
    (void)context;
    return (uint32_t)(fake.now_us / 1000);
}

static void fake_delay_us(void *context, uint32_t us)
{
    ((struct fake_board *)context)->delayed_us += us;
}

static void fake_settle(void *context, const struct pixels *pixels)
{
    (void)context;
    (void)pixels;
}

static uint32_t fake_send(void *context, const struct pixels *pixels, const uint8_t *bytes,
                          uint16_t size)
{
    struct fake_board *board = context;
    (void)pixels;
    memcpy(board->sent, bytes, size);
    board->sent_size = size;
    board->sends++;
    return board->busy_us;
}

static void fake_scan(void *context, struct keypad *keypad)
{
    ((struct fake_board *)context)->scanned = keypad;
    keypad_scan(keypad);
}

static void fake_scan_end(void *context, struct keypad *keypad)
{
    (void)keypad;
    ((struct fake_board *)context)->scanned = NULL;
}

static void fake_print(void *context, const char *line)
{
    (void)context;
    note("<%s>", line);
}

static const struct board board = {.context = &outside,
                                   .write = fake_write,
                                   .release = fake_release,
                                   .listen = fake_listen,
                                   .read = fake_read,
                                   .watch = fake_watch,
                                   .unwatch = fake_unwatch,
                                   .clock_us = fake_clock_us,
                                   .time_ms = fake_time_ms,
                                   .delay_us = fake_delay_us,
                                   .settle = fake_settle,
                                   .send = fake_send,
                                   .scan = fake_scan,
                                   .scan_end = fake_scan_end,
                                   .print = fake_print};

#endif
