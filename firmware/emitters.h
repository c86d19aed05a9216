/* emitters.h - what a chip does to send a strip's bits, for strips.c. SPDX-License-Identifier: MIT
 */
#ifndef EMITTERS_H
#define EMITTERS_H

#include <stdint.h>

/* From now on `emitter`, from 0 on and less than STRIPS_MAX, drives `pin` low. Once for each. */
void emitters_start(uint8_t emitter, uint8_t pin);

/* Begin to send, or send, and tell when the last bit will be, or was, on the wire: in us of real
 * time (pace_real_us()). What it sent before is over, and latched; `bytes` stay until that time. */
uint64_t emitters_send(uint8_t emitter, uint8_t pin, const uint8_t *bytes, uint16_t size);

#endif
