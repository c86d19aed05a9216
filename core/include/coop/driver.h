/* driver.h - for those who write awaitables.
 *                                                                  SPDX-License-Identifier: MIT
 * An awaitable that an interrupt ends owns a coop_flag. Its coop_op's
 *     begin()    takes what it wants if that is there, else parks on the flag as a kind, whose
 *     resume()   does the same again, because another task may have taken it meanwhile, and whose
 *     abandon()  leaves the flag
 * as src/keypad.c shows. coop_flag_take() is what the first two have in common.
 */
#ifndef COOP_DRIVER_H
#define COOP_DRIVER_H

#include "coop/coop.h"

/* Let `task`, the running one, which has its object (and out) set, wait for `flag` as `kind`. False
 * if the flag was set (it is cleared): look again. A flag that another task waits for asserts. */
bool coop_flag_park(coop_flag *flag, coop_task *task, const coop_kind *kind);
/* Let `task`, the running one, which has its object and out set, take() what it waits for, or wait
 * for `flag` as `kind` until it can. True: over, with task->result set; COOP_ERR_BUSY, if another
 * task waits, as one may that came while this one was due. take() is false if nothing is there, and
 * else sets task->result. */
bool coop_flag_take(coop_flag *flag, coop_task *task, const coop_kind *kind,
                    bool (*take)(coop_task *task));
/* Whether a task waits for it. */
bool coop_flag_awaited(const coop_flag *flag);
/* Its waiting task has been cancelled. */
void coop_flag_leave(coop_flag *flag);

/* For a port without interrupts, which looks for events when it is asked for the time: ask it
 * before every step from now on; or, as after coop_init(), only when the time is needed. */
void coop_ask_time(coop_loop *loop, bool always);

#endif
