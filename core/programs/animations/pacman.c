/* pacman.c - someone yellow eats dots, chased by four ghosts, then chases them.
 *                                                                  SPDX-License-Identifier: MIT
 * Source: the idea of Pacman in Adafruit's LED_Animation.
 */
#include "programs/animation.h"
#include "programs/parameters.h"

#define EATER  RGB(255, 150, 0)
#define SCARED RGB(0, 0, 96)
#define POWER  RGB(255, 120, 40)
#define GHOSTS 4
#define BEHIND 3 /* pixels from the eater to the first ghost */

static const COOP_FLASH uint32_t ghost_colors[GHOSTS] = {RGB(255, 0, 0), RGB(180, 0, 255),
                                                         RGB(0, 255, 255), RGB(255, 40, 0)};

static void put(struct pixels *pixels, int32_t index, uint32_t color)
{
    if (index >= 0 && index < pixels->count)
        pixels_set(pixels, (uint16_t)index, color);
}

/* What is still to eat: a dot on every second pixel, and the one that turns the tables. */
static void draw_dots(struct pixels *pixels, int32_t from, uint32_t color)
{
    uint32_t dot = color_scale(color, 1, 8);
    for (int32_t i = from + 1; i < pixels->count - 1; i++)
        if (i % 2 == 0)
            put(pixels, i, dot);
    if (from < pixels->count - 1)
        put(pixels, pixels->count - 1, POWER);
}

ANIMATION(pacman, const int32_t *color;)
{
    struct pixels *pixels = self->animation.pixels;
    int32_t way = pixels->count + BEHIND + GHOSTS * 2;
    int32_t step = (int32_t)animation_step(&self->animation, 2 * (uint32_t)way);
    bool back = step >= way;
    int32_t eater = back ? 2 * way - 1 - step : step;
    if (!back && eater >= pixels->count)
        eater = pixels->count - 1; /* at the power pellet, until they have come close */
    pixels_fill(pixels, RGB(0, 0, 0));
    if (!back)
        draw_dots(pixels, eater, (uint32_t)*self->color);
    for (int32_t i = 0; i < GHOSTS; i++) {
        int32_t ghost = (back ? 2 * way - 1 - step : step) - BEHIND - 2 * i;
        if (back || ghost < eater)
            put(pixels, ghost, back ? SCARED : ghost_colors[i]);
    }
    put(pixels, eater, EATER);
}

static const COOP_FLASH struct parameter parameters[] = {
    ANIMATION_PARAMETERS(pacman, 100),
    SETTING(pacman, "color", color, COLOR, 0, COLOR_MAX, 0xFFFFFF, "colour of the dots"),
    REPEAT_PARAMETER(pacman),
};

PROGRAM(pacman, "someone yellow eats dots, chased by four ghosts");
