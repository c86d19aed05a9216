/* programs.c - the list of all programs.                           SPDX-License-Identifier: MIT
 *
 * A new program is a file beside this one, and a line here in each of the two places.
 */
#include "programs/programs.h"

#include <string.h>

extern const struct program blink_program;
extern const struct program blink_pixels_program;
extern const struct program blink_ring_program;
extern const struct program breathing_program;
extern const struct program chase_program;
extern const struct program clock_face_program;
extern const struct program color_cycle_program;
extern const struct program comet_program;
extern const struct program coroutines_f_g_program;
extern const struct program count_presses_program;
extern const struct program custom_color_chase_program;
extern const struct program fire_program;
extern const struct program group_program;
extern const struct program led1_asyncio_program;
extern const struct program led1_blocking_program;
extern const struct program led2_asyncio_program;
extern const struct program led2_blocking_program;
extern const struct program led2_superloop_program;
extern const struct program matrix_rain_program;
extern const struct program monitor_button_program;
extern const struct program multicolor_comet_program;
extern const struct program never_ending_program;
extern const struct program pacman_program;
extern const struct program pico_queue_program;
extern const struct program pixel_expression_program;
extern const struct program plasma_program;
extern const struct program pulse_program;
extern const struct program rain_program;
extern const struct program rainbow_program;
extern const struct program rainbow_chase_program;
extern const struct program rainbow_comet_program;
extern const struct program rainbow_cycle_program;
extern const struct program rainbow_rain_program;
extern const struct program rainbow_sparkle_program;
extern const struct program scanner_program;
extern const struct program sequence_program;
extern const struct program set_by_console_program;
extern const struct program solid_program;
extern const struct program sparkle_program;
extern const struct program sparkle_pulse_program;
extern const struct program theater_chase_program;
extern const struct program timed_program;
extern const struct program twinkle_program;
extern const struct program volume_program;
extern const struct program watch_button_program;

const struct program *const programs[] = {
    &blink_program,
    &blink_pixels_program,
    &blink_ring_program,
    &breathing_program,
    &chase_program,
    &clock_face_program,
    &color_cycle_program,
    &comet_program,
    &coroutines_f_g_program,
    &count_presses_program,
    &custom_color_chase_program,
    &fire_program,
    &group_program,
    &led1_asyncio_program,
    &led1_blocking_program,
    &led2_asyncio_program,
    &led2_blocking_program,
    &led2_superloop_program,
    &matrix_rain_program,
    &monitor_button_program,
    &multicolor_comet_program,
    &never_ending_program,
    &pacman_program,
    &pico_queue_program,
    &pixel_expression_program,
    &plasma_program,
    &pulse_program,
    &rain_program,
    &rainbow_program,
    &rainbow_chase_program,
    &rainbow_comet_program,
    &rainbow_cycle_program,
    &rainbow_rain_program,
    &rainbow_sparkle_program,
    &scanner_program,
    &sequence_program,
    &set_by_console_program,
    &solid_program,
    &sparkle_program,
    &sparkle_pulse_program,
    &theater_chase_program,
    &timed_program,
    &twinkle_program,
    &volume_program,
    &watch_button_program,
};

const uint16_t program_count = sizeof programs / sizeof *programs;

void program_prepare(const struct program_task *task)
{
    const struct program *program = task->program;
    unsigned char *frame = (unsigned char *)coop_root_(task->task);
    memset(frame, 0, program->frame_size);
    coop_root_(task->task)->coroutine = program->coroutine;
    for (uint8_t i = 0; i < program->parameter_count; i++)
        memcpy(frame + program->parameters[i].offset, &task->bindings[i], sizeof(void *));
}

const struct program *program_find(const char *name)
{
    for (uint16_t i = 0; i < program_count; i++)
        if (strcmp(programs[i]->name, name) == 0)
            return programs[i];
    return NULL;
}
