/* wires.h - what a chip does with its pins, for pins.c.             SPDX-License-Identifier: MIT */
#ifndef WIRES_H
#define WIRES_H

#include <stdbool.h>
#include <stdint.h>

#include "parts/board.h"

/* From now on an interrupt calls pins_note() for each edge of the pins that are watched. Once. */
void wires_start(void);

/* Make `pin` an output; its first level is this one. */
void wires_drive(uint8_t pin, bool level);
/* Make `pin` an input that is not watched. */
void wires_listen(uint8_t pin, enum pin_pull pull);
void wires_pull(uint8_t pin, enum pin_pull pull);
/* Of an input: begin or end to tell of its edges. */
void wires_watch(uint8_t pin, bool on);
/* The level at `pin` now. */
bool wires_level(uint8_t pin);

#endif
