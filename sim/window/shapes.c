/* shapes.c - boxes, round ones, and keys.                            SPDX-License-Identifier: MIT
 */
#include "window/internal.h"

#define CORNER_SIZE 24 /* px of the disc that round corners are cut from */
#define KEY_PAD     8

/* Coverage of a disc in a square of CORNER_SIZE, 4 x 4 samples a pixel. */
static uint32_t disc_pixel(int column, int row)
{
    int inside = 0;
    int radius = CORNER_SIZE * 4;
    for (int i = 0; i < 16; i++) {
        int x = (column * 4 + i % 4) * 2 + 1 - radius;
        int y = (row * 4 + i / 4) * 2 + 1 - radius;
        inside += x * x + y * y <= radius * radius;
    }
    return 0xffffffu | (uint32_t)(inside * 255 / 16) << 24;
}

static SDL_Texture *make_corner(SDL_Renderer *renderer)
{
    static uint32_t pixels[CORNER_SIZE * CORNER_SIZE];
    for (int i = 0; i < CORNER_SIZE * CORNER_SIZE; i++)
        pixels[i] = disc_pixel(i % CORNER_SIZE, i / CORNER_SIZE);
    SDL_Texture *texture = SDL_CreateTexture(renderer, SDL_PIXELFORMAT_ARGB8888,
                                             SDL_TEXTUREACCESS_STATIC, CORNER_SIZE, CORNER_SIZE);
    if (texture) {
        SDL_UpdateTexture(texture, NULL, pixels, CORNER_SIZE * 4);
        SDL_SetTextureBlendMode(texture, SDL_BLENDMODE_BLEND);
        SDL_SetTextureScaleMode(texture, SDL_ScaleModeLinear);
    }
    return texture;
}

void fill_box(struct window *window, SDL_Rect box, uint32_t color, uint8_t opacity)
{
    SDL_SetRenderDrawBlendMode(window->renderer, SDL_BLENDMODE_BLEND);
    SDL_SetRenderDrawColor(window->renderer, (uint8_t)(color >> 16), (uint8_t)(color >> 8),
                           (uint8_t)color, opacity);
    SDL_RenderFillRect(window->renderer, &box);
}

static void fill_corner(struct window *window, SDL_Rect box, int radius, int right, int bottom)
{
    int half = CORNER_SIZE / 2;
    SDL_Rect from = {right * half, bottom * half, half, half};
    SDL_Rect to = {right ? box.x + box.w - radius : box.x, bottom ? box.y + box.h - radius : box.y,
                   radius, radius};
    SDL_RenderCopy(window->renderer, window->corner, &from, &to);
}

void fill_round(struct window *window, SDL_Rect box, int radius, uint32_t color, uint8_t opacity)
{
    if (!window->corner)
        window->corner = make_corner(window->renderer);
    if (!window->corner || box.w < 2 * radius || box.h < 2 * radius) {
        fill_box(window, box, color, opacity);
        return;
    }
    SDL_SetTextureColorMod(window->corner, (uint8_t)(color >> 16), (uint8_t)(color >> 8),
                           (uint8_t)color);
    SDL_SetTextureAlphaMod(window->corner, opacity);
    for (int i = 0; i < 4; i++)
        fill_corner(window, box, radius, i % 2, i / 2);
    fill_box(window, (SDL_Rect){box.x + radius, box.y, box.w - 2 * radius, radius}, color, opacity);
    fill_box(window, (SDL_Rect){box.x, box.y + radius, box.w, box.h - 2 * radius}, color, opacity);
    fill_box(window, (SDL_Rect){box.x + radius, box.y + box.h - radius, box.w - 2 * radius, radius},
             color, opacity);
}

int key_height(const struct window *window)
{
    return text_height(window->text, TEXT_SMALL) + scaled(window, KEY_PAD);
}

int key_width(struct window *window, const char *cap)
{
    int width = text_width(window->text, TEXT_SMALL, cap) + 2 * scaled(window, KEY_PAD);
    int height = key_height(window);
    return width > height ? width : height;
}

int draw_key(struct window *window, int x, int y, const char *cap, bool held)
{
    SDL_Rect box = {x, y, key_width(window, cap), key_height(window)};
    int radius = scaled(window, 5);
    int edge = scaled(window, 64) / 64 > 1 ? scaled(window, 64) / 64 : 1;
    int down = held ? edge : 0;
    fill_round(window, box, radius, held ? COLOR_ACCENT : COLOR_KEY_EDGE, 255);
    SDL_Rect top = {box.x + edge, box.y + edge, box.w - 2 * edge, box.h - 3 * edge + down};
    fill_round(window, top, radius - edge, held ? COLOR_ACCENT : COLOR_KEY, 255);
    text_draw(window->text, TEXT_SMALL, TEXT_CENTRE, x + box.w / 2,
              y + (box.h - text_height(window->text, TEXT_SMALL)) / 2,
              held ? COLOR_ON_ACCENT : COLOR_WORDS, cap);
    return box.w;
}
