/* coop_pico.h - coop on a board with an RP2040, by pico-sdk.       SPDX-License-Identifier: MIT
 *
 *     static coop_loop loop;
 *     static task_of(app) job;
 *
 *     int main(void)
 *     {
 *         coop_init(&loop, coop_pico_port());
 *         coop_run(&loop, coop_spawn(&loop, &job, app));
 *     }
 *
 * For programs of your own: real time, and interrupts that set flags. The firmware of a scene has a
 * port that keeps the simulator's time instead: see pace.h.
 */
#ifndef COOP_PICO_H
#define COOP_PICO_H

#include "coop/port.h"

/* The port of core 0: 64-bit time, and a CPU that stops until an alarm or another interrupt when
 * no task is due. Claims an alarm of the timer when first called. coop_assert_failed() is there
 * too, unless you define your own: it panics, as pico-sdk calls it. */
const coop_port *coop_pico_port(void);

#endif
