/* pace.c - the time of a scene on a board: the simulator's own.    SPDX-License-Identifier: MIT */
#include "pace.h"

#include <stddef.h>

#include "chip.h"
#include "guard.h"
#include "parts/ticks.h"

/* How late the clock may be before time is lost for good: long enough for the longest strip, and
 * short enough that nobody notices. A program that asks for the time wants it, so there it is
 * less. */
#define LATE_MAX_US       20000u
#define CLOCK_LATE_MAX_US 250u

static uint64_t nothing_due(void)
{
    return COOP_NEVER;
}

static void nothing_passes(void)
{
}

static const struct pace_source no_scans = {.next_us = nothing_due, .pass = nothing_passes};
static struct pace_source no_news = {.next_us = nothing_due, .pass = nothing_passes};

/* The chip's time when the scene's was 0. tests/firmware finds it by its name. */
static uint64_t epoch_us;

static struct {
    const struct pace_cost *cost;
    struct pace_source *news; /* a list; its last is no_news */
    const struct pace_source *scans;
    uint64_t now_us;
} pace = {.news = &no_news, .scans = &no_scans};

void pace_start(const struct pace_cost *cost)
{
    pace.cost = cost;
    pace.now_us = cost->boot_us;
    epoch_us = chip_now_us() - cost->boot_us;
}

const struct pace_cost *pace_cost(void)
{
    return pace.cost;
}

void pace_add_news(struct pace_source *source)
{
    source->next = pace.news;
    pace.news = source;
}

void pace_set_scans(const struct pace_source *scans)
{
    pace.scans = scans;
}

uint64_t pace_now_us(void)
{
    return pace.now_us;
}

uint64_t pace_real_us(void)
{
    return chip_now_us() - epoch_us;
}

/* ---- Waiting for real time ------------------------------------------------------------------- */

static uint64_t earlier(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* The source whose news are the oldest. */
static const struct pace_source *first_news(void)
{
    const struct pace_source *first = pace.news;
    for (const struct pace_source *source = first; source != NULL; source = source->next)
        if (source->next_us() < first->next_us())
            first = source;
    return first;
}

/* Until real time is there or, if that is wanted, there are news. */
static void wait(uint64_t until_us, bool for_news)
{
    guard_feed();
    while (pace_real_us() < until_us) {
        if (for_news && first_news()->next_us() != COOP_NEVER)
            return;
        uint64_t chip_us = until_us == COOP_NEVER ? COOP_NEVER : until_us + epoch_us;
        chip_sleep(earlier(chip_us, guard_next_us()));
        guard_feed();
    }
}

void pace_hold(uint64_t real_us)
{
    wait(real_us, false);
}

/* ---- Time ------------------------------------------------------------------------------------ */

static void reach(uint64_t time_us)
{
    if (time_us > pace.now_us)
        pace.now_us = time_us;
}

static void pass_news(uint64_t until_us)
{
    while (true) {
        const struct pace_source *source = first_news();
        uint64_t time_us = source->next_us();
        if (time_us > until_us || time_us == COOP_NEVER)
            return;
        reach(time_us);
        source->pass();
    }
}

void pace_advance(uint64_t time_us)
{
    for (uint64_t scan_us; (scan_us = pace.scans->next_us()) <= time_us;) {
        wait(scan_us, false);
        pass_news(scan_us);
        reach(scan_us);
        pace.scans->pass();
    }
    wait(time_us, false);
    pass_news(time_us);
    reach(time_us);
}

static void spend(uint32_t us, uint32_t late_max_us)
{
    uint64_t then_us = pace.now_us + us;
    uint64_t real_us = pace_real_us();
    if (real_us > then_us + late_max_us)
        then_us = real_us - late_max_us;
    if (us > 0 || then_us > pace.now_us)
        pace_advance(then_us);
}

void pace_spend(uint32_t us)
{
    spend(us, LATE_MAX_US);
}

uint64_t pace_clock_us(void *context)
{
    (void)context;
    uint64_t now_us = pace.now_us;
    spend(pace.cost->clock_us, CLOCK_LATE_MAX_US);
    return now_us - now_us % pace.cost->mono_us;
}

void pace_delay_us(void *context, uint32_t us)
{
    (void)context;
    pace_spend(us);
}

uint32_t pace_time_ms(void *context)
{
    (void)context;
    uint32_t hz = pace.cost->hz;
    return (uint32_t)(ticks_time_us(hz, ticks_at(hz, pace.now_us)) / 1000);
}

/* ---- The loop's port ------------------------------------------------------------------------- */

static uint64_t seen_us(void *context)
{
    (void)context;
    return ticks_seen_us(pace.cost->hz, pace.cost->tick_us, pace.now_us);
}

/* To what comes next: the deadline, a scan, or news, whose time is only known when they are there.
 */
static bool idle(void *context, uint64_t until_us)
{
    (void)context;
    uint64_t due_us = ticks_reach_us(pace.cost->hz, pace.cost->tick_us, until_us);
    uint64_t next_us = earlier(due_us, pace.scans->next_us());
    wait(next_us, true);
    next_us = earlier(next_us, first_news()->next_us());
    if (next_us != COOP_NEVER)
        pace_advance(next_us);
    return true;
}

static void wake(void *context)
{
    (void)context;
}

static uint32_t irq_save(void *context)
{
    (void)context;
    return 0;
}

static void irq_restore(void *context, uint32_t saved)
{
    (void)context;
    (void)saved;
}

const coop_port pace_port = {NULL, seen_us, idle, wake, irq_save, irq_restore};
