/* frame.c - the window's picture: drawn by the CPU, and shown where it changed.
 *                                                                  SPDX-License-Identifier: MIT */
#include "window/frame.h"

#include <stdlib.h>
#include <string.h>

bool frame_resize(struct frame *frame, int width, int height)
{
    frame_free(frame);
    frame->pixels = calloc((size_t)width * (size_t)height, sizeof *frame->pixels);
    if (!frame->pixels)
        return false;
    frame->width = width;
    frame->height = height;
    frame->surface = SDL_CreateRGBSurfaceWithFormatFrom(frame->pixels, width, height, 32, width * 4,
                                                        SDL_PIXELFORMAT_RGB888);
    frame_clip(frame, (SDL_Rect){0, 0, width, height});
    return frame->surface != NULL;
}

void frame_free(struct frame *frame)
{
    SDL_FreeSurface(frame->surface);
    free(frame->pixels);
    *frame = (struct frame){0};
}

void frame_clip(struct frame *frame, SDL_Rect box)
{
    SDL_Rect whole = {0, 0, frame->width, frame->height};
    if (!SDL_IntersectRect(&box, &whole, &frame->clip))
        frame->clip = (SDL_Rect){0, 0, 0, 0};
}

void frame_changed(struct frame *frame, SDL_Rect box)
{
    SDL_Rect whole = {0, 0, frame->width, frame->height};
    if (!SDL_IntersectRect(&box, &whole, &box))
        return;
    if (frame->changed_count < FRAME_BOXES) {
        frame->changed[frame->changed_count++] = box;
        return;
    }
    SDL_Rect *last = &frame->changed[FRAME_BOXES - 1];
    SDL_UnionRect(last, &box, last);
}

bool frame_show(struct frame *frame, SDL_Window *window)
{
    SDL_Surface *target = SDL_GetWindowSurface(window);
    if (!target)
        return false;
    for (int i = 0; i < frame->changed_count; i++) {
        SDL_Rect at = frame->changed[i];
        SDL_BlitSurface(frame->surface, &frame->changed[i], target, &at);
    }
    bool shown = frame->changed_count == 0 ||
                 SDL_UpdateWindowSurfaceRects(window, frame->changed, frame->changed_count) == 0;
    frame->changed_count = 0;
    return shown;
}

/* ---- Drawing -------------------------------------------------------------------------------- */

/* Red and blue at once, then green; opacity is 0 to 256. */
uint32_t mix_colors(uint32_t from, uint32_t to, int part)
{
    uint32_t share = (uint32_t)part;
    uint32_t rest = 256 - share;
    uint32_t red_blue = ((from & 0xff00ffu) * rest + (to & 0xff00ffu) * share) >> 8 & 0xff00ffu;
    uint32_t green = ((from & 0x00ff00u) * rest + (to & 0x00ff00u) * share) >> 8 & 0x00ff00u;
    return red_blue | green;
}

/* 255 is all. */
static int share_of(int opacity)
{
    return opacity + (opacity >> 7);
}

static uint32_t *pixel_at(struct frame *frame, int x, int y)
{
    return frame->pixels + (size_t)y * (size_t)frame->width + (size_t)x;
}

void fill_box(struct frame *frame, SDL_Rect box, uint32_t color, uint8_t opacity)
{
    if (!SDL_IntersectRect(&box, &frame->clip, &box))
        return;
    for (int row = 0; row < box.h; row++) {
        uint32_t *pixel = pixel_at(frame, box.x, box.y + row);
        for (int i = 0; i < box.w; i++)
            pixel[i] = opacity == 255 ? color : mix_colors(pixel[i], color, share_of(opacity));
    }
}

/* How far a place is beyond where fading begins; less than 1: not. */
static int beyond(int at, int begin, int length, int reach)
{
    int before = begin + reach - at;
    int after = at - (begin + length - reach - 1);
    return before > after ? before : after;
}

void fade_edges(struct frame *frame, SDL_Rect box, int reach, uint32_t color)
{
    const SDL_Rect *clip = &frame->clip;
    for (int y = clip->y; y < clip->y + clip->h; y++) {
        int down = beyond(y, box.y, box.h, reach);
        for (int x = clip->x; x < clip->x + clip->w; x++) {
            int across = beyond(x, box.x, box.w, reach);
            int out = across > down ? across : down;
            uint32_t *pixel = pixel_at(frame, x, y);
            int share = out < reach ? out * 256 / reach : 256;
            if (out > 0)
                *pixel = mix_colors(*pixel, color, share * share / 256);
            else
                x = box.x + box.w - reach - 1; /* as is all up to there */
        }
    }
}

static void mix_pixel(struct frame *frame, int x, int y, uint32_t color, int share)
{
    const SDL_Rect *clip = &frame->clip;
    if (x < clip->x || y < clip->y || x >= clip->x + clip->w || y >= clip->y + clip->h)
        return;
    uint32_t *pixel = pixel_at(frame, x, y);
    *pixel = mix_colors(*pixel, color, share);
}

/* How much of a pixel in the corner's square lies within its quarter disc: 0 to 16 of 4 x 4. */
static int corner_share(int column, int row, int radius)
{
    int inside = 0;
    for (int i = 0; i < 16; i++) {
        int x = 8 * (radius - column) - 2 * (i % 4) - 1;
        int y = 8 * (radius - row) - 2 * (i / 4) - 1;
        inside += x * x + y * y <= 64 * radius * radius;
    }
    return inside;
}

static void fill_corners(struct frame *frame, SDL_Rect box, int radius, uint32_t color,
                         uint8_t opacity)
{
    for (int row = 0; row < radius; row++)
        for (int column = 0; column < radius; column++) {
            int share = corner_share(column, row, radius) * share_of(opacity) / 16;
            int right = box.x + box.w - 1 - column;
            int lower = box.y + box.h - 1 - row;
            mix_pixel(frame, box.x + column, box.y + row, color, share);
            mix_pixel(frame, right, box.y + row, color, share);
            mix_pixel(frame, box.x + column, lower, color, share);
            mix_pixel(frame, right, lower, color, share);
        }
}

void fill_round(struct frame *frame, SDL_Rect box, int radius, uint32_t color, uint8_t opacity)
{
    int most = (box.w < box.h ? box.w : box.h) / 2;
    radius = radius > most ? most : radius;
    if (!SDL_HasIntersection(&box, &frame->clip))
        return;
    fill_corners(frame, box, radius, color, opacity);
    SDL_Rect middle = {box.x, box.y + radius, box.w, box.h - 2 * radius};
    SDL_Rect edge = {box.x + radius, box.y, box.w - 2 * radius, radius};
    fill_box(frame, middle, color, opacity);
    fill_box(frame, edge, color, opacity);
    edge.y = box.y + box.h - radius;
    fill_box(frame, edge, color, opacity);
}

/* Along its longer axis, a short run of pixels across for each; Q8. */
void draw_line(struct frame *frame, SDL_Point from, SDL_Point to, int width, uint32_t color)
{
    bool steep = abs(to.y - from.y) > abs(to.x - from.x);
    int begin = steep ? from.y : from.x;
    int end = steep ? to.y : to.x;
    int across = steep ? from.x : from.y;
    int rise = (steep ? to.x : to.y) - across;
    int length = abs(end - begin);
    int sign = end < begin ? -1 : 1;
    for (int i = 0; i <= length; i++) {
        int middle = across * 256 + (length ? rise * 256 * i / length : 0) + 128;
        int low = middle - width * 128;
        for (int at = low >> 8; at * 256 < low + width * 256; at++) {
            int first = low > at * 256 ? low : at * 256;
            int last = low + width * 256 < at * 256 + 256 ? low + width * 256 : at * 256 + 256;
            mix_pixel(frame, steep ? at : begin + i * sign, steep ? begin + i * sign : at, color,
                      last - first);
        }
    }
}

void draw_mask(struct frame *frame, int x, int y, const uint8_t *mask, int width, int height,
               uint32_t color)
{
    SDL_Rect box = {x, y, width, height};
    if (!SDL_IntersectRect(&box, &frame->clip, &box))
        return;
    for (int row = box.y; row < box.y + box.h; row++) {
        const uint8_t *from = mask + (row - y) * width + (box.x - x);
        uint32_t *to = pixel_at(frame, box.x, row);
        for (int i = 0; i < box.w; i++)
            if (from[i])
                to[i] = mix_colors(to[i], color, share_of(from[i]));
    }
}

void draw_pixels(struct frame *frame, int x, int y, const uint32_t *pixels, int stride,
                 SDL_Rect from)
{
    SDL_Rect box = {x, y, from.w, from.h};
    if (!SDL_IntersectRect(&box, &frame->clip, &box))
        return;
    pixels += (from.y + box.y - y) * stride + from.x + box.x - x;
    for (int row = 0; row < box.h; row++, pixels += stride)
        memcpy(pixel_at(frame, box.x, box.y + row), pixels, (size_t)box.w * sizeof *pixels);
}
