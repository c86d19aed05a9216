/* chip.h - the RP2040's time, sleep and interrupt lock.            SPDX-License-Identifier: MIT
 *
 * The lowest floor of the firmware: nothing here knows of scenes, and coop_pico.h is made of it.
 */
#ifndef CHIP_H
#define CHIP_H

#include <stdbool.h>
#include <stdint.h>

/* Claim an alarm of the timer for chip_sleep(). Once, before it. */
void chip_start(void);

/* Microseconds since power-up or reset: 64 bits, so they never wrap. ISR-safe. */
uint64_t chip_now_us(void);

/* Stop the CPU until an interrupt, of whatever kind, or until `until_us`, whichever is first; not
 * at all if that has passed. Interrupts are not lost between a look at the clock and the sleep. */
void chip_sleep(uint64_t until_us);
/* The same, but not at all if `*stay_awake`, which an interrupt sets. */
void chip_sleep_unless(const volatile bool *stay_awake, uint64_t until_us);

/* Keep interrupts out between the two; pairs nest. */
uint32_t chip_irq_save(void);
void chip_irq_restore(uint32_t saved);

#endif
