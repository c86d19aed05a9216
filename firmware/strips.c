/* strips.c - rings and strips of pixels: when each is free again.   SPDX-License-Identifier: MIT */
#include "strips.h"

#include <stddef.h>

#include "emitters.h"
#include "pace.h"
#include "parts/pixels.h"

#define LATCH_US 300u /* low after the last bit; WS2812B and SK6812 want at most 280 */

struct strip {
    const struct pixels *pixels;
    uint64_t busy_until_us; /* as the scene has it */
    uint64_t free_us;       /* of real time: latched */
};

static struct strip strips[STRIPS_MAX];
static uint8_t count;

void strips_add(const struct pixels *pixels)
{
    if (count == STRIPS_MAX)
        coop_assert_failed(__FILE__, __LINE__);
    emitters_start(count, pixels->pin);
    strips[count++].pixels = pixels;
}

static struct strip *strip_of(const struct pixels *pixels)
{
    struct strip *strip = strips;
    while (strip->pixels != pixels)
        strip++;
    return strip;
}

/* Twice: as the scene has it, and on the real wire, where a transfer may have begun late. */
void strips_settle(void *context, const struct pixels *pixels)
{
    (void)context;
    const struct strip *strip = strip_of(pixels);
    pace_advance(strip->busy_until_us);
    pace_hold(strip->free_us);
}

uint32_t strips_send(void *context, const struct pixels *pixels, const uint8_t *bytes,
                     uint16_t size)
{
    (void)context;
    struct strip *strip = strip_of(pixels);
    const struct pace_cost *cost = pace_cost();
    uint32_t pixel_us = cost->px_us * pixels_channels(pixels) / 3;
    uint32_t busy_us = pixels->count * pixel_us + cost->reset_us;
    strip->busy_until_us = pace_now_us() + busy_us;
    strip->free_us = emitters_send((uint8_t)(strip - strips), pixels->pin, bytes, size) + LATCH_US;
    return busy_us;
}
