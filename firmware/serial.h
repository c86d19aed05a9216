/* serial.h - the console of a board: its default UART, and USB where pico-sdk has TinyUSB.
 *                                                                  SPDX-License-Identifier: MIT
 * 8N1, lines end with CR LF. Printing does not wait for the wire, as long as a buffer of
 * serial_size bytes has room; else it sleeps until there is: no line is ever lost.
 */
#ifndef SERIAL_H
#define SERIAL_H

#include <stdint.h>

#define SERIAL_SIZE 1024 /* of the buffer, unless more than lines goes out */

/* The baked file's; its size is a power of two. */
extern char serial_buffer[];
extern const uint32_t serial_size;

/* `hear` gets each character that comes in, from an interrupt. */
void serial_start(uint32_t baud, void (*hear)(char c));
/* Bytes for which there is room. */
uint32_t serial_room(void);
/* Send these, whatever they are. Waits like a print. */
void serial_put(const void *bytes, uint32_t size);
/* One line, without its end. Not from interrupts. */
void serial_print(const char *line);
/* A function of struct board. */
void serial_board_print(void *context, const char *line);

#endif
