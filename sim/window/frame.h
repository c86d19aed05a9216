/* frame.h - the window's picture: drawn by the CPU, and shown where it changed.
 *                                                                  SPDX-License-Identifier: MIT
 * Pixels are 0x00RRGGBB in memory of our own, so that a picture is the same with every driver, and
 * one that did not change costs nothing. All drawing stays within the clip.
 */
#ifndef WINDOW_FRAME_H
#define WINDOW_FRAME_H

#include <SDL.h>
#include <stdbool.h>
#include <stdint.h>

#define FRAME_BOXES 16 /* that may change between two shows; more are joined */

struct frame {
    uint32_t *pixels;
    int width;
    int height;
    SDL_Rect clip;
    SDL_Rect changed[FRAME_BOXES];
    int changed_count;
    SDL_Surface *surface; /* of the same pixels */
};

/* Make it so large; what was drawn is lost. False when memory is out. */
bool frame_resize(struct frame *frame, int width, int height);
void frame_free(struct frame *frame);

/* Draw within that box only, and within the frame. */
void frame_clip(struct frame *frame, SDL_Rect box);
/* The box is to be shown anew. */
void frame_changed(struct frame *frame, SDL_Rect box);
/* Show what changed in the window. False, with SDL_GetError(), if there is no surface for it. */
bool frame_show(struct frame *frame, SDL_Window *window);

/* ---- Drawing: colors are 0xRRGGBB, opacity 0 to 255 ------------------------------------------ */

/* Let what is in `box` become that color towards its edges, from `reach` px before them. */
void fade_edges(struct frame *frame, SDL_Rect box, int reach, uint32_t color);
void fill_box(struct frame *frame, SDL_Rect box, uint32_t color, uint8_t opacity);
/* With round corners; a radius of half its size makes a disc. */
void fill_round(struct frame *frame, SDL_Rect box, int radius, uint32_t color, uint8_t opacity);
/* A line of that width, with soft edges. */
void draw_line(struct frame *frame, SDL_Point from, SDL_Point to, int width, uint32_t color);
/* A color through a mask of width x height bytes: how much of it each pixel takes. */
void draw_mask(struct frame *frame, int x, int y, const uint8_t *mask, int width, int height,
               uint32_t color);
/* Pixels of a picture that has `stride` in a row; `from` is where in it, and x, y where to. */
void draw_pixels(struct frame *frame, int x, int y, const uint32_t *pixels, int stride,
                 SDL_Rect from);
/* Between two colors, at 0 to 256. */
uint32_t mix_colors(uint32_t from, uint32_t to, int part);

#endif
