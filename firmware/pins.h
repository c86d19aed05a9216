/* pins.h - digital pins, and the times of their edges.             SPDX-License-Identifier: MIT
 *
 * An interrupt notes each edge of an input with its time; the level that programs read, and the
 * edges that watches hear, come to pass when the scene's time gets there.
 */
#ifndef PINS_H
#define PINS_H

#include <stdint.h>

#include "parts/board.h"

/* Listen to an input from the start on, before a program does: its edges count from then. */
void pins_expect(uint8_t pin, enum pin_pull pull);

/* For wires.c, from its interrupt: `pin` got this level then, by pace_real_us(). */
void pins_note(uint64_t time_us, uint8_t pin, bool level);

/* Functions of struct board. */
void pins_write(void *context, uint8_t pin, bool level);
void pins_release(void *context, uint8_t pin);
void pins_listen(void *context, uint8_t pin, enum pin_pull pull);
bool pins_read(void *context, uint8_t pin);
void pins_watch(void *context, struct pin_watch *watch);
void pins_unwatch(void *context, struct pin_watch *watch);

#endif
