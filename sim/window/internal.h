/* internal.h - the window's state, shared by its own files.         SPDX-License-Identifier: MIT */
#ifndef WINDOW_INTERNAL_H
#define WINDOW_INTERNAL_H

#include <SDL.h>
#include <stdbool.h>
#include <stdint.h>

#include "bench/layout.h"
#include "render/render.h"
#include "window/keys.h"
#include "window/pacing.h"
#include "window/text.h"
#include "window/window.h"

/* One accent on a calm ground; words are at least 4.5 : 1 against it. */
#define COLOR_GROUND    0x0e1116u
#define COLOR_PANEL     0x161b22u
#define COLOR_LINE      0x2a313bu
#define COLOR_KEY       0x1d232cu
#define COLOR_KEY_EDGE  0x3a4350u
#define COLOR_WORDS     0xe9ecf1u
#define COLOR_DIM       0x99a2b0u
#define COLOR_ACCENT    0xf2b04bu
#define COLOR_ON_ACCENT 0x201503u
#define COLOR_ERROR     0xff8a7au

#define CONSOLE_LINES   5
#define CONSOLE_WORDS   160

/* What holds a button, or did; a part is pressed while any of them does. */
enum hold { HOLD_KEY = 1, HOLD_MOUSE = 2, HOLD_STICKY = 4 };

struct console {
    char lines[CONSOLE_LINES][CONSOLE_WORDS];
    uint64_t times_us[CONSOLE_LINES];
    uint64_t count; /* of all lines so far; the newest is (count - 1) % CONSOLE_LINES */
};

struct toast {
    char words[300];
    bool error;
    uint32_t until_ms; /* of SDL_GetTicks(); 0: none */
};

struct window {
    const struct scene *scene;
    const struct window_options *options;
    struct sim *sim;
    struct pacing pacing;

    SDL_Window *handle;
    SDL_Renderer *renderer;
    SDL_Texture *stage;  /* the picture of the parts */
    SDL_Texture *corner; /* a white disc, for round edges */
    struct text *text;
    struct render *render;

    int width; /* of what can be drawn to, px */
    int height;
    int scale; /* of the design, 64ths */
    int exposure_stops;
    SDL_Rect bench; /* where parts and labels are */
    struct render_view view;
    struct render_part parts[SCENE_PARTS_MAX];
    struct label_size labels[SCENE_PARTS_MAX];
    uint8_t holds[SCENE_PARTS_MAX]; /* enum hold */
    bool laid_out;                  /* the rest fits the window's size */

    struct console console;
    struct toast toast;
    bool help_visible;
    bool fullscreen;
    bool visible;
    bool drawn; /* nothing has changed since */
    bool quitting;
    bool screenshot_wanted;
    bool failed;
};

/* `px` of the design in this window. */
static inline int scaled(const struct window *window, int px)
{
    return px * window->scale / LAYOUT_SCALE_ONE;
}

/* ---- window.c ------------------------------------------------------------------------------ */

uint64_t wall_us(void);
bool window_restart(struct window *window); /* false when there is no memory */
void window_say(struct window *window, bool error, const char *format, ...) PRINTF_LIKE(3, 4);

/* ---- input.c ------------------------------------------------------------------------------- */

void input_event(struct window *window, const SDL_Event *event);
/* Let a part be held, or no more, by one of the things that can. */
void input_hold(struct window *window, size_t part, enum hold hold, bool held);
/* Let go of all that a key or the mouse holds. */
void input_release(struct window *window);
/* Hold in a new simulation what is held now. */
void input_again(struct window *window);

/* ---- stage.c ------------------------------------------------------------------------------- */

/* Places and sizes for the window as it is now. */
void stage_layout(struct window *window);
/* The parts as they are, their labels and keys. False when memory is out. */
bool stage_draw(struct window *window);
/* The button at a place in the window, px; part_count if there is none. */
size_t stage_button_at(const struct window *window, int x, int y);
/* A picture of a ring as the window's icon. */
void stage_icon(SDL_Window *handle);

/* ---- panels.c, key_bar.c, help.c ----------------------------------------------------------- */

/* Their heights, px, with the margin around them. */
int header_height(struct window *window);
int console_height(const struct window *window);
int key_bar_height(struct window *window);

void header_draw(struct window *window);
void console_draw(struct window *window);
void key_bar_draw(struct window *window);
void toast_draw(struct window *window);
void help_draw(struct window *window);

/* ---- shapes.c ------------------------------------------------------------------------------ */

void fill_box(struct window *window, SDL_Rect box, uint32_t color, uint8_t opacity);
void fill_round(struct window *window, SDL_Rect box, int radius, uint32_t color, uint8_t opacity);
/* A key with its name on it, at x and y; returns its width. Lit while it is held. */
int draw_key(struct window *window, int x, int y, const char *cap, bool held);
int key_width(struct window *window, const char *cap);
int key_height(const struct window *window);

#endif
