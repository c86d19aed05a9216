/* letters.h - a plain font of our own, for systems that have none.   SPDX-License-Identifier: MIT
 *
 * It has ASCII and the signs that the window draws; all else is a box. It costs 1.5 kB.
 */
#ifndef WINDOW_LETTERS_H
#define WINDOW_LETTERS_H

#include <stdbool.h>
#include <stdint.h>

/* In px, of a font of that size: 1 or more px. All letters are equally wide. */
int letters_height(int size);
int letters_advance(int size);

/* How much of each px of a letter is covered, 0 to 255: advance wide, height high. The caller frees
 * it. NULL: there is nothing to see, or no memory. */
uint8_t *letters_mask(uint32_t character, int size, bool bold);

#endif
