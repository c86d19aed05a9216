/* history.h - what has happened, as the timeline and the list of tasks show it.
 *                                                                  SPDX-License-Identifier: MIT
 * It hears the simulation's events, keeps the latest of them, and sums up each task. A new
 * simulation of the same scene, heard up to the same time, makes the same history.
 */
#ifndef WINDOW_HISTORY_H
#define WINDOW_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/sim.h"

#define HISTORY_TASKS   256 /* tasks that are told apart; later ones are not listed */
#define HISTORY_MOMENTS (1u << 18)
#define HISTORY_SHOWS   (1u << 13) /* of one part */
#define HISTORY_LINES   1024       /* of the console */
#define HISTORY_WORDS   120        /* bytes of one */
#define HISTORY_ROWS    8          /* of colors that are kept of a part's pixels */
#define HISTORY_HOG_US  20000u /* who holds the CPU for longer keeps others from being in time */

enum moment_type {
    MOMENT_BEGIN, /* a task's step: task, line */
    MOMENT_WAIT,  /* it is over: task, line */
    MOMENT_END,   /* it is over, and so is the task */
    MOMENT_WAKE,  /* task was made due; by */
    MOMENT_PIN,   /* part's pin has another level */
    MOMENT_SHOW,  /* part was sent */
    MOMENT_KEY,   /* a program took an event of part: level 1 pressed */
    MOMENT_PRINT  /* a line of the console: line is its number, the low 16 bits */
};

struct moment {
    uint64_t time_us;
    uint8_t type; /* enum moment_type */
    int8_t level;
    int8_t before; /* the level until then; -1: let go, or none yet */
    uint16_t task; /* or part */
    uint16_t by;   /* a task; HISTORY_TASKS: none of them */
    uint16_t line;
};

enum task_state { TASK_NEW, TASK_READY, TASK_RUNNING, TASK_WAITING, TASK_ENDED };

struct task_view {
    const char *name;
    const char *file;
    uint16_t line; /* of its await; 0: not begun */
    enum task_state state;
    struct sim_wait wait;
    size_t parent;  /* whose step started it; SIM_NOBODY */
    int32_t result; /* once it has ended */
    uint64_t turns;
    uint64_t used_us;    /* of the steps that are over */
    uint64_t began_us;   /* its latest step */
    uint64_t ended_us;   /* that step's end */
    uint64_t due_us;     /* from when it could run, of the latest */
    uint64_t longest_us; /* its longest step */
    uint16_t longest_line;
    uint64_t late_us;   /* from due to its turn, at most */
    uint64_t latest_us; /* the same, of the latest turn */
    uint64_t held_us;   /* for how long it kept another waiting at most; 0: never too long */
    size_t held;        /* whom */
    uint64_t hogged_us; /* when that was */
};

/* Colors of a part as it was sent, HISTORY_ROWS or as many as it has pixels. */
struct show {
    uint64_t time_us;
    uint8_t colors[HISTORY_ROWS][3];
};

struct show_list {
    struct show *shows;  /* a ring of HISTORY_SHOWS; NULL: none yet */
    uint64_t count;      /* so far */
    uint32_t current_ua; /* that the part draws, as it was last sent */
};

enum line_kind { LINE_PRINTED, LINE_FAILED, LINE_TYPED };

struct history_line {
    uint64_t time_us;
    enum line_kind kind;
    char words[HISTORY_WORDS];
};

struct history {
    const struct scene *scene;
    struct task_view tasks[HISTORY_TASKS];
    size_t task_count;
    struct moment *moments; /* a ring of HISTORY_MOMENTS */
    uint64_t moment_count;  /* so far */
    struct show_list shows[SCENE_PARTS_MAX];
    uint64_t peak_ua;                   /* the most that all parts drew */
    int8_t levels[SCENE_PARTS_MAX];     /* of its pin; -1: let go, or not known */
    uint64_t happened[SCENE_PARTS_MAX]; /* how often something did, at it */
    struct history_line *lines;         /* a ring of HISTORY_LINES */
    uint64_t line_count;                /* so far */
    uint64_t heard;                     /* events so far */
};

/* An empty history of `scene`. False when memory is out. */
bool history_init(struct history *history, const struct scene *scene);
void history_free(struct history *history);
/* Forget everything: a new simulation begins. */
void history_clear(struct history *history);

/* A sim_listener; `context` is the history. */
void history_hear(void *context, const struct sim_event *event);

/* The oldest moment that is kept is number history_first(), the newest moment_count - 1. */
uint64_t history_first(const struct history *history);
const struct moment *history_moment(const struct history *history, uint64_t number);
/* The number of the first moment at `time_us` or later; moment_count if there is none. */
uint64_t history_find(const struct history *history, uint64_t time_us);

/* The same of what a part was sent, and of the console's lines. */
uint64_t history_first_show(const struct show_list *list);
/* The number of the last show at `time_us` or before; of the first if there is none. */
uint64_t history_find_show(const struct show_list *list, uint64_t time_us);
const struct show *history_show(const struct show_list *list, uint64_t number);
const struct history_line *history_line(const struct history *history, uint64_t number);

/* The level of a part's pin at that time; -1: let go, or not written yet. */
int history_level(const struct history *history, size_t part, uint64_t time_us);

/* Tasks below those that started them, in the order of their starts; those that have ended come
 * behind the others of the same parent. */
struct task_order {
    uint8_t tasks[HISTORY_TASKS];
    uint8_t depths[HISTORY_TASKS];
    size_t count;
};

void task_order(const struct history *history, struct task_order *order);

/* What a task is doing at `now_us`: one that sleeps is ready when its time has come. */
enum task_state history_state(const struct task_view *task, uint64_t now_us);
/* How long it has used the CPU, with the step that is under way. */
uint64_t history_used_us(const struct task_view *task, uint64_t now_us);
/* How long that step, or the longest one, holds the CPU, and whether that is too long. */
bool history_hogs(const struct task_view *task, uint64_t now_us);

#endif
