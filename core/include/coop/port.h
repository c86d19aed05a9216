/* port.h - what a platform provides to a loop.                     SPDX-License-Identifier: MIT
 *
 * Implement it once per board or simulator; tests/support/fake_port.c is a small one.
 */
#ifndef COOP_PORT_H
#define COOP_PORT_H

#include <stdbool.h>
#include <stdint.h>

/* An instant that never comes. */
#define COOP_NEVER UINT64_MAX

/* Every function gets `context` back. None may be NULL. */
typedef struct coop_port {
    void *context;
    /* Microseconds since some fixed start. Never goes back, wraps or fails. ISR-safe. */
    uint64_t (*now_us)(void *context);
    /* Sleep until now_us() is at least `until_us` (COOP_NEVER: no limit) or wake() is called;
     * may return early. False makes coop_run() give up with COOP_ERR_STOPPED. Called only when
     * no task is due: the place to save power, or to advance a simulated clock. */
    bool (*idle)(void *context, uint64_t until_us);
    /* End the current idle() or, if none is under way, the next one. ISR-safe. */
    void (*wake)(void *context);
    /* Keep interrupts out between the two; pairs nest. ISR-safe. */
    uint32_t (*irq_save)(void *context);
    void (*irq_restore)(void *context, uint32_t saved);
} coop_port;

/* The last two, for a platform that has no interrupts, or whose interrupts know nothing of coop. */
static inline uint32_t coop_no_irq_save(void *context)
{
    (void)context;
    return 0;
}

static inline void coop_no_irq_restore(void *context, uint32_t saved)
{
    (void)context;
    (void)saved;
}

/* Where a broken promise ends up: a bug in the program, or in coop. The platform defines it: abort
 * on a desktop, store and reset on a board. `file` and `line` name the assertion. */
_Noreturn void coop_assert_failed(const char *file, int line);

#endif
