/* serial.h - the console of a board: its default UART, and USB where pico-sdk has TinyUSB.
 *                                                                  SPDX-License-Identifier: MIT
 * 115200 baud, 8N1, lines end with CR LF. Printing does not wait for the wire, as long as a buffer
 * of SERIAL_SIZE bytes has room; else it sleeps until there is: no line is ever lost.
 */
#ifndef SERIAL_H
#define SERIAL_H

#define SERIAL_SIZE 1024

/* `hear` gets each character that comes in, from an interrupt. */
void serial_start(void (*hear)(char c));
/* One line, without its end. Not from interrupts. */
void serial_print(const char *line);
/* A function of struct board. */
void serial_board_print(void *context, const char *line);

#endif
