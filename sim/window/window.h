/* window.h - a scene in a window: seen, heard, touched.             SPDX-License-Identifier: MIT
 *
 * The window paces virtual time against the wall, and hands what its user does to the simulation as
 * inputs: sim_press(), sim_type(), sim_set(). It never changes what happens else. So a session can
 * be recorded from the events that tell of inputs, and replayed without a window, to the same
 * trace.
 */
#ifndef WINDOW_H
#define WINDOW_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/sim.h"

/* Speeds count eighths of real time. */
#define WINDOW_SPEED_NORMAL 8
#define WINDOW_SPEED_MIN    1
#define WINDOW_SPEED_MAX    512

/* What pictures took, in us of the CPU, by what they are made of. */
enum window_cost_kind {
    WINDOW_COST_SIMULATION,
    WINDOW_COST_SHOW,   /* to the display */
    WINDOW_COST_PANELS, /* the first of them, in the order of window_cost_name() */
    WINDOW_COSTS = WINDOW_COST_PANELS + 8
};

struct window_costs {
    uint64_t frames;
    uint64_t first_frame_us; /* of real time, from window_play() on */
    uint64_t cpu_us[WINDOW_COSTS];
};

/* What that is called; NULL if it is nothing. */
const char *window_cost_name(int cost);

enum window_news {
    WINDOW_SAME,
    WINDOW_READY, /* there are others: open the scene again */
    WINDOW_WRONG  /* what was saved is not in order */
};

struct window_options {
    /* Make a fresh simulation of the scene that tells `listener` of each event; called once, and
     * again when time goes back, for the one before is no longer used. `again`: the same will
     * happen once more, up to some moment. The caller owns it, and frees it after window_play().
     * NULL ends the window with WINDOW_FAILED. */
    struct sim *(*start)(void *context, bool again, sim_listener listener, void *listener_context);
    /* Read the scene at `path`, which is played from now on, and free the one before and its
     * simulation. NULL, with lines in `why`, if it cannot be: all stays as it is. NULL itself: no
     * scene can be opened, nor is this one read again when its file changes. */
    const struct scene *(*open)(void *context, const char *path, char *why, size_t why_size);
    /* Look whether the scene's programs have been saved, without waiting; called all the time. If
     * they are wrong, with lines in `why`. NULL: that cannot be. */
    enum window_news (*look)(void *context, char *why, size_t why_size);
    /* A simulation of any scene, to draw it small; the window frees it. NULL: sim_new(). */
    struct sim *(*preview)(void *context, const struct scene *scene);
    void *context;
    uint32_t speed_eighths;      /* WINDOW_SPEED_MIN to WINDOW_SPEED_MAX; 0: normal */
    uint64_t end_us;             /* of virtual time: there the window closes; UINT64_MAX: never */
    bool paused;                 /* to begin with */
    bool remembers;              /* size and panels, from one window to the next */
    uint8_t style;               /* enum render_style, to begin with */
    bool gallery;                /* begin with the scenes to choose from */
    int width;                   /* of the window; 0: the one before's, or the design's 1280 */
    int height;                  /* 0: the same, or 720 */
    const char *screenshot_path; /* a PNG of the last picture is written there; NULL: none */
    /* Told of words that have no room and are cut off; called while they are drawn. NULL: nobody
     * asks. */
    void (*cut)(void *context, const char *words);
    /* Told of each picture that was shown; may push events of SDL. NULL: nobody asks. */
    void (*shown)(void *context);
    struct window_costs *costs; /* zeroed, to be added to; NULL: nobody asks */
};

enum window_end {
    WINDOW_CLOSED,      /* by its user */
    WINDOW_END_REACHED, /* end_us */
    WINDOW_INTERRUPTED, /* SIGINT or SIGTERM */
    WINDOW_NO_DISPLAY,  /* nothing was started: play without a window */
    WINDOW_FAILED       /* no memory, or start() gave nothing */
};

struct window_result {
    enum window_end end;
    bool screenshot_failed; /* the one at screenshot_path; it has been told on stderr */
    char reason[256];       /* for WINDOW_NO_DISPLAY and WINDOW_FAILED: one line, no full stop */
};

/* Show `scene`, and play it until the window is closed. Talks to stderr about what went wrong but
 * did not end it: no font, a screenshot that could not be written, a key of an unknown name. */
struct window_result window_play(const struct scene *scene, const struct window_options *options);

#endif
