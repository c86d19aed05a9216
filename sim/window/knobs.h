/* knobs.h - sliders for what can be changed while a scene runs.      SPDX-License-Identifier: MIT
 */
#ifndef WINDOW_KNOBS_H
#define WINDOW_KNOBS_H

#include <stdint.h>

#include "engine/scene.h"

/* A slider has steps: for a wide range ten of each power of ten, else each value. The step that a
 * value is at, or the one below it; the value of a step. Steps count from 0. */
int32_t knob_steps(const struct scene_setting *setting);
int32_t knob_step(const struct scene_setting *setting, int32_t value);
int32_t knob_at(const struct scene_setting *setting, int32_t step);

#endif
