/* serial_port.h - finding and opening the serial port of a board. SPDX-License-Identifier: MIT */
#ifndef CLI_SERIAL_PORT_H
#define CLI_SERIAL_PORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SERIAL_PORT_PATH_MAX 256
#define SERIAL_PORTS_MAX     32

struct serial_port {
    const char *path; /* "-" is standard input */
    uint32_t baud;
    int fd;        /* -1: not open */
    bool recorded; /* a file or a pipe, whose bytes have an end; else a terminal */
};

/* An option's value: NULL, or what is wrong with it. */
const char *serial_port_take_baud(uint32_t *baud, const char *value);

/* The ports that boards may have, in the usual places or, if it is set, those that match what
 * GLOWLOOP_PORTS says, patterns separated by colons. Returns how many. */
size_t serial_port_find(char paths[SERIAL_PORTS_MAX][SERIAL_PORT_PATH_MAX]);

/* Open `path`: raw, 8N1, for nobody else. A file or a pipe is only read. False, with what is wrong
 * and what helps in `why`, for people, if that cannot be. */
bool serial_port_open(struct serial_port *port, char *why, size_t why_size);
/* Send all of `size` bytes. False if the port is gone. */
bool serial_port_write(const struct serial_port *port, const void *bytes, size_t size);
void serial_port_close(struct serial_port *port);

#endif
