/* ticks.h - the raw ticks of a board, which pace its keypads.      SPDX-License-Identifier: MIT
 *
 * The same arithmetic for every platform that keeps its own time, so that a keypad is scanned at
 * the same microsecond everywhere. `hz`, 1 to 1000000, is ticks a second; tick 0 is at time 0.
 */
#ifndef PARTS_TICKS_H
#define PARTS_TICKS_H

#include <stdint.h>

#define TICKS_SECOND_US 1000000u

/* The tick that has come by `time_us`. */
static inline uint64_t ticks_at(uint32_t hz, uint64_t time_us)
{
    return time_us / TICKS_SECOND_US * hz + time_us % TICKS_SECOND_US * hz / TICKS_SECOND_US;
}

/* The first microsecond of a tick. */
static inline uint64_t ticks_start_us(uint32_t hz, uint64_t tick)
{
    return tick / hz * TICKS_SECOND_US + (tick % hz * TICKS_SECOND_US + hz - 1) / hz;
}

/* What a tick counter shows as time: rounded down. */
static inline uint64_t ticks_time_us(uint32_t hz, uint64_t tick)
{
    return tick / hz * TICKS_SECOND_US + tick % hz * TICKS_SECOND_US / hz;
}

/* How many ticks `ms` are, at least one. */
static inline uint64_t ticks_of_ms(uint32_t hz, uint32_t ms)
{
    uint64_t ticks = (uint64_t)ms * hz / 1000;
    return ticks == 0 ? 1 : ticks;
}

/* The time as a clock of `grain_us` shows it: in whole grains, and never ahead of the raw ticks.
 * A grain of 1 is the exact time. */
static inline uint64_t ticks_seen_us(uint32_t hz, uint32_t grain_us, uint64_t time_us)
{
    if (grain_us <= 1)
        return time_us;
    uint64_t shown_us = ticks_time_us(hz, ticks_at(hz, time_us));
    return shown_us - shown_us % grain_us;
}

/* The first instant at which such a clock shows `seen_us` or more; UINT64_MAX for UINT64_MAX. */
static inline uint64_t ticks_reach_us(uint32_t hz, uint32_t grain_us, uint64_t seen_us)
{
    if (grain_us <= 1 || seen_us == UINT64_MAX)
        return seen_us;
    uint64_t whole_us = (seen_us + grain_us - 1) / grain_us * grain_us;
    uint64_t tick = ticks_at(hz, whole_us);
    if (ticks_time_us(hz, tick) < whole_us)
        tick++;
    return ticks_start_us(hz, tick);
}

#endif
