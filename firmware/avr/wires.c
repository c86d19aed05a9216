/* wires.c - the pins of an Arduino Uno.                            SPDX-License-Identifier: MIT
 *
 * Pin numbers are Arduino's: D0 to D13 are 0 to 13, A0 to A5 are 14 to 19.
 */
#include "wires.h"

#include <avr/interrupt.h>
#include <avr/io.h>

#include "chip.h"
#include "pace.h"
#include "pins.h"
#include "ports.h"

/* Source: ATmega328P datasheet, "I/O-Ports" and "Pin Change Interrupt Control Register": PINx, DDRx
 * and PORTx follow each other; PCIE0 is of port B, PCIE1 of C, PCIE2 of D. */
static const struct port ports[] = {
    {&PIND, &PCMSK2, 0, _BV(PCIE2)},
    {&PINB, &PCMSK0, 8, _BV(PCIE0)},
    {&PINC, &PCMSK1, 14, _BV(PCIE1)},
};
static uint8_t seen[PORTS]; /* the levels, at the last interrupt */

static uint8_t index_of(uint8_t pin)
{
    return pin < 8 ? 0 : pin < 14 ? 1 : 2;
}

const struct port *port_of(uint8_t pin)
{
    return &ports[index_of(pin)];
}

uint8_t port_mask(uint8_t pin)
{
    return (uint8_t)(1u << (pin - port_of(pin)->first));
}

/* ---- The interrupt --------------------------------------------------------------------------- */

/* Which of a port's pins changed is not told; one that changed back meanwhile is not seen. */
static void note_port(uint8_t index)
{
    const struct port *port = &ports[index];
    uint8_t levels = *port->input;
    uint8_t changed = (uint8_t)((levels ^ seen[index]) & *port->watched);
    uint64_t time_us = pace_real_us();
    seen[index] = levels;
    for (uint8_t pin = port->first; changed != 0; pin++, changed >>= 1, levels >>= 1)
        if ((changed & 1u) != 0)
            pins_note(time_us, pin, levels & 1u);
}

ISR(PCINT2_vect)
{
    note_port(0);
}

ISR(PCINT0_vect)
{
    note_port(1);
}

ISR(PCINT1_vect)
{
    note_port(2);
}

void wires_start(void)
{
    for (uint8_t i = 0; i < PORTS; i++)
        PCICR = (uint8_t)(PCICR | ports[i].interrupt);
}

/* ---- Pins ------------------------------------------------------------------------------------ */

#define DIRECTION(port_) ((port_)->input[1])
#define OUTPUT(port_)    ((port_)->input[2])

static void set(volatile uint8_t *bits, uint8_t mask, bool on)
{
    *bits = (uint8_t)(on ? *bits | mask : *bits & ~mask);
}

void wires_drive(uint8_t pin, bool level)
{
    const struct port *port = port_of(pin);
    set(&OUTPUT(port), port_mask(pin), level);
    set(&DIRECTION(port), port_mask(pin), true);
}

void wires_listen(uint8_t pin, enum pin_pull pull)
{
    const struct port *port = port_of(pin);
    set(&DIRECTION(port), port_mask(pin), false);
    wires_pull(pin, pull);
}

/* The chip has no pull-downs: a button to the supply needs a resistor of its own. */
void wires_pull(uint8_t pin, enum pin_pull pull)
{
    set(&OUTPUT(port_of(pin)), port_mask(pin), pull == PIN_PULL_UP);
}

void wires_watch(uint8_t pin, bool on)
{
    const struct port *port = port_of(pin);
    uint8_t saved = chip_irq_save();
    set(&seen[index_of(pin)], port_mask(pin), wires_level(pin));
    set(port->watched, port_mask(pin), on);
    chip_irq_restore(saved);
}

bool wires_level(uint8_t pin)
{
    return (*port_of(pin)->input & port_mask(pin)) != 0;
}
