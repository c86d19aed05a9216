/* loop_fixture.h - a loop on a fake port, tasks with a journal.    SPDX-License-Identifier: MIT
 *
 * Static, because every Criterion test runs in a process of its own.
 */
#ifndef LOOP_FIXTURE_H
#define LOOP_FIXTURE_H

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coop/keywords.h"
#include "fake_port.h"

/* Where the clock starts: 1000, or as COOP_START_US of the environment says. If that has
 * COOP_RESTLESS, idle() returns early. */
static uint64_t loop_start_us = 1000;
#define START_US loop_start_us

static struct fake_port fake;
static coop_port port;
static coop_loop loop;
static struct journal journal;

static inline void set_up_loop(void)
{
    const char *wanted = getenv("COOP_START_US");
    if (wanted != NULL)
        loop_start_us = strtoull(wanted, NULL, 10);
    fake.now_us = loop_start_us;
    fake.restless = getenv("COOP_RESTLESS") != NULL;
    port = fake_port_init(&fake);
    coop_init(&loop, &port);
}

/* Write to the journal; `at` is the time in ms since the start. */
#define note(...) journal_add(&journal, __VA_ARGS__)
static inline unsigned at(void)
{
    return (unsigned)((fake.now_us - START_US) / 1000);
}

#define expect_journal(expected_) cr_assert(eq(str, journal.text, (char *)(expected_)))

/* Sleep `naps` times for `ms`, noting the name and the time after each. */
async_def(nap, const char *name; uint32_t ms; int naps;)
{
    async_body {
        for (; self->naps > 0; self->naps--) {
            await(coop_sleep_ms(self->ms));
            note("%s%u ", self->name, at());
        }
    }
    return COOP_DONE;
}

/* Note the name, and return `code` after `ms`; without any await if that is 0. */
async_def(end_with, const char *name; uint32_t ms; int32_t code;)
{
    async_body {
        if (self->ms > 0)
            await(coop_sleep_ms(self->ms));
        note("%s%u ", self->name, at());
        return COOP_RESULT(self->code);
    }
    note("%s-out%u ", self->name, at());
    return COOP_DONE;
}

#endif
