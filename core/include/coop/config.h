/* config.h - every compile-time limit of core.                     SPDX-License-Identifier: MIT
 *
 * Define any of them for the whole build (-DKEYPAD_KEYS_MAX=4). Each line says range, default
 * and cost; tests/tidy reads them.
 */
#ifndef COOP_CONFIG_H
#define COOP_CONFIG_H

#include <stdint.h>

/* CONFIG COOP_ASSERTS: 0 leaves the checks out; 0..1; default 1; costs a compare, a call and two
 * words of flash each. They stay in release builds because a board has nobody to watch it. */
#ifndef COOP_ASSERTS
#define COOP_ASSERTS 1
#endif

/* CONFIG COOP_TASK_LIST: 1 lets a loop know all its tasks, which coop/reset.h needs; 0..1; default
 * 0; costs two pointers and some eight instructions a task. */
#ifndef COOP_TASK_LIST
#define COOP_TASK_LIST 0
#endif

/* CONFIG COOP_NAMES: 0 leaves out the names of coroutines, programs and parameters, and the files
 * they are in: each is "" then, and programs cannot be found by name; 0..1; default 1; costs their
 * bytes, in RAM where constants lie there. */
#ifndef COOP_NAMES
#define COOP_NAMES 1
#endif

/* On 32 bits the list is the default. */
#if UINTPTR_MAX <= UINT32_MAX && !defined COOP_TIMER_WHEEL
#define COOP_TIMER_WHEEL 0
#endif

/* CONFIG COOP_TIMER_WHEEL: sleeping tasks are in a wheel (1) or in a sorted list (0), with the
 * same order; 0..1; default 1, on 32 bits 0; costs 2,048 pointers and 280 bytes a loop and about
 * 500 bytes of text, for a sleep in O(1); the list is O(sleeping tasks), and faster up to 16. */
#ifndef COOP_TIMER_WHEEL
#define COOP_TIMER_WHEEL 1
#endif

/* CONFIG KEYPAD_KEYS_MAX: keys of one keypad; 1..127; default 8; costs 2 bytes a keypad each. */
#ifndef KEYPAD_KEYS_MAX
#define KEYPAD_KEYS_MAX 8
#endif

/* CONFIG KEYPAD_EVENTS_MAX: events that wait in one keypad; 1..255; default 64, as CircuitPython
 * has; costs 8 bytes a keypad each. */
#ifndef KEYPAD_EVENTS_MAX
#define KEYPAD_EVENTS_MAX 64
#endif

_Static_assert(KEYPAD_KEYS_MAX >= 1 && KEYPAD_KEYS_MAX <= 127, "see the line above it");
_Static_assert(KEYPAD_EVENTS_MAX >= 1 && KEYPAD_EVENTS_MAX <= 255, "see the line above it");

#endif
