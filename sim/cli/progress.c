/* progress.c - how far it is, as a bar on a terminal.              SPDX-License-Identifier: MIT */
#include "cli/progress.h"

#include <stdio.h>
#include <unistd.h>

#include "cli/session.h"

#define WIDTH     40
#define PERIOD_US 100000u

void progress_show(struct progress *progress, uint64_t done, uint64_t all)
{
    char bar[WIDTH + 1];
    uint64_t now_us = session_wall_us();
    if (now_us < progress->next_us || all == 0 || !isatty(STDERR_FILENO))
        return;
    progress->next_us = now_us + PERIOD_US;
    progress->shown = true;
    for (unsigned i = 0; i < WIDTH; i++)
        bar[i] = i < done * WIDTH / all ? '#' : '-';
    bar[WIDTH] = '\0';
    fprintf(stderr, "\r[%s] %3u %%", bar, (unsigned)(done * 100 / all));
    fflush(stderr);
}

void progress_end(struct progress *progress)
{
    if (progress->shown)
        fputs("\r\033[K", stderr);
    progress->shown = false;
}
