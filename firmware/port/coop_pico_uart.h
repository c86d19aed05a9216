/* coop_pico_uart.h - a stream over a UART of the RP2040.           SPDX-License-Identifier: MIT
 *
 *     static struct coop_pico_uart serial;
 *     coop_pico_uart_start(&serial, &loop, 0, 115200, 0, 1);
 *     …
 *     await(coop_stream_read_line(&serial.stream, self->line, sizeof self->line));
 *     await(coop_stream_write_all(&serial.stream, self->line, (uint32_t)await_result));
 *
 * Interrupts move the bytes, so that no task waits for the wire but one that awaits it.
 */
#ifndef COOP_PICO_UART_H
#define COOP_PICO_UART_H

#include "coop/pipe.h"

/* CONFIG COOP_PICO_UART_SIZE: bytes that are kept in each direction; 1 or more; default 256;
 * costs twice that of RAM. */
#ifndef COOP_PICO_UART_SIZE
#define COOP_PICO_UART_SIZE 256
#endif

/* All members but the stream are private. */
struct coop_pico_uart {
    coop_stream stream; /* close it as any other */
    struct coop_pipe_ends ends;
    coop_pipe received;
    coop_pipe sent;
    unsigned char received_bytes[COOP_PICO_UART_SIZE];
    unsigned char sent_bytes[COOP_PICO_UART_SIZE];
    volatile uint32_t lost;
    uint8_t number;
};

/* Open UART `number`, 0 or 1, with 8 bits, no parity and one stop bit, at the pins `tx` and `rx`,
 * which that UART can have. Takes its interrupt. `uart` must stay in place. */
void coop_pico_uart_start(struct coop_pico_uart *uart, coop_loop *loop, uint8_t number,
                          uint32_t baud, uint8_t tx, uint8_t rx);

/* Bytes that came while nobody read and there was no more room, or that the UART itself lost. */
uint32_t coop_pico_uart_lost(const struct coop_pico_uart *uart);

#endif
