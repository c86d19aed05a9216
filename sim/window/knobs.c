/* knobs.c - sliders for what can be changed while a scene runs.      SPDX-License-Identifier: MIT
 */
#include "window/knobs.h"

#include <stdbool.h>

#define WIDE 200 /* values; a range with more has steps that grow */

/* 0, 1, 2 … 9, 10, 20 … 90, 100, 200 … */
static int64_t round_value(int32_t step)
{
    int64_t power = 1;
    for (; step > 9; step -= 9)
        power *= 10;
    return step * power;
}

static bool wide(const struct scene_setting *setting)
{
    return (int64_t)setting->maximum - setting->minimum > WIDE;
}

int32_t knob_at(const struct scene_setting *setting, int32_t step)
{
    int64_t value = setting->minimum + (wide(setting) ? round_value(step) : step);
    return (int32_t)(value < setting->maximum ? value : setting->maximum);
}

int32_t knob_step(const struct scene_setting *setting, int32_t value)
{
    if (!wide(setting))
        return value - setting->minimum;
    int32_t step = 0;
    while (knob_at(setting, step + 1) <= value && knob_at(setting, step) < setting->maximum)
        step++;
    return step;
}

int32_t knob_steps(const struct scene_setting *setting)
{
    return knob_step(setting, setting->maximum);
}
