/* duration.h - times as people write them: "500ms", "1.2s".        SPDX-License-Identifier: MIT */
#ifndef ENGINE_DURATION_H
#define ENGINE_DURATION_H

#include <stddef.h>
#include <stdint.h>

/* What a number can be followed by, smallest first. */
struct duration_unit {
    const char *name;
    uint64_t us;
};
extern const struct duration_unit duration_units[];
extern const size_t duration_unit_count;
/* NULL if there is none. */
const struct duration_unit *duration_unit_find(const char *name);

/* A decimal number and a unit: us, ms, s, min or h. Exact to the microsecond; up to 10,000 days.
 * NULL, or what is wrong with it: for people, without the text itself. */
const char *duration_parse(const char *text, uint64_t *us);

#endif
