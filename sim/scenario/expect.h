/* expect.h - the kinds of expectations.                            SPDX-License-Identifier: MIT */
#ifndef SCENARIO_EXPECT_H
#define SCENARIO_EXPECT_H

#include "scenario/play.h"

/* expect_light.c */
extern const struct expectation_kind expect_color;
extern const struct expectation_kind expect_brightness;
extern const struct expectation_kind expect_current;
/* expect_motion.c */
extern const struct expectation_kind expect_blink;
extern const struct expectation_kind expect_rotation;
/* expect_text.c */
extern const struct expectation_kind expect_pin;
extern const struct expectation_kind expect_console;
/* expect_tasks.c */
extern const struct expectation_kind expect_task;
extern const struct expectation_kind expect_turn;
extern const struct expectation_kind expect_starved;
/* expect_frames.c, expect_picture.c */
extern const struct expectation_kind expect_frames;
extern const struct expectation_kind expect_picture;

#endif
