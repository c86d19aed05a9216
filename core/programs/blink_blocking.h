/* blink_blocking.h - an LED blinks, and nothing else happens.      SPDX-License-Identifier: MIT */
#ifndef PROGRAMS_BLINK_BLOCKING_H
#define PROGRAMS_BLINK_BLOCKING_H

#include "parts/digital.h"

#define BLOCKING_MAX_MS 3600000 /* an hour, which a uint32_t can still tell in microseconds */

/* On and off for `interval_ms` each, `count` times. Holds the CPU all the while. */
void blink_blocking(struct digital *led, int32_t interval_ms, int32_t count);

#endif
