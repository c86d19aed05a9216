/* config.h - every compile-time limit of core.                     SPDX-License-Identifier: MIT
 *
 * Define any of them for the whole build (-DKEYPAD_KEYS_MAX=4). Each line says range, default
 * and cost; tests/tidy reads them.
 */
#ifndef COOP_CONFIG_H
#define COOP_CONFIG_H

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
