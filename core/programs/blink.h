/* blink.h - the coroutine that other programs start as a task.     SPDX-License-Identifier: MIT */
#ifndef PROGRAMS_BLINK_H
#define PROGRAMS_BLINK_H

#include "coop/keywords.h"
#include "parts/digital.h"

/* `led` is on and off for `interval` ms each, `count` times; 0: for ever. Lets go of the pin. */
COOP_DECLARE(blink, struct digital *led; const int32_t *interval; const int32_t *count;
             int32_t blinks;);

#endif
