/* internal.h - the window's state, shared by its own files.         SPDX-License-Identifier: MIT
 */
#ifndef WINDOW_INTERNAL_H
#define WINDOW_INTERNAL_H

#include <SDL.h>
#include <stdbool.h>
#include <stdint.h>

#include "bench/layout.h"
#include "render/render.h"
#include "window/colors.h"
#include "window/field.h"
#include "window/frame.h"
#include "window/gallery.h"
#include "window/history.h"
#include "window/keys.h"
#include "window/knobs.h"
#include "window/pacing.h"
#include "window/panels.h"
#include "window/text.h"
#include "window/travel.h"
#include "window/window.h"

/* What holds a button, or did; a part is pressed while any of them does. */
enum hold { HOLD_KEY = 1, HOLD_MOUSE = 2, HOLD_STICKY = 4 };

struct toast {
    char words[300];
    bool error;
    uint32_t until_ms; /* of SDL_GetTicks(); 0: none */
};

struct film;

struct recording {
    struct film *film; /* NULL: none is made */
    char path[64];
    int width; /* of its pictures */
    int height;
    uint64_t begin_us;
    uint64_t added_us; /* its latest picture */
};

enum lane_kind { LANE_TASK, LANE_PART, LANE_CONSOLE };

/* A line of the timeline. */
struct lane {
    enum lane_kind kind;
    size_t index; /* of the task or part */
};

struct timeline {
    uint64_t span_us;     /* that it shows */
    uint64_t right_us;    /* up to when, unless */
    bool follows;         /* it ends now */
    bool pointed;         /* something is pointed at: */
    struct lane lane;     /* where, or the one that is chosen */
    int pointed_x;        /* px, whatever time that is */
    uint64_t farthest_us; /* how far the session has come */
    int first;            /* lane at the top */
    bool scrubs;          /* the mouse drags the session's knob, else the lanes */
    int drag_x;
    uint64_t drag_us;
};

enum bench_drag { BENCH_DRAGS_NOTHING, BENCH_DRAGS_PART, BENCH_DRAGS_GROUND };

struct bench {
    bool wired;                  /* wires and the board are shown */
    bool own_view;               /* the user's, not one that shows all */
    bool moved[SCENE_PARTS_MAX]; /* to where the user wants it */
    size_t chosen;               /* by keys; part_count or more: none */
    enum bench_drag drag;
    SDL_Point from; /* where the mouse was pressed, and what it dragged was */
    int32_t from_x_um;
    int32_t from_y_um;
    bool hovers; /* the mouse is over a pixel: */
    size_t hovered;
    uint32_t hovered_pixel;
};

#define BREAKS_MAX 16

/* Time pauses when something happens in a lane; of the console's lines only at those that have the
 * text in them, if there is one. */
struct breakpoint {
    struct lane lane;
    char text[FIELD_SIZE];
};

struct breaks {
    struct breakpoint list[BREAKS_MAX];
    size_t count;
    bool armed;      /* time passes by itself */
    bool hit;        /* since then: */
    size_t hit_by;   /* which one, */
    uint64_t hit_us; /* and when */
};

enum console_mode { CONSOLE_SHOWS, CONSOLE_TYPES, CONSOLE_BREAKS };

#define CONSOLE_PAST 32

/* The console, and the field below its lines. */
struct console_panel {
    int offset;             /* lines that it has been scrolled back */
    enum console_mode mode; /* what the field takes: nothing, a line, the text of a breakpoint */
    bool asked;             /* a program has, for a line, when that was last looked at */
    bool skips;             /* the text of the key that has changed the mode */
    struct field line;      /* that is typed */
    struct field wanted;    /* the text to pause at */
    char past[CONSOLE_PAST][FIELD_SIZE]; /* a ring of lines that were typed */
    size_t past_count;                   /* so far */
    size_t past_back; /* how many of them the field has gone back; 0: it has the draft */
    char draft[FIELD_SIZE];
};

/* Another moment that is on its way. */
struct seek {
    enum { SEEK_NONE, SEEK_TIME, SEEK_EVENT } kind;
    bool then_plays;  /* no longer paused when it is over */
    uint64_t time_us; /* SEEK_TIME: until then, */
    uint64_t steps;   /* and until so many have been taken */
    struct lane lane; /* SEEK_EVENT: until more than `count` things have happened in it */
    uint64_t count;
};

struct window {
    const struct scene *scene;
    const struct window_options *options;
    struct travel travel;
    struct history history;
    struct pacing pacing;

    SDL_Window *handle;
    struct frame frame;
    struct text *text;
    const struct colors *colors;
    int scale; /* of the design, 64ths */
    struct place places[PANELS];
    enum panel_id focus;   /* PANELS: none */
    enum panel_id dragged; /* the mouse was pressed there, and is still; PANELS: none */
    SDL_Point mouse;       /* px; outside of the frame if the mouse is */

    struct render *render;
    int exposure_stops;
    struct bench bench;
    struct render_view view;
    struct render_part parts[SCENE_PARTS_MAX];
    struct label_size labels[SCENE_PARTS_MAX];
    uint8_t holds[SCENE_PARTS_MAX]; /* enum hold */

    uint8_t encoded[256]; /* the sRGB byte of each code, exposed */
    struct timeline timeline;
    struct seek seek;
    size_t task_most; /* tasks that there ever were: panels do not shrink in the past */
    int lanes_most;
    size_t task_chosen; /* in the list of tasks */
    int task_first;     /* that the list shows */
    size_t knob_chosen; /* a setting of the scene */
    int knob_first;     /* at the top of the controls */
    bool edited;        /* the chosen one's value is being written: */
    struct field edit;
    struct console_panel console;
    struct breaks breaks;

    uint64_t file_mark; /* of the scene's text */
    uint64_t kept_us;   /* how far it had come when it was saved */
    uint32_t looked_ms; /* when that was looked at */
    uint32_t missing;   /* looks since then that found no file */
    char problem[2000]; /* lines about a scene that could not be opened; "": none */

    struct gallery gallery;
    struct recording recording;
    struct toast toast;
    bool toast_shown; /* it lies on the frame */
    bool help_visible;
    bool fullscreen;
    bool visible;
    bool laid_out; /* the rest fits the window's size */
    bool drawn;    /* nothing has changed since */
    bool quitting;
    bool icon_made;
    bool screenshot_wanted;
    bool failed;
    uint64_t opened_us; /* of wall_us() */
    uint64_t cost_mark_us;
};

/* `px` of the design in this window. */
static inline int scaled(const struct window *window, int px)
{
    return px * window->scale / LAYOUT_SCALE_ONE;
}

/* The same of a line: not less than one. */
static inline int hairline(const struct window *window)
{
    return scaled(window, 1) > 1 ? scaled(window, 1) : 1;
}

static inline bool inside(SDL_Rect box, int x, int y)
{
    return x >= box.x && y >= box.y && x < box.x + box.w && y < box.y + box.h;
}

/* ---- window.c ------------------------------------------------------------------------------ */

uint64_t wall_us(void);
uint64_t now_us(const struct window *window); /* of virtual time, within the session */
bool window_restart(struct window *window);   /* false when there is no memory */
void window_say(struct window *window, bool error, const char *format, ...) PRINTF_LIKE(3, 4);

/* ---- costs.c: nothing, unless somebody asks for costs ---------------------------------------- */

void costs_begin(struct window *window);
/* What the CPU did since the last of these was for that. */
void costs_add(struct window *window, int cost);
void costs_frame(struct window *window);

/* ---- input.c ------------------------------------------------------------------------------- */

void input_event(struct window *window, const SDL_Event *event);
/* Let a part be held, or no more, by one of the things that can. */
void input_hold(struct window *window, size_t part, enum hold hold, bool held);
/* Let go of all that a key or the mouse holds. */
void input_release(struct window *window);
/* Hold in a new simulation what is held now. */
void input_again(struct window *window);

/* ---- commands.c ---------------------------------------------------------------------------- */

void command_obey(struct window *window, enum command command);

/* ---- record.c ------------------------------------------------------------------------------- */

void record_toggle(struct window *window);
void record_end(struct window *window);
/* The bench as it is now; takes what of it makes a film. */
void record_picture(struct window *window, const struct render_picture *picture);

/* ---- remember.c: sizes and panels, from one window to the next --------------------------------
 */

void remember_restore(struct window *window);
void remember_keep(const struct window *window);

/* ---- open.c -------------------------------------------------------------------------------- */

void open_begin(struct window *window); /* a scene is there that was not before */
void open_saved(struct window *window); /* its file is as it should be: do not read it again */
/* Play the scene at `path` from now on. False, with window->problem, if it is not in order. */
bool open_scene(struct window *window, const char *path);
/* Read the scene again if its file, or one with its programs, was saved. */
void open_look(struct window *window);

/* ---- seek.c: all of these pause -------------------------------------------------------------- */

void window_go_to(struct window *window, uint64_t time_us);
void window_step_back(struct window *window);                     /* to before the latest step */
void window_go_to_event(struct window *window, struct lane lane); /* the next one in a lane */
/* The same scene, saved: begin again, do what was done, and come to where it was. */
void window_catch_up(struct window *window);
/* Let time pass as fast as it should, up to what pauses. */
void window_play_on(struct window *window);
/* Go some of the way, if there is one to go. */
void seek_advance(struct window *window);

/* ---- breaks.c ------------------------------------------------------------------------------- */

/* Pause at what happens in a lane, with a text if it is not "", or no more; and say so. */
void breaks_toggle(struct window *window, struct lane lane, const char *text);
/* The breakpoint that is this one; its number is breaks.count if there is none. */
size_t breaks_find(const struct window *window, struct lane lane, const char *text);
/* Take a breakpoint back. */
void breaks_remove(struct window *window, size_t index);
/* Whether a line of the console has the text of a breakpoint. */
bool breaks_in_line(const struct window *window, const char *words);
/* Keep an event in the history, and let time pause if a breakpoint is for it. */
void breaks_hear(struct window *window, const struct sim_event *event);
/* Time has passed: if it paused, say at what. */
void breaks_tell(struct window *window);

/* ---- Panels' own files --------------------------------------------------------------------- */

int header_measure(struct window *window);
SDL_Rect header_draw(struct window *window, SDL_Rect box, bool whole);

void bench_arrange(struct window *window); /* places of parts within the bench's box */
SDL_Rect bench_draw(struct window *window, SDL_Rect box, bool whole);
bool bench_event(struct window *window, SDL_Rect box, const SDL_Event *event);
void bench_fit(struct window *window);
void bench_next_style(struct window *window);
SDL_Rect bench_foot(const struct window *window); /* where the next one writes */
void bench_draw_foot(struct window *window);
/* Where a place of the bench is in the frame. */
SDL_Point bench_to_px(const struct window *window, int32_t x_um, int32_t y_um);
void bench_wire(struct window *window); /* show or hide them: */
int bench_board_height(const struct window *window);
void bench_draw_wires(struct window *window);
void bench_draw_hover(struct window *window, SDL_Rect bench);
void bench_draw_choice(struct window *window, SDL_Rect box);
/* What red, green and blue codes of a pixel look like, as 0xRRGGBB. */
uint32_t window_pixel_color(const struct window *window, const uint8_t *codes);
/* A picture of a ring as the window's icon. */
void bench_icon(SDL_Window *handle);

int tasks_measure(struct window *window);
/* What is left of that height below the last row that fits. */
int tasks_left_over(const struct window *window, int height);
SDL_Rect tasks_draw(struct window *window, SDL_Rect box, bool whole);
bool tasks_event(struct window *window, SDL_Rect box, const SDL_Event *event);

int console_measure(struct window *window);
SDL_Rect console_draw(struct window *window, SDL_Rect box, bool whole);
bool console_event(struct window *window, SDL_Rect box, const SDL_Event *event);
/* Give its field the keys, for a line or for the text of a breakpoint. */
void console_type(struct window *window);
void console_break(struct window *window);
/* See whether a program reads it by now. */
void console_look(struct window *window);
/* Whether the field has the keys now. */
bool console_writes(const struct window *window);

/* console_field.c: the field itself. */
int console_field_height(const struct window *window);
void console_field_draw(struct window *window, SDL_Rect box);
bool console_field_event(struct window *window, SDL_Rect box, const SDL_Event *event);

int timeline_measure(struct window *window);
SDL_Rect timeline_draw(struct window *window, SDL_Rect box, bool whole);
bool timeline_event(struct window *window, SDL_Rect box, const SDL_Event *event);

int controls_measure(struct window *window);
int controls_below(const struct window *window);
SDL_Rect controls_draw(struct window *window, SDL_Rect box, bool whole);
bool controls_event(struct window *window, SDL_Rect box, const SDL_Event *event);

int key_bar_measure(struct window *window);
SDL_Rect key_bar_draw(struct window *window, SDL_Rect box, bool whole);

/* ---- Over the panels ------------------------------------------------------------------------ */

void toast_draw(struct window *window);
void problem_draw(struct window *window);
const char *toast_words(const struct window *window); /* NULL: none */
void help_draw(struct window *window);

/* ---- words.c: what several panels write ------------------------------------------------------ */

/* "0:01.200", with hours if there are any. */
void write_time(char text[48], uint64_t time_us);
/* "1.20 s", "350 ms", "42 µs": three digits or so. */
void write_span(char text[24], uint64_t span_us);
/* Before a line of the console, as colors alone are no sign: typed, failed, or "". */
const char *line_mark(enum line_kind kind);
/* A key with its name on it, at x and y; returns its width. Lit while it is held. */
int draw_key(struct window *window, int x, int y, const char *cap, bool held);
int key_width(struct window *window, const char *cap);
int key_height(const struct window *window);

#endif
