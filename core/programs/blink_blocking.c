/* blink_blocking.c - an LED blinks, and nothing else happens.      SPDX-License-Identifier: MIT */
#include "blink_blocking.h"

static void sleep_ms(const struct board *board, int32_t ms)
{
    board->delay_us(board->context, (uint32_t)ms * 1000u);
}

void blink_blocking(struct digital *led, int32_t interval_ms, int32_t count)
{
    digital_output(led, false);
    for (int32_t i = 0; i < count; i++) {
        digital_write(led, true);
        sleep_ms(led->board, interval_ms);
        digital_write(led, false);
        sleep_ms(led->board, interval_ms);
    }
    digital_release(led);
}
