/* port.c - firmware that knows the simulator.                      SPDX-License-Identifier: MIT */
#include "coop/port.h"
#include "engine/clock.h"
#include <pico/stdlib.h>
