/* field.h - a line of text that is being written.                    SPDX-License-Identifier: MIT
 *
 * Characters are UTF-8, and whole: none is ever cut. A place is a number of bytes before it.
 */
#ifndef WINDOW_FIELD_H
#define WINDOW_FIELD_H

#include <SDL.h>
#include <stdbool.h>
#include <stddef.h>

#define FIELD_SIZE 512 /* bytes of a line, with its zero */

struct field {
    char text[FIELD_SIZE];
    size_t at; /* where the next character goes */
};

/* Another text, with the place behind it; as much of it as fits. */
void field_set(struct field *field, const char *text);
/* Put `text` in at the place, which comes behind it; what is no text (control characters, bytes
 * that are no UTF-8) is left out. False if there is no room for all of it: then it stays as it
 * was. */
bool field_insert(struct field *field, const char *text);
/* Left, right, home, end, backspace, delete; with Ctrl, left and right go by words. False: that key
 * has no use here. */
bool field_key(struct field *field, const SDL_Keysym *key);

#endif
