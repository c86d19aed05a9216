/* watch.h - which step held the CPU longest, and whose it was.     SPDX-License-Identifier: MIT */
#ifndef COOP_WATCH_H
#define COOP_WATCH_H

#include "coop/coop.h"

/* A step: a task, named as by coop_name(), ran from one place to another. Lines are 0 before its
 * first await. What it points to is constant. */
typedef struct coop_watch_step {
    const char *name;
    const char *begin_file;
    const char *end_file;
    uint16_t begin_line;
    uint16_t end_line;
    uint32_t us; /* UINT32_MAX: that or more */
} coop_watch_step;

/* Told of a long step right after it. */
typedef void (*coop_watch_hook)(void *context, const coop_watch_step *step);

/* All members are private. */
typedef struct coop_watch {
    coop_probe probe;
    const coop_probe *next;
    coop_loop *loop;
    coop_watch_hook slow;
    void *slow_context;
    uint32_t slow_us;
    uint64_t began_us;
    coop_watch_step step;
    coop_watch_step longest;
} coop_watch;

/* Watch every step of `loop` from now on. A probe that it has already stays in use, inside of this
 * one. The watch must stay in place until coop_watch_end(). Two readings of the clock a step. */
void coop_watch_begin(coop_watch *watch, coop_loop *loop);
/* The probe that was there before is in use again; not while another watch is inside. */
void coop_watch_end(coop_watch *watch);

/* Call `hook` after each step of `limit_us` or more; NULL ends that. */
void coop_watch_on_slow(coop_watch *watch, uint32_t limit_us, coop_watch_hook hook, void *context);

/* The longest step since the watch began, or was last asked to forget; the first of equals. NULL
 * if there was none. */
const coop_watch_step *coop_watch_longest(const coop_watch *watch);
void coop_watch_forget(coop_watch *watch);

#endif
