/* console.c - lines of text, both ways.                            SPDX-License-Identifier: MIT */
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

static bool begin_unheard(coop_task *task, void *object, uint32_t number, void *out)
{
    (void)object;
    (void)number;
    *(char *)out = '\0';
    task->result = COOP_ERR_CLOSED;
    return true;
}

coop_op console_read_line(const struct console *console, char *line, uint32_t size)
{
    if (console->input == NULL)
        return (coop_op){begin_unheard, NULL, size, line};
    return coop_stream_read_line(console->input, line, size);
}
