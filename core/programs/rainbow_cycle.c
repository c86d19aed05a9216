/* rainbow_cycle.c - a rainbow swirls around a ring.                SPDX-License-Identifier: MIT
 *
 * Source: rainbow_cycle() of Adafruit's asyncio demonstration. The direction changes only
 * between two cycles of 256 frames.
 */
#include "coop/keywords.h"
#include "parts/pixels.h"
#include "programs/parameters.h"

#define CYCLE 256

static void draw(struct pixels *ring, uint32_t shift)
{
    for (uint16_t i = 0; i < ring->count; i++)
        pixels_set(ring, i, colorwheel(i * UINT32_C(256) / ring->count + shift));
}

async_def(rainbow_cycle, struct pixels *ring; const int32_t *reverse; const int32_t *wait;
          uint32_t frame_index; bool backward;)
{
    async_body {
        while (true) {
            self->backward = *self->reverse != 0;
            for (self->frame_index = 0; self->frame_index < CYCLE; self->frame_index++) {
                draw(self->ring,
                     self->backward ? CYCLE - 1 - self->frame_index : self->frame_index);
                pixels_show(self->ring);
                await(coop_sleep_ms((uint32_t)*self->wait));
            }
        }
    }
    return COOP_DONE;
}

static const COOP_FLASH struct parameter parameters[] = {
    PART(rainbow_cycle, "ring", ring, PIXELS, "the ring or strip to light"),
    SETTING(rainbow_cycle, "reverse", reverse, SWITCH, 0, 1, 0,
            "swirl backwards, from the next cycle on"),
    SETTING(rainbow_cycle, "wait", wait, TIME, 0, TIME_MAX_MS, 0,
            "pause after each of the 256 frames"),
};

PROGRAM(rainbow_cycle, "a rainbow swirls around a ring");
