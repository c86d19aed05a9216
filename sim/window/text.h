/* text.h - words in the window.                                     SPDX-License-Identifier: MIT */
#ifndef WINDOW_TEXT_H
#define WINDOW_TEXT_H

#include <SDL.h>
#include <stdbool.h>
#include <stdint.h>

enum text_style {
    TEXT_TITLE,
    TEXT_BODY,
    TEXT_STRONG,
    TEXT_SMALL,
    TEXT_TIME,
    TEXT_MONO,
    TEXT_STYLES
};

enum text_align { TEXT_LEFT, TEXT_CENTRE, TEXT_RIGHT };

struct text;

/* NULL when memory is out. Without a font it tells on stderr what to install, and draws nothing. */
struct text *text_new(SDL_Renderer *renderer);
void text_free(struct text *text);

/* For a scale in 64ths of the design's size. Keeps what it has if that did not change. */
void text_scale(struct text *text, int scale);
/* Textures are gone: draw all words anew. */
void text_forget(struct text *text);

/* In pixels; 0 without a font. */
int text_width(struct text *text, enum text_style style, const char *words);
int text_height(const struct text *text, enum text_style style);

/* Draw one line. y is its upper edge, x its left, middle or right. Returns its width. */
int text_draw(struct text *text, enum text_style style, enum text_align align, int x, int y,
              uint32_t color, const char *words);
/* The same, with all characters as wide as the widest digit: numbers that do not jump. */
int text_draw_number(struct text *text, enum text_style style, enum text_align align, int x, int y,
                     uint32_t color, const char *digits);
/* Break into lines of at most `width`, at spaces; draw them, unless `measure`. Their number. */
int text_wrap(struct text *text, enum text_style style, int x, int y, int width, uint32_t color,
              const char *words, bool measure);

#endif
