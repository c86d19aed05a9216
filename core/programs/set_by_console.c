/* set_by_console.c - lines typed at the console ask for a delay, and set it.
 *                                                                  SPDX-License-Identifier: MIT
 * Every line is answered: "delay" with the value, "delay 250" with the new one, any other with what
 * could be said.
 */
#include <stddef.h>

#include "coop/keywords.h"
#include "parts/console.h"
#include "programs/parameters.h"

#define HELP "say \"delay\", or \"delay 250\": 0 to 86400000 ms"

/* What stands behind `word` at the begin of `line`; NULL if that is not there. */
static const char *behind(const char *line, const char *word)
{
    for (; *word != '\0'; word++, line++)
        if (*line != *word)
            return NULL;
    return line;
}

static bool ends(const char *text)
{
    return *text == '\n' || *text == '\r' || *text == '\0';
}

/* The time in ms that is all of `text`; -1 if that is something else, or too long. */
static int32_t read_time_ms(const char *text)
{
    int32_t ms = 0;
    if (ends(text))
        return -1;
    for (; !ends(text); text++) {
        if (*text < '0' || *text > '9')
            return -1;
        ms = ms * 10 + (*text - '0');
        if (ms > TIME_MAX_MS)
            return -1;
    }
    return ms;
}

static void obey(const struct console *console, const char *line, int32_t *delay)
{
    const char *argument = behind(line, "delay");
    bool asks = argument != NULL && ends(argument);
    int32_t ms = argument != NULL && *argument == ' ' ? read_time_ms(argument + 1) : -1;
    if (ms >= 0)
        *delay = ms;
    if (asks || ms >= 0)
        console_print_int(console, *delay);
    else
        console_print(console, HELP);
}

async_def(set_by_console, const struct console *console; int32_t * delay; char line[32];)
{
    async_body {
        while (true) {
            try_await(console_read_line(self->console, self->line, sizeof self->line));
            if (await_result == COOP_ERR_LONG)
                self->line[0] = '\0';
            else if (await_result <= 0)
                return COOP_RESULT(await_result);
            obey(self->console, self->line, self->delay);
        }
    }
    return COOP_DONE;
}

static const COOP_FLASH struct parameter parameters[] = {
    TYPED_CONSOLE(set_by_console, "console", console, "where lines are typed, and answered"),
    CONTROL(set_by_console, "delay", delay, TIME, 0, TIME_MAX_MS, "set by \"delay 250\""),
};

PROGRAM(set_by_console, "lines typed at the console ask for a delay, and set it");
