/* clock.c - virtual time.                                          SPDX-License-Identifier: MIT */
#include "engine/clock.h"

#include <stdlib.h>
#include <string.h>

#include "engine/list.h"
#include "parts/ticks.h"

void clock_init(struct clock *clock, const struct board_cost *cost, clock_hook hook, void *context)
{
    *clock = (struct clock){.now_us = cost->boot_us,
                            .limit_us = UINT64_MAX,
                            .cost = cost,
                            .hook = hook,
                            .context = context};
}

void clock_free(struct clock *clock)
{
    for (size_t i = clock->input_passed; i < clock->input_count; i++)
        free(clock->inputs[i].text);
    free(clock->inputs);
    clock->inputs = NULL;
}

/* ---- Ticks ------------------------------------------------------------------------------- */

uint64_t clock_seen_us(const struct clock *clock)
{
    return ticks_seen_us(clock->cost->hz, clock->cost->tick_us, clock->now_us);
}

uint64_t clock_reach_us(const struct clock *clock, uint64_t seen_us)
{
    return ticks_reach_us(clock->cost->hz, clock->cost->tick_us, seen_us);
}

uint32_t clock_tick_ms(const struct clock *clock)
{
    uint32_t hz = clock->cost->hz;
    return (uint32_t)(ticks_time_us(hz, ticks_at(hz, clock->now_us)) / 1000);
}

/* ---- What passes by itself ---------------------------------------------------------------- */

static uint64_t next_input_us(const struct clock *clock)
{
    if (clock->input_passed == clock->input_count)
        return UINT64_MAX;
    return clock->inputs[clock->input_passed].time_us;
}

/* Of scans that are due together the newest is first, as in CircuitPython. */
static size_t next_scan(const struct clock *clock)
{
    size_t next = clock->scan_count - 1;
    for (size_t i = next; i-- > 0;)
        if (clock->scans[i].next_us < clock->scans[next].next_us)
            next = i;
    return next;
}

static uint64_t next_scan_us(const struct clock *clock)
{
    if (clock->scan_count == 0)
        return UINT64_MAX;
    return clock->scans[next_scan(clock)].next_us;
}

uint64_t clock_next_us(const struct clock *clock)
{
    uint64_t input_us = next_input_us(clock);
    uint64_t scan_us = next_scan_us(clock);
    return input_us < scan_us ? input_us : scan_us;
}

static void scan(struct clock *clock, struct clock_scan *scan)
{
    uint32_t hz = clock->cost->hz;
    uint64_t next_tick =
        ticks_at(hz, clock->now_us) + ticks_of_ms(hz, scan->keypad->config.interval_ms);
    scan->next_us = ticks_start_us(hz, next_tick);
    keypad_scan(scan->keypad);
}

static void pass_next(struct clock *clock)
{
    if (next_input_us(clock) <= next_scan_us(clock)) {
        const struct clock_input input = clock->inputs[clock->input_passed++];
        clock->hook(clock->context, &input);
        free(input.text);
    } else {
        scan(clock, &clock->scans[next_scan(clock)]);
    }
}

/* On the way a hook may move the limit: it is looked at again after each. */
static void pass_until(struct clock *clock, uint64_t time_us)
{
    while (true) {
        uint64_t target_us = time_us < clock->limit_us ? time_us : clock->limit_us;
        uint64_t next_us = clock_next_us(clock);
        if (next_us > target_us || next_us == UINT64_MAX) {
            if (target_us > clock->now_us)
                clock->now_us = target_us;
            return;
        }
        if (next_us > clock->now_us)
            clock->now_us = next_us;
        pass_next(clock);
    }
}

void clock_advance(struct clock *clock, uint64_t time_us)
{
    pass_until(clock, time_us);
    while (time_us >= clock->limit_us) {
        clock->limit_hook(clock->context);
        pass_until(clock, time_us);
    }
}

void clock_spend(struct clock *clock, uint64_t us)
{
    if (us > 0)
        clock_advance(clock, clock->now_us + us);
}

/* ---- Inputs and scans ----------------------------------------------------------------------- */

static bool make_room(struct clock *clock)
{
    if (clock->input_count < clock->input_capacity)
        return true;
    if (clock->input_passed > clock->input_capacity / 2) {
        clock->input_count -= clock->input_passed;
        memmove(clock->inputs, clock->inputs + clock->input_passed,
                clock->input_count * sizeof *clock->inputs);
        clock->input_passed = 0;
        return true;
    }
    struct clock_input *inputs =
        list_room(clock->inputs, clock->input_count + 1, &clock->input_capacity, sizeof *inputs);
    if (inputs != NULL)
        clock->inputs = inputs;
    return inputs != NULL;
}

/* What the same setting is to get at the same time; NULL if there is no such. */
static struct clock_input *same_setting(struct clock *clock, const struct clock_input *input,
                                        uint64_t time_us)
{
    for (size_t i = clock->input_count; input->place && i-- > clock->input_passed;)
        if (clock->inputs[i].time_us == time_us && clock->inputs[i].place == input->place)
            return &clock->inputs[i];
    return NULL;
}

uint64_t clock_add_input(struct clock *clock, const struct clock_input *input)
{
    if (!make_room(clock))
        return UINT64_MAX;
    /* What is due at now_us has passed already, except before the first step. */
    uint64_t earliest_us = clock->now_us + (clock->now_us > clock->cost->boot_us);
    uint64_t time_us = input->time_us > earliest_us ? input->time_us : earliest_us;
    struct clock_input *same = same_setting(clock, input, time_us);
    if (same != NULL) {
        same->value = input->value;
        return time_us;
    }
    size_t place = clock->input_count++;
    for (; place > clock->input_passed && clock->inputs[place - 1].time_us > time_us; place--)
        clock->inputs[place] = clock->inputs[place - 1];
    clock->inputs[place] = *input;
    clock->inputs[place].time_us = time_us;
    return time_us;
}

bool clock_add_scan(struct clock *clock, struct keypad *keypad)
{
    if (clock->scan_count == CLOCK_SCANS_MAX)
        return false;
    clock->scans[clock->scan_count] = (struct clock_scan){.keypad = keypad};
    scan(clock, &clock->scans[clock->scan_count++]);
    return true;
}

void clock_remove_scan(struct clock *clock, struct keypad *keypad)
{
    size_t kept = 0;
    for (size_t i = 0; i < clock->scan_count; i++)
        if (clock->scans[i].keypad != keypad)
            clock->scans[kept++] = clock->scans[i];
    clock->scan_count = kept;
}
