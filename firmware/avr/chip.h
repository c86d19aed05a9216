/* chip.h - the ATmega328P's time, sleep and interrupt lock.         SPDX-License-Identifier: MIT
 *
 * The lowest floor of the firmware, as firmware/port/chip.h is on an RP2040.
 */
#ifndef CHIP_H
#define CHIP_H

#include <stdbool.h>
#include <stdint.h>

/* Start Timer 1, which is the clock and the alarm, and let interrupts in. Once, before all else. */
void chip_start(void);

/* Microseconds since chip_start(): 64 bits, so they never wrap. ISR-safe; interrupts may be kept
 * out for up to 16 ms. */
uint64_t chip_now_us(void);

/* Stop the CPU until an interrupt, of whatever kind, or until `until_us`, whichever is first; not
 * at all if that has passed. Interrupts are not lost between a look at the clock and the sleep. */
void chip_sleep(uint64_t until_us);

/* Keep interrupts out between the two; pairs nest. */
uint8_t chip_irq_save(void);
void chip_irq_restore(uint8_t saved);

#endif
