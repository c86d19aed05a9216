/* pulse.h - how brightness comes and goes, for those that share it. SPDX-License-Identifier: MIT */
#ifndef PROGRAMS_PULSE_H
#define PROGRAMS_PULSE_H

#include "programs/animation.h"

struct pulse_shape {
    const int32_t *period; /* ms, up and down */
    const int32_t *breath; /* ms, at each end */
    const int32_t *least;  /* percent */
    const int32_t *most;
};

#define PULSE_PARAMETERS(program_)                                                                 \
    SETTING(program_, "period", shape.period, TIME, 1, TIME_MAX_MS, 5000, "up and down"),          \
        SETTING(program_, "breath", shape.breath, TIME, 0, TIME_MAX_MS, 0, "rest at each end"),    \
        SETTING(program_, "min_intensity", shape.least, NUMBER, 0, PERCENT_MAX, 0, "in percent"),  \
        SETTING(program_, "max_intensity", shape.most, NUMBER, 0, PERCENT_MAX, 100, "in percent")

/* `color` as bright as it is in this frame. */
uint32_t pulse_color(struct animation *animation, const struct pulse_shape *shape, uint32_t color);

#endif
