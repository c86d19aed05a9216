/* serial.c - the console of an Arduino Uno: its UART, 115200 baud.  SPDX-License-Identifier: MIT
 *
 * print() fills the buffer, and an interrupt empties it. The interrupt owns `sent`, print() `put`.
 */
#include "serial.h"

#include <avr/interrupt.h>
#include <avr/io.h>

#include "chip.h"
#include "guard.h"

#define BUFFER_SIZE 64u

/* Source: ATmega328P datasheet, "Examples of Baud Rate Setting": with U2X, 2.1 % fast. */
#define BAUD_DIVIDER 16

static char buffer[BUFFER_SIZE];
static volatile uint8_t put;  /* counts up and wraps; its place is modulo BUFFER_SIZE */
static volatile uint8_t sent; /* the same */

ISR(USART_UDRE_vect)
{
    if (sent == put)
        UCSR0B = _BV(TXEN0);
    else
        UDR0 = (uint8_t)buffer[sent++ % BUFFER_SIZE];
}

/* Nothing of the chip hears: its receiver stays off. It has one speed. */
void serial_start(uint32_t baud, void (*hear)(char c))
{
    (void)baud;
    (void)hear;
    UBRR0 = BAUD_DIVIDER;
    UCSR0A = _BV(U2X0);
    UCSR0C = _BV(UCSZ01) | _BV(UCSZ00);
    UCSR0B = _BV(TXEN0);
}

/* What is sent makes room; its interrupt ends the sleep. */
static void put_character(char c)
{
    while ((uint8_t)(put - sent) == BUFFER_SIZE) {
        chip_sleep(guard_next_us());
        guard_feed();
    }
    buffer[put % BUFFER_SIZE] = c;
    put++;
    UCSR0B = _BV(TXEN0) | _BV(UDRIE0);
}

void serial_print(const char *line)
{
    for (; *line != '\0'; line++)
        put_character(*line);
    put_character('\r');
    put_character('\n');
}

void serial_board_print(void *context, const char *line)
{
    (void)context;
    serial_print(line);
}
