/* hinch.h - what the programs after Hinch's tests share.           SPDX-License-Identifier: MIT
 *
 * Each prints what the Python program prints under "Running", in virtual time, and exits with 0.
 */
#ifndef HINCH_H
#define HINCH_H

#include <stdio.h>
#include <stdlib.h>

#include "coop/keywords.h"
#include "fake_port.h"

static struct fake_port fake;
static coop_port port;
static coop_loop loop;

/* START_US: when the clock begins. RESTLESS: idle() returns half way. */
static inline void begin_loop(void)
{
    const char *start_us = getenv("START_US");
    if (start_us != NULL)
        fake.now_us = strtoull(start_us, NULL, 10);
    fake.restless = getenv("RESTLESS") != NULL;
    port = fake_port_init(&fake);
    coop_init(&loop, &port);
}

/* As Python's assert. */
static inline void expect(bool holds, const char *what)
{
    if (holds)
        return;
    printf("not so: %s\n", what);
    exit(1);
}
#define expect(holds_) expect((holds_), #holds_)

static inline int run_to_end(coop_task *task)
{
    int32_t result = coop_run(&loop, task);
    expect(result == COOP_OK);
    return 0;
}

#endif
