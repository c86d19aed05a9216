/* duration.c - times as people write them.                         SPDX-License-Identifier: MIT */
#include "engine/duration.h"

#include <stdbool.h>
#include <string.h>

#define DURATION_MAX_US (10000ull * 86400u * 1000000u)

const struct duration_unit duration_units[] = {
    {"us", 1}, {"ms", 1000}, {"s", 1000000}, {"min", 60 * 1000000ull}, {"h", 3600 * 1000000ull}};
const size_t duration_unit_count = sizeof duration_units / sizeof *duration_units;

const struct duration_unit *duration_unit_find(const char *name)
{
    for (size_t i = 0; i < duration_unit_count; i++)
        if (strcmp(duration_units[i].name, name) == 0)
            return &duration_units[i];
    return NULL;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Add the digits behind the point. False if that makes no whole number of microseconds. */
static bool add_fraction(const char *digits, uint64_t unit_us, uint64_t *us)
{
    uint64_t place_us = unit_us; /* of the digit before; 0: less than a microsecond */
    for (; is_digit(*digits); digits++) {
        uint64_t digit = (uint64_t)(*digits - '0');
        if (digit != 0 && (place_us == 0 || place_us * digit % 10 != 0))
            return false;
        *us += place_us * digit / 10;
        place_us = place_us % 10 == 0 ? place_us / 10 : 0;
    }
    return true;
}

const char *duration_parse(const char *text, uint64_t *us)
{
    const char *place = text;
    uint64_t whole = 0;
    if (!is_digit(*place))
        return "it is no time; write a number and a unit, as in 500ms or 1.2s";
    for (; is_digit(*place); place++) {
        whole = whole * 10 + (uint64_t)(*place - '0');
        if (whole > DURATION_MAX_US)
            return "it is too long; 10,000 days are the limit";
    }
    const char *fraction = *place == '.' ? ++place : "";
    while (is_digit(*place))
        place++;
    if (*place == '\0')
        return "it has no unit; write us, ms, s, min or h behind the number";
    const struct duration_unit *unit = duration_unit_find(place);
    if (unit == NULL)
        return "its unit is none of us, ms, s, min, h";
    if (whole > DURATION_MAX_US / unit->us)
        return "it is too long; 10,000 days are the limit";
    *us = whole * unit->us;
    if (!add_fraction(fraction, unit->us, us))
        return "it is no whole number of microseconds";
    return NULL;
}
