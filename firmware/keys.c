/* keys.c - scans of keypads, at the simulator's ticks.             SPDX-License-Identifier: MIT */
#include "keys.h"

#include <stddef.h>

#include "pace.h"
#include "parts/keypad.h"
#include "parts/ticks.h"

static struct scan {
    struct keypad *keypad;
    uint64_t next_us;
} scans[KEYS_MAX];

static size_t count;

/* Of scans that are due together the newest is first, as in CircuitPython. */
static struct scan *next_scan(void)
{
    struct scan *next = &scans[count - 1];
    for (struct scan *scan = next; scan-- > scans;)
        if (scan->next_us < next->next_us)
            next = scan;
    return next;
}

static void scan_now(struct scan *scan)
{
    uint32_t hz = pace_cost()->hz;
    uint64_t tick = ticks_at(hz, pace_now_us()) + ticks_of_ms(hz, scan->keypad->config.interval_ms);
    scan->next_us = ticks_start_us(hz, tick);
    keypad_scan(scan->keypad);
}

static uint64_t next_us(void)
{
    return count == 0 ? COOP_NEVER : next_scan()->next_us;
}

static void pass(void)
{
    scan_now(next_scan());
}

void keys_scan(void *context, struct keypad *keypad)
{
    static const struct pace_source source = {.next_us = next_us, .pass = pass};
    (void)context;
    if (count == KEYS_MAX)
        coop_assert_failed(__FILE__, __LINE__);
    pace_set_scans(&source);
    scans[count] = (struct scan){.keypad = keypad};
    scan_now(&scans[count++]);
}

void keys_scan_end(void *context, struct keypad *keypad)
{
    (void)context;
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (scans[i].keypad != keypad)
            scans[kept++] = scans[i];
    count = kept;
}
