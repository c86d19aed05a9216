/* console.h - lines of text to whoever watches, and from them.     SPDX-License-Identifier: MIT */
#ifndef PARTS_CONSOLE_H
#define PARTS_CONSOLE_H

#include <stdint.h>

#include "coop/stream.h"
#include "parts/board.h"

struct console {
    const struct board *board;
    coop_stream *input; /* what is typed, usually over a coop_pipe; NULL: nobody can type */
};

/* One line, without its line end [print]. Nothing in core formats text: see console_print_int. */
void console_print(const struct console *console, const char *line);
/* `value` in decimal, as a line. */
void console_print_int(const struct console *console, int32_t value);

/* Over when a line has been typed, as coop_stream_read_line(): with its '\n' and a zero in `line`,
 * of `size` 2 or more; COOP_ERR_LONG if it does not fit. One task may read at a time. Without an
 * input it is over at once, with COOP_ERR_CLOSED; a program has one if its table of parameters says
 * TYPED_CONSOLE. */
COOP_MUST_USE coop_op console_read_line(const struct console *console, char *line, uint32_t size);

#endif
