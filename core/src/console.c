/* console.c - lines of text.                                       SPDX-License-Identifier: MIT */
#include "parts/console.h"

#include <stdbool.h>

void console_print(const struct console *console, const char *line)
{
    console->board->print(console->board->context, line);
}

void console_print_int(const struct console *console, int32_t value)
{
    char text[12]; /* "-2147483648" and the zero */
    char *first = text + sizeof text - 1;
    bool negative = value < 0;
    uint32_t rest = negative ? 0u - (uint32_t)value : (uint32_t)value;

    *first = '\0';
    do {
        *--first = (char)('0' + rest % 10u);
        rest /= 10u;
    } while (rest != 0);
    if (negative)
        *--first = '-';
    console_print(console, first);
}
