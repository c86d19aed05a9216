/* color.c - the colour wheel, and arithmetic on colours.         SPDX-License-Identifier: MIT */
#include "parts/color.h"

#include "coop/task.h"

#define THIRD 85u

/* Each third of the wheel fades one channel into the next; the last has a step more, which closes
 * the circle. */
uint32_t colorwheel(uint32_t position)
{
    position &= 255u;
    uint32_t rising = position * 3u;
    if (position < THIRD)
        return RGB(255u - rising, rising, 0);
    if (position < 2u * THIRD)
        return RGB(0, 2u * 255u - rising, rising - 255u);
    return RGB(rising - 2u * 255u, 0, 3u * 255u - rising);
}

#define RED(color)   ((color) >> 16 & 255u)
#define GREEN(color) ((color) >> 8 & 255u)
#define BLUE(color)  ((color)&255u)

/* channel * numerator / denominator. Of `part`, their quotient in 1/256, follows what may be one
 * less: so a colour takes one division, which small processors have no instruction for. */
static uint32_t scaled(uint32_t channel, uint32_t numerator, uint32_t denominator, uint32_t part)
{
    uint32_t quotient = channel * part >> 8;
    uint32_t rest = channel * numerator - quotient * denominator;
    return quotient + (rest >= denominator);
}

uint32_t color_scale(uint32_t color, uint32_t numerator, uint32_t denominator)
{
    uint32_t part = (numerator << 8) / denominator;
    return RGB(scaled(RED(color), numerator, denominator, part),
               scaled(GREEN(color), numerator, denominator, part),
               scaled(BLUE(color), numerator, denominator, part));
}

static uint32_t larger(uint32_t one, uint32_t other)
{
    return one > other ? one : other;
}

uint32_t color_lighten(uint32_t one, uint32_t other)
{
    return RGB(larger(RED(one), RED(other)), larger(GREEN(one), GREEN(other)),
               larger(BLUE(one), BLUE(other)));
}

/* value / 255 of 0 to 65534, where a division would be a call. */
static uint32_t by_255(uint32_t value)
{
    return (value + 1u + (value >> 8)) >> 8;
}

/* Six sixths, in each of which one channel is full, one empty, and one on its way: up in the first,
 * down in the next. Where each is in a colour: */
static const COOP_FLASH struct {
    uint8_t full;
    uint8_t empty;
    uint8_t moving;
} sixths[] = {{16, 0, 8}, {8, 0, 16}, {8, 16, 0}, {0, 16, 8}, {0, 8, 16}, {16, 8, 0}};

uint32_t color_hsv(uint16_t hue, uint8_t saturation, uint8_t value)
{
    uint32_t place = (uint32_t)hue * 6u;
    uint32_t sixth = place >> 16;
    uint32_t full = value;
    uint32_t empty = by_255(full * (255u - saturation));
    uint32_t way = by_255((full - empty) * (place >> 8 & 255u));
    uint32_t moving = sixth % 2 == 0 ? empty + way : full - way;
    return full << sixths[sixth].full | empty << sixths[sixth].empty |
           moving << sixths[sixth].moving;
}

static const COOP_FLASH uint8_t gammas[256] = {
    0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,
    0,   0,   0,   0,   0,   0,   0,   0,   0,   1,   1,   1,   1,   1,   1,   1,   1,   1,   1,
    1,   1,   1,   2,   2,   2,   2,   2,   2,   2,   2,   3,   3,   3,   3,   3,   3,   3,   4,
    4,   4,   4,   4,   5,   5,   5,   5,   6,   6,   6,   6,   7,   7,   7,   7,   8,   8,   8,
    9,   9,   9,   10,  10,  10,  11,  11,  11,  12,  12,  13,  13,  13,  14,  14,  15,  15,  16,
    16,  17,  17,  18,  18,  19,  19,  20,  20,  21,  21,  22,  22,  23,  24,  24,  25,  25,  26,
    27,  27,  28,  29,  29,  30,  31,  32,  32,  33,  34,  35,  35,  36,  37,  38,  39,  39,  40,
    41,  42,  43,  44,  45,  46,  47,  48,  49,  50,  50,  51,  52,  54,  55,  56,  57,  58,  59,
    60,  61,  62,  63,  64,  66,  67,  68,  69,  70,  72,  73,  74,  75,  77,  78,  79,  81,  82,
    83,  85,  86,  87,  89,  90,  92,  93,  95,  96,  98,  99,  101, 102, 104, 105, 107, 109, 110,
    112, 114, 115, 117, 119, 120, 122, 124, 126, 127, 129, 131, 133, 135, 137, 138, 140, 142, 144,
    146, 148, 150, 152, 154, 156, 158, 160, 162, 164, 167, 169, 171, 173, 175, 177, 180, 182, 184,
    186, 189, 191, 193, 196, 198, 200, 203, 205, 208, 210, 213, 215, 218, 220, 223, 225, 228, 231,
    233, 236, 239, 241, 244, 247, 249, 252, 255,
};

uint8_t color_gamma(uint8_t value)
{
    return gammas[value];
}
