/* utf8.c - where characters end.                                   SPDX-License-Identifier: MIT */
#include "engine/utf8.h"

#include <stdint.h>

/* How many bytes follow a first byte, and what the second may be: RFC 3629's table. */
struct lead {
    uint8_t first, last;
    uint8_t following;
    uint8_t second_low, second_high;
};

static const struct lead leads[] = {
    {0x00, 0x7F, 0, 0x00, 0x00}, {0xC2, 0xDF, 1, 0x80, 0xBF}, {0xE0, 0xE0, 2, 0xA0, 0xBF},
    {0xE1, 0xEC, 2, 0x80, 0xBF}, {0xED, 0xED, 2, 0x80, 0x9F}, {0xEE, 0xEF, 2, 0x80, 0xBF},
    {0xF0, 0xF0, 3, 0x90, 0xBF}, {0xF1, 0xF3, 3, 0x80, 0xBF}, {0xF4, 0xF4, 3, 0x80, 0x8F},
};

static bool follows(const struct lead *lead, const char *text, size_t size)
{
    if (lead->following >= size)
        return false;
    for (size_t i = 1; i <= lead->following; i++) {
        uint8_t low = i == 1 ? lead->second_low : 0x80;
        uint8_t high = i == 1 ? lead->second_high : 0xBF;
        if ((uint8_t)text[i] < low || (uint8_t)text[i] > high)
            return false;
    }
    return true;
}

bool utf8_valid(const char *text, size_t size, size_t *length)
{
    uint8_t first = (uint8_t)text[0];
    for (size_t i = 0; i < sizeof leads / sizeof leads[0]; i++) {
        const struct lead *lead = &leads[i];
        if (first >= lead->first && first <= lead->last) {
            *length = (size_t)lead->following + 1;
            return follows(lead, text, size);
        }
    }
    return false;
}

size_t utf8_length(const char *text, size_t size)
{
    size_t length;
    return utf8_valid(text, size, &length) ? length : 1;
}
