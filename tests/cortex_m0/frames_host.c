/* frames_host.c - frames.c as a program of the host.               SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "frames.h"

int main(void)
{
    for (uint16_t i = 0; i < program_count; i++)
        if (frames_run(programs[i]))
            printf("%s\n", programs[i]->name);
    return fflush(stdout) == 0 ? 0 : 3;
}
