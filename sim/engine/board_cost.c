/* board_cost.c - the cost model by its fields' names.              SPDX-License-Identifier: MIT */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/board.h"
#include "engine/diagnostics.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define AT(member_)  offsetof(struct board_cost, member_), sizeof(((struct board_cost *)0)->member_)

/* A minute is longer than any step; 2^53 - 1 is the largest whole number that JSON is sure of. */
enum { MINUTE_US = 60000000, SECOND_US = 1000000 };
static const uint64_t exact_max = 9007199254740991;

static const char *const mono_words[] = {"us", "ms", NULL};

const struct board_cost_field board_cost_fields[] = {
    {"step_us", "each step of a task", 0, MINUTE_US, NULL, AT(step_us)},
    {"tick_us", "grain of the clock that the loop sees", 1, SECOND_US, NULL, AT(tick_us)},
    {"px_us", "an RGB pixel on the wire", 0, SECOND_US, NULL, AT(px_us)},
    {"reset_us", "the latch after the last pixel", 0, SECOND_US, NULL, AT(reset_us)},
    {"clock_us", "a read of the clock by a program", 0, SECOND_US, NULL, AT(clock_us)},
    {"hz", "raw ticks a second, which pace the keypad", 1, SECOND_US, NULL, AT(hz)},
    {"mono", "resolution of the clock that programs read", 1, 1000, mono_words, AT(mono_us)},
    {"boot_us", "time at the first step", 0, exact_max, NULL, AT(boot_us)},
};
const size_t board_cost_field_count = COUNT(board_cost_fields);

const struct board_cost_field *board_cost_field_find(const char *name)
{
    for (size_t i = 0; i < board_cost_field_count; i++)
        if (strcmp(board_cost_fields[i].name, name) == 0)
            return &board_cost_fields[i];
    return NULL;
}

uint64_t board_cost_get(const struct board_cost *cost, const struct board_cost_field *field)
{
    const char *place = (const char *)cost + field->offset;
    uint32_t narrow;
    uint64_t wide;
    memcpy(&narrow, place, sizeof narrow);
    if (field->size == sizeof narrow)
        return narrow;
    memcpy(&wide, place, sizeof wide);
    return wide;
}

static void put(struct board_cost *cost, const struct board_cost_field *field, uint64_t value)
{
    char *place = (char *)cost + field->offset;
    uint32_t narrow = (uint32_t)value;
    if (field->size == sizeof narrow)
        memcpy(place, &narrow, sizeof narrow);
    else
        memcpy(place, &value, sizeof value);
}

static bool read_whole(const char *text, uint64_t *value)
{
    if (!*text || text[strspn(text, "0123456789")])
        return false;
    errno = 0;
    *value = strtoull(text, NULL, 10);
    return errno == 0;
}

static bool no_such_field(const char *name, char *why, size_t why_size)
{
    const char *names[COUNT(board_cost_fields)];
    char all[128] = "";
    for (size_t i = 0; i < COUNT(names); i++) {
        names[i] = board_cost_fields[i].name;
        strcat(strcat(all, i ? ", " : ""), names[i]);
    }
    const char *nearest = nearest_word(name, names, COUNT(names));
    if (nearest)
        snprintf(why, why_size, "the cost of time has no field %s; did you mean \"%s\"?",
                 quoted(name).text, nearest);
    else
        snprintf(why, why_size, "the cost of time has no field %s; it has %s", quoted(name).text,
                 all);
    return false;
}

bool board_cost_set(struct board_cost *cost, const char *name, const char *text, char *why,
                    size_t why_size)
{
    const struct board_cost_field *field = board_cost_field_find(name);
    uint64_t value = 0;
    if (!field)
        return no_such_field(name, why, why_size);
    if (field->words) {
        bool milliseconds = strcmp(text, "ms") == 0;
        if (!milliseconds && strcmp(text, "us") != 0) {
            snprintf(why, why_size, "%s must be \"us\" or \"ms\", not %s", name, quoted(text).text);
            return false;
        }
        value = milliseconds ? 1000 : 1;
    } else if (!read_whole(text, &value) || value < field->minimum || value > field->maximum) {
        snprintf(why, why_size, "%s must be a whole number from %" PRIu64 " to %" PRIu64 ", not %s",
                 name, field->minimum, field->maximum, quoted(text).text);
        return false;
    }
    put(cost, field, value);
    return true;
}
