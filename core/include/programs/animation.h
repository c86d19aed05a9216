/* animation.h - what draws itself onto pixels, frame by frame.     SPDX-License-Identifier: MIT
 *
 * An animation is a program whose body is one frame:
 *
 *     ANIMATION(chase, const int32_t *color; uint32_t offset;)
 *     {
 *         … draw with self->animation.pixels, self->color, … and move on
 *     }
 *
 * The rest is the same for all: a frame is drawn at once and then each `speed`, on a grid, so that
 * a period is a period however long the drawing takes; it is sent while other tasks run; and after
 * `repeat` cycles the program ends. Whatever a frame needs is in the animation, so nothing is
 * allocated. The programs that come with Glowloop are in core/programs/animations.
 */
#ifndef PROGRAMS_ANIMATION_H
#define PROGRAMS_ANIMATION_H

#include "coop/keywords.h"
#include "coop/ticker.h"
#include "parts/pixels.h"
#include "programs/programs.h"

struct animation {
    struct pixels *pixels;
    const int32_t *speed;  /* ms from frame to frame; less than 1 is 1, most are 71 minutes */
    const int32_t *repeat; /* cycles until it ends; 0, or NULL: it never does */
    coop_ticker ticker;
    uint64_t begin_us;
    uint64_t elapsed_us;   /* from the first frame to the one that is drawn */
    uint32_t step_ms;      /* from the last frame to the next one */
    uint32_t cycle_ms;     /* of those that go by time; see animation_cycle() */
    uint32_t cycle;        /* number of the one that is under way, from 0; wraps */
    uint32_t into_ms;      /* how far it is, below cycle_ms */
    uint32_t frame;        /* number of the one that is drawn, from 0; wraps */
    uint32_t cycle_frames; /* of those that go by frames; see animation_step() */
};

/* A program that draws: its frame's members, and the block that draws one frame. */
/* clang-format off */
#define ANIMATION(name_, ...)                                                                      \
    COOP_LAYOUT_(name_, struct animation animation; __VA_ARGS__)                                   \
    static void name_##_draw_(struct name_ *self);                                                 \
    COOP_CODE_(name_, static)                                                                      \
    {                                                                                              \
        async_body {                                                                               \
            animation_begin(&self->animation, coop_loop_of(this_task));                            \
            do {                                                                                   \
                name_##_draw_(self);                                                               \
                await(animation_show(&self->animation));                                           \
            } while (animation_next(&self->animation, await_result));                              \
        }                                                                                          \
        return COOP_DONE;                                                                          \
    }                                                                                              \
    static void name_##_draw_(struct name_ *self)
/* clang-format on */

/* ---- For those that draw -------------------------------------------------------------------- */

/* The frame's number within a cycle of `frames`, 0 to frames - 1; 0 if there are none. */
uint32_t animation_step(struct animation *animation, uint32_t frames);

/* Go by cycles of `cycle_ms`, 0 to 2^31, counted from the first frame: `cycle` and `into_ms` are
 * those of the frame that is drawn; both are 0 if that is 0. Cheap while it stays the same. */
void animation_cycle(struct animation *animation, uint32_t cycle_ms);

/* How far the frame is into a cycle of `period_ms`, 0 to 65535; 0 if that is 0 or less. Goes by
 * that, as animation_cycle() does. */
uint16_t animation_phase(struct animation *animation, int32_t period_ms);

/* ---- For the macro, and for who writes a loop of frames of his own --------------------------- */

void animation_begin(struct animation *animation, const coop_loop *loop);

/* Send what was drawn; over when the next frame is due, with how many were left out because they
 * would have been late by a whole period. */
COOP_MUST_USE coop_op animation_show(struct animation *animation);

/* Go on by one frame and those left out. False if it has completed as many cycles as it shall. */
bool animation_next(struct animation *animation, int32_t left_out);

#endif
