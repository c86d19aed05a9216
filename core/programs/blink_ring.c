/* blink_ring.c - all pixels of a ring blink in one colour.         SPDX-License-Identifier: MIT
 *
 * Source: blink() of Adafruit's asyncio demonstration.
 */
#include "coop/keywords.h"
#include "parts/pixels.h"
#include "programs/parameters.h"

async_def(blink_ring, struct pixels *ring; const int32_t *color; const int32_t *delay;
          const int32_t *wait;)
{
    async_body {
        while (true) {
            pixels_fill(self->ring, (uint32_t)*self->color);
            pixels_show(self->ring);
            await(coop_sleep_ms((uint32_t)*self->delay));
            pixels_fill(self->ring, RGB(0, 0, 0));
            pixels_show(self->ring);
            await(coop_sleep_ms((uint32_t)*self->delay));
            await(coop_sleep_ms((uint32_t)*self->wait));
        }
    }
    return COOP_DONE;
}

static const COOP_FLASH struct parameter parameters[] = {
    PART(blink_ring, "ring", ring, PIXELS, "the ring or strip to light"),
    SETTING(blink_ring, "color", color, COLOR, 0, COLOR_MAX, 0x0000FF, "colour while it is on"),
    SETTING(blink_ring, "delay", delay, TIME, 0, TIME_MAX_MS, 500, "time on, and time off"),
    SETTING(blink_ring, "wait", wait, TIME, 0, TIME_MAX_MS, 0, "pause after each blink"),
};

PROGRAM(blink_ring, "all pixels of a ring blink in one colour");
