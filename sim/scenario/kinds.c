/* kinds.c - all kinds of expectations.                             SPDX-License-Identifier: MIT */
#include "scenario/expect.h"

const struct expectation_kind *const expectation_kinds[] = {
    &expect_color,    &expect_brightness, &expect_current, &expect_blink,
    &expect_rotation, &expect_pin,        &expect_console, &expect_task,
    &expect_turn,     &expect_starved,    &expect_frames,  &expect_picture,
};
const size_t expectation_kind_count = sizeof expectation_kinds / sizeof *expectation_kinds;
