/* console.h - lines of text to whoever watches.                    SPDX-License-Identifier: MIT */
#ifndef PARTS_CONSOLE_H
#define PARTS_CONSOLE_H

#include <stdint.h>

#include "parts/board.h"

struct console {
    const struct board *board;
};

/* One line, without its line end [print]. Nothing in core formats text: see console_print_int. */
void console_print(const struct console *console, const char *line);
/* `value` in decimal, as a line. */
void console_print_int(const struct console *console, int32_t value);

#endif
