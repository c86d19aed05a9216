/* panels.h - what the window is made of.                            SPDX-License-Identifier: MIT
 *
 * A panel has a box of the window. It says how high it would like to be, draws itself, and may
 * take what happens to it. All of them stand in one table; arrange.c gives each its box.
 */
#ifndef WINDOW_PANELS_H
#define WINDOW_PANELS_H

#include <SDL.h>
#include <stdbool.h>

struct window;

enum panel_id {
    PANEL_HEADER,
    PANEL_BENCH,
    PANEL_TIMELINE,
    PANEL_TASKS,
    PANEL_CONTROLS,
    PANEL_CONSOLE,
    PANEL_KEYS,
    PANELS
};

struct panel {
    const char *name;                      /* over it; NULL: it has no head, and no focus */
    int (*measure)(struct window *window); /* px that it would like to be high, without head */
    /* Draw all of it, if `whole`, else what changed. Returns what it drew. */
    SDL_Rect (*draw)(struct window *window, SDL_Rect box, bool whole);
    /* Something happened to it: a key while it has the focus, or the mouse within its box. False:
     * that means nothing here. Places are in px of the frame. NULL: nothing does. */
    bool (*event)(struct window *window, SDL_Rect box, const SDL_Event *event);
    bool lively; /* changes while time passes */
    /* How many rows there are below what it shows; NULL: it says so itself. */
    int (*below)(const struct window *window);
};

extern const struct panel panels[PANELS];

/* Where a panel is. */
struct place {
    SDL_Rect box;   /* with its head; empty: there is no room for it */
    SDL_Rect inner; /* what is its own to draw */
    bool wanted;    /* by the user */
    bool stale;     /* something else than time changed it */
};

/* Give each panel its box for the window as it is. */
void panels_arrange(struct window *window);
/* Draw what changed. */
void panels_draw(struct window *window);
void panel_stale(struct window *window, enum panel_id id);
void panels_stale(struct window *window); /* all of them */
bool panel_shown(const struct window *window, enum panel_id id);
/* Show or hide it. */
void panel_toggle(struct window *window, enum panel_id id);
/* The one at that place; PANELS if there is none. */
enum panel_id panel_at(const struct window *window, int x, int y);
/* Give the focus to the next one that can have it, or the one before. */
void panels_focus_next(struct window *window, int by);

#endif
