/* programs.c - the list of all programs.                           SPDX-License-Identifier: MIT
 *
 * A new program is a file beside this one, and a line here in each of the two places.
 */
#include "programs/programs.h"

#include <string.h>

extern const struct program blink_program;
extern const struct program blink_ring_program;
extern const struct program coroutines_f_g_program;
extern const struct program led1_asyncio_program;
extern const struct program led1_blocking_program;
extern const struct program led2_asyncio_program;
extern const struct program led2_blocking_program;
extern const struct program led2_superloop_program;
extern const struct program count_presses_program;
extern const struct program monitor_button_program;
extern const struct program never_ending_program;
extern const struct program pico_queue_program;
extern const struct program rainbow_cycle_program;
extern const struct program watch_button_program;

const struct program *const programs[] = {
    &blink_program,          &blink_ring_program,    &coroutines_f_g_program,
    &count_presses_program,  &led1_asyncio_program,  &led1_blocking_program,
    &led2_asyncio_program,   &led2_blocking_program, &led2_superloop_program,
    &monitor_button_program, &never_ending_program,  &pico_queue_program,
    &rainbow_cycle_program,  &watch_button_program,
};

const uint16_t program_count = sizeof programs / sizeof *programs;

const struct program *program_find(const char *name)
{
    for (uint16_t i = 0; i < program_count; i++)
        if (strcmp(programs[i]->name, name) == 0)
            return programs[i];
    return NULL;
}
