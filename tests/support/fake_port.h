/* fake_port.h - a port whose clock moves only when a test says so, or the loop idles.
 *                                                                  SPDX-License-Identifier: MIT */
#ifndef FAKE_PORT_H
#define FAKE_PORT_H

#include "coop/coop.h"

struct fake_port {
    uint64_t now_us;
    uint64_t give_up_us; /* idle() gives up rather than go there or beyond; 0: at COOP_NEVER */
    uint32_t idles;
    uint32_t wakes;
    uint32_t irq_depth;
    void (*on_idle)(struct fake_port *fake); /* an interrupt, as it were; may be NULL */
    void *user;
    bool restless; /* idle() returns early, half way */
};

/* The port of `fake`, which must outlive it. */
coop_port fake_port_init(struct fake_port *fake);

/* Lines that tasks write, to be compared as a whole. */
struct journal {
    char text[4096];
    size_t size;
};
void journal_add(struct journal *journal, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
