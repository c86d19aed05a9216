/* strips.h - rings and strips of pixels, sent by PIO and DMA.      SPDX-License-Identifier: MIT
 *
 * Each has a state machine and a DMA channel of its own, so several send at once and none takes the
 * CPU. Its pin is driven low from strips_add() on.
 */
#ifndef STRIPS_H
#define STRIPS_H

#include <stdint.h>

struct pixels;

#define STRIPS_MAX 8 /* state machines of an RP2040 */

/* Before the first transfer. More than STRIPS_MAX asserts. */
void strips_add(const struct pixels *pixels);

/* Functions of struct board. */
void strips_settle(void *context, const struct pixels *pixels);
uint32_t strips_send(void *context, const struct pixels *pixels, const uint8_t *bytes,
                     uint16_t size);

#endif
