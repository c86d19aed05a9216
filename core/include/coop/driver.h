/* driver.h - for those who write awaitables.
 *                                                                  SPDX-License-Identifier: MIT
 * An awaitable that an interrupt ends owns a coop_flag. Its coop_op's
 *     begin()    takes what it wants if that is there, else parks on the flag as a kind, whose
 *     resume()   does the same again, because another task may have taken it meanwhile, and whose
 *     abandon()  leaves the flag
 * as src/keypad.c shows.
 */
#ifndef COOP_DRIVER_H
#define COOP_DRIVER_H

#include "coop/coop.h"

/* Let `task`, the running one, wait for `flag` as `kind`, for `object`, to be put in `out`. False
 * if the flag was set (it is cleared): look again. A flag that another task waits for asserts. */
bool coop_flag_park(coop_flag *flag, coop_task *task, const coop_kind *kind, void *object,
                    void *out);
/* Whether a task waits for it. */
bool coop_flag_awaited(const coop_flag *flag);
/* Its waiting task has been cancelled. */
void coop_flag_leave(coop_flag *flag);

/* For a port without interrupts, which looks for events when it is asked for the time: ask it
 * before every step from now on; or, as after coop_init(), only when the time is needed. */
void coop_ask_time(coop_loop *loop, bool always);

#endif
