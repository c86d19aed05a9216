/* ram.c - objects as large as what coop keeps in RAM; `nm` reads their sizes.
 *                                                                  SPDX-License-Identifier: MIT */
#include "coop/coop.h"

extern char ram_task[sizeof(coop_task) + sizeof(coop_frame)];
extern char ram_loop[sizeof(coop_loop) - sizeof(coop_timers)];
extern char ram_timers[sizeof(coop_timers)];

char ram_task[sizeof(coop_task) + sizeof(coop_frame)];
char ram_loop[sizeof(coop_loop) - sizeof(coop_timers)];
char ram_timers[sizeof(coop_timers)];
