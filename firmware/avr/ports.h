/* ports.h - the ports that an Arduino Uno's pins belong to.        SPDX-License-Identifier: MIT */
#ifndef PORTS_H
#define PORTS_H

#include <stdint.h>

#define PORTS 3

struct port {
    volatile uint8_t *input;   /* PINx; behind it come DDRx and PORTx */
    volatile uint8_t *watched; /* pins that have an interrupt: PCMSKx */
    uint8_t first;             /* the pin that is its bit 0 */
    uint8_t interrupt;         /* its bit in PCICR */
};

const struct port *port_of(uint8_t pin);
/* The bit of `pin` in its port. */
uint8_t port_mask(uint8_t pin);

#endif
