/* text.h - words in the window.                                     SPDX-License-Identifier: MIT */
#ifndef WINDOW_TEXT_H
#define WINDOW_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "window/frame.h"

enum text_style {
    TEXT_TITLE,
    TEXT_BODY,
    TEXT_STRONG,
    TEXT_SMALL,
    TEXT_TINY,
    TEXT_TIME,
    TEXT_MONO,
    TEXT_STYLES
};

enum text_align { TEXT_LEFT, TEXT_CENTRE, TEXT_RIGHT };

struct text;

/* NULL when memory is out. Without a font it tells on stderr what to install, and draws with
 * letters of its own. */
struct text *text_new(struct frame *frame);
void text_free(struct text *text);

/* Have `cut` told of words that text_draw_within() cuts off, or text_draw() draws beyond the
 * bounds. NULL: nobody. */
void text_watch(struct text *text, void (*cut)(void *context, const char *words), void *context);
/* Where words belong from now on: a panel. */
void text_bounds(struct text *text, SDL_Rect bounds);

/* For a scale in 64ths of the design's size. Keeps what it has if that did not change. */
void text_scale(struct text *text, int scale);

/* In pixels. */
int text_width(struct text *text, enum text_style style, const char *words);
int text_height(const struct text *text, enum text_style style);
/* The greatest number of bytes whose words fit into `width`. */
size_t text_fitting(struct text *text, enum text_style style, const char *words, int width);

/* Draw one line. y is its upper edge, x its left, middle or right. Returns its width. */
int text_draw(struct text *text, enum text_style style, enum text_align align, int x, int y,
              uint32_t color, const char *words);
/* The same from the left, with … in place of what is too much for `width`. */
int text_draw_within(struct text *text, enum text_style style, int x, int y, int width,
                     uint32_t color, const char *words);
/* The same of words that may well be cut off: nobody is told. */
int text_draw_beginning(struct text *text, enum text_style style, int x, int y, int width,
                        uint32_t color, const char *words);
/* Break into lines of at most `width`, at spaces; draw them, unless `measure`. Their number. */
int text_wrap(struct text *text, enum text_style style, int x, int y, int width, uint32_t color,
              const char *words, bool measure);

#endif
