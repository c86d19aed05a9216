/* digital.h - one pin, in or out.                                  SPDX-License-Identifier: MIT
 *
 * Behaves as CircuitPython's digitalio.DigitalInOut.
 */
#ifndef PARTS_DIGITAL_H
#define PARTS_DIGITAL_H

#include <stdbool.h>
#include <stdint.h>

#include "parts/board.h"

/* Zero-initialise all but the first two. */
struct digital {
    const struct board *board;
    uint8_t pin;
    bool output;
    bool level; /* last written */
};

/* Drive the pin, from now on, to `level` [switch_to_output]. */
void digital_output(struct digital *digital, bool level);
/* Listen to the pin [switch_to_input]. */
void digital_input(struct digital *digital, enum pin_pull pull);
/* Writing to a pin that is no output asserts. */
void digital_write(struct digital *digital, bool level);
void digital_toggle(struct digital *digital);
bool digital_read(const struct digital *digital);
/* Let go of the pin [deinit]. */
void digital_release(struct digital *digital);

#endif
