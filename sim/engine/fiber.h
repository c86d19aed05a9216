/* fiber.h - a second line of execution, which runs only while the first waits for it.
 *                                                                  SPDX-License-Identifier: MIT
 * A program that holds the CPU stands deep in its own calls. To leave it there, look at the world,
 * and go back in, it needs a stack of its own. It is a thread, and never runs at the same time as
 * the one that resumes it: both may use the same data without further locks.
 */
#ifndef ENGINE_FIBER_H
#define ENGINE_FIBER_H

#include <stdbool.h>
#include <stdint.h>

struct fiber;

/* Nothing runs yet. NULL if there is no memory, or no thread, for it. */
struct fiber *fiber_new(void (*run)(void *context), void *context);
/* Let it begin, or go on, until it pauses or run() has returned; after that, nothing. False after
 * about so much real time, unless that is 0, if it has come to neither: it still runs, and all that
 * may be done is to resume it once more, which goes on waiting. */
bool fiber_resume(struct fiber *fiber, uint32_t patience_ms);
/* Called within it: let fiber_resume() return. Comes back with the next one. */
void fiber_pause(struct fiber *fiber);
/* Send the signal to its thread; false if that is the one that calls. May be called from a signal's
 * handler. */
bool fiber_signal(const struct fiber *fiber, int number);
/* Wherever it has paused, it goes no further: that fiber_pause() does not return. NULL is fine. */
void fiber_free(struct fiber *fiber);

#endif
