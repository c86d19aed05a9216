/* fonts.h - where fonts are on the systems that we know.            SPDX-License-Identifier: MIT */
#ifndef WINDOW_FONTS_H
#define WINDOW_FONTS_H

#include <SDL_ttf.h>
#include <stdbool.h>

enum font_face { FONT_PLAIN, FONT_BOLD, FONT_MONO, FONT_FACES };

/* $GLOWLOOP_FONT if that is one, else from the usual places. NULL if there is none, or it is
 * "none". */
TTF_Font *font_open(enum font_face face, int size);
/* Tell on stderr if $GLOWLOOP_FONT is none, and, if there is `none` at all, which package has one.
 */
void font_complain(bool none);

#endif
