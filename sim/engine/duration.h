/* duration.h - times as people write them: "500ms", "1.2s".        SPDX-License-Identifier: MIT */
#ifndef ENGINE_DURATION_H
#define ENGINE_DURATION_H

#include <stdbool.h>
#include <stdint.h>

/* A decimal number and a unit: us, ms, s, min or h. Exact to the microsecond; up to 10,000 days.
 * NULL, or what is wrong with it: for people, without the text itself. */
const char *duration_parse(const char *text, uint64_t *us);

#endif
