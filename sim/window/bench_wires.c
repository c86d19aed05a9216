/* bench_wires.c - the board below the parts, and a wire from each of them to its pin.
 *                                                                  SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "window/internal.h"

#define BOARD_HEIGHT 64
#define PCB          0x14513au
#define PCB_EDGE     0x0c3325u
#define COPPER       0xd9b25au
#define SILK         0xe8efe9u

static const uint32_t wire_colors[] = {0xe8c547u, 0x6fb1e8u, 0xe87f6fu, 0x8fd18au,
                                       0xc79be8u, 0xe8a76fu, 0x7fd6d0u, 0xe59bc2u};

int bench_board_height(const struct window *window)
{
    return window->bench.wired ? scaled(window, BOARD_HEIGHT) : 0;
}

static SDL_Rect board_box(const struct window *window)
{
    SDL_Rect bench = window->places[PANEL_BENCH].box;
    int height = bench_board_height(window) - scaled(window, 8);
    int width = bench.w - scaled(window, 40);
    int most = (int)window->scene->board->pin_count * scaled(window, 40);
    width = width > most ? most : width;
    return (SDL_Rect){bench.x + (bench.w - width) / 2, bench_foot(window).y - height, width,
                      height};
}

/* Pins stand in a row along the upper edge, in the order of the board. */
static SDL_Point pin_place(const struct window *window, SDL_Rect board, size_t pin)
{
    int count = (int)window->scene->board->pin_count;
    return (SDL_Point){board.x + (int)(2 * pin + 1) * board.w / (2 * count),
                       board.y + scaled(window, 9)};
}

static size_t pin_index(const struct scene *scene, const struct board_pin *pin)
{
    return (size_t)(pin - scene->board->pins);
}

/* Down from the part, across on a height of its own, and down to the pin. */
static void draw_wire(struct window *window, size_t part, SDL_Rect board)
{
    const struct render_part *body = &window->parts[part];
    SDL_Point from = bench_to_px(window, body->x_um, render_bounds(body).bottom);
    /* What stands below a part is its label; a ring has its own within, or a wire across it. */
    from.y += body->kind == RENDER_RING ? 0 : window->labels[part].height + scaled(window, 2);
    SDL_Point to =
        pin_place(window, board, pin_index(window->scene, window->scene->parts[part].pin));
    uint32_t color = wire_colors[part % (sizeof wire_colors / sizeof *wire_colors)];
    int width = 2 * hairline(window);
    int level = board.y - scaled(window, 6) - (int)(part % 8) * scaled(window, 4);
    SDL_Point corner = {from.x, level > from.y ? level : from.y};
    SDL_Point turn = {to.x, corner.y};
    draw_line(&window->frame, from, corner, width, color);
    draw_line(&window->frame, corner, turn, width, color);
    draw_line(&window->frame, turn, to, width, color);
}

static void draw_pin(struct window *window, SDL_Rect board, size_t pin, bool used)
{
    SDL_Point at = pin_place(window, board, pin);
    int size = scaled(window, used ? 8 : 5) | 1;
    SDL_Rect dot = {at.x - size / 2, at.y - size / 2, size, size};
    fill_round(&window->frame, dot, size / 2, COPPER, 255);
    fill_round(&window->frame, (SDL_Rect){at.x - size / 6, at.y - size / 6, size / 3, size / 3},
               size / 6, PCB_EDGE, 255);
    if (used)
        text_draw(window->text, TEXT_TINY, TEXT_CENTRE, at.x, at.y + size / 2 + scaled(window, 2),
                  SILK, window->scene->board->pins[pin].name);
}

void bench_draw_wires(struct window *window)
{
    const struct scene *scene = window->scene;
    if (!window->bench.wired)
        return;
    SDL_Rect board = board_box(window);
    fill_round(&window->frame, board, scaled(window, 6), PCB_EDGE, 255);
    SDL_Rect inner = {board.x + 1, board.y + 1, board.w - 2, board.h - 2};
    fill_round(&window->frame, inner, scaled(window, 6), PCB, 255);
    text_draw(window->text, TEXT_TINY, TEXT_CENTRE, board.x + board.w / 2,
              board.y + board.h - text_height(window->text, TEXT_TINY) - scaled(window, 3), SILK,
              scene->board->title);
    for (size_t i = 0; i < scene->board->pin_count; i++)
        draw_pin(window, board, i, false);
    for (size_t i = 0; i < scene->part_count; i++) {
        draw_wire(window, i, board);
        draw_pin(window, board, pin_index(scene, scene->parts[i].pin), true);
    }
}

void bench_wire(struct window *window)
{
    window->bench.wired = !window->bench.wired;
    window->laid_out = false;
}
