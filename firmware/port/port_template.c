/* port_template.c - a port that compiles and does nothing: start here.
 *                                                                  SPDX-License-Identifier: MIT
 * Copy it, and write what each comment asks for; docs/porting.md goes through it. As it is, time
 * stands still, and a loop whose tasks all wait gives up with COOP_ERR_STOPPED.
 */
#include "coop/coop.h"

/* Microseconds since some start, in 64 bits: of a timer that wraps, count the wraps. May be called
 * from an interrupt; never goes back. */
static uint64_t now_us(void *context)
{
    (void)context;
    return 0;
}

/* Nothing is due until `until_us`: set an alarm for then (none for COOP_NEVER), and stop the CPU
 * until that or another interrupt, unless wake() was called since the last idle(). Look at that
 * with interrupts kept out, or a wake-up that comes in between is slept through. May return early;
 * the loop calls again. True: go on. */
static bool idle(void *context, uint64_t until_us)
{
    (void)context;
    (void)until_us;
    return false;
}

/* An interrupt has set a flag: end the idle() that is under way, or else the next. On most chips
 * the interrupt itself has ended the sleep, and all there is to do is to set a mark. */
static void wake(void *context)
{
    (void)context;
}

/* Keep interrupts out, and say whether they were out already. */
static uint32_t irq_save(void *context)
{
    (void)context;
    return 0;
}

/* Undo one irq_save(): with `saved` as it gave it, so that pairs nest. */
static void irq_restore(void *context, uint32_t saved)
{
    (void)context;
    (void)saved;
}

const coop_port port_template = {
    .now_us = now_us,
    .idle = idle,
    .wake = wake,
    .irq_save = irq_save,
    .irq_restore = irq_restore,
};

/* A promise was broken. Nobody can go on: store file and line where a reset leaves them, and reset;
 * or stop, if somebody debugs. */
_Noreturn void coop_assert_failed(const char *file, int line)
{
    (void)file;
    (void)line;
    while (true) {
    }
}
