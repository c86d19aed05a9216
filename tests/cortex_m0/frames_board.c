/* frames_board.c - frames.c as an image for the board.             SPDX-License-Identifier: MIT */
#include "board.h"
#include "frames.h"
#include "host.h"

void process_run(uint32_t number)
{
    if (number == program_count)
        board_end(true);
    if (frames_run(programs[number]))
        host_print("%s\n", programs[number]->name);
}

void process_ended(uint32_t number, int status)
{
    (void)number;
    (void)status;
}
