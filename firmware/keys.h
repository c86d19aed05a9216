/* keys.h - scans of keypads, at the simulator's ticks.             SPDX-License-Identifier: MIT */
#ifndef KEYS_H
#define KEYS_H

struct keypad;

#ifndef KEYS_MAX
#define KEYS_MAX 64 /* keypads that are open at once; another asserts */
#endif

/* Functions of struct board. */
void keys_scan(void *context, struct keypad *keypad);
void keys_scan_end(void *context, struct keypad *keypad);

#endif
