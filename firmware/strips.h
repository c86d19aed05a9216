/* strips.h - rings and strips of pixels: when each is free again.   SPDX-License-Identifier: MIT
 *
 * An RP2040 has a state machine and a DMA channel for each, so several send at once and none takes
 * the CPU; on a chip that has none (firmware/avr) the CPU sends. Its pin is driven low from
 * strips_add() on.
 */
#ifndef STRIPS_H
#define STRIPS_H

#include <stdint.h>

struct pixels;

#ifndef STRIPS_MAX
#define STRIPS_MAX 8 /* state machines of an RP2040 */
#endif

/* Before the first transfer. More than STRIPS_MAX asserts. */
void strips_add(const struct pixels *pixels);

/* Functions of struct board. */
void strips_settle(void *context, const struct pixels *pixels);
uint32_t strips_send(void *context, const struct pixels *pixels, const uint8_t *bytes,
                     uint16_t size);

#endif
