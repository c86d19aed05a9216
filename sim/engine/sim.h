/* sim.h - a scene at work, in virtual time.                        SPDX-License-Identifier: MIT
 *
 * Deterministic: the same scene, cost model and inputs give the same events at the same virtual
 * microseconds, however sim_run() is sliced. The window, the headless player and the tests all
 * drive it through these calls, so none of them can change what happens.
 */
#ifndef ENGINE_SIM_H
#define ENGINE_SIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/scene.h"

struct sim;

enum sim_state {
    SIM_RUNNING,    /* reached the time it was told */
    SIM_FINISHED,   /* every task of the scene, or its main program, has ended */
    SIM_STANDSTILL, /* tasks run for ever and no time passes: sim_problem() names one */
    SIM_IDLE,       /* the same as running, but only an input can make a task due again */
    SIM_BUSY        /* patience is over, and a program holds the CPU: see sim_patience() */
};

enum sim_event_type {
    SIM_EVENT_SHOW,  /* pixels were sent: part, bytes */
    SIM_EVENT_PIN,   /* a pin was written: pin, level; -1 let go */
    SIM_EVENT_PRINT, /* a line on the console: text */
    SIM_EVENT_TASK,  /* a step begins: task, place, text is the task's name */
    SIM_EVENT_KEY,   /* a program took a key event: pin, level 1 pressed, 0 released */
    SIM_EVENT_INPUT, /* the outside drove a pin: pin, level */
    SIM_EVENT_FAIL,  /* a task failed and nobody awaited it, or a typed line was lost: text */
    SIM_EVENT_WAKE,  /* a task was made due, or started: task, text, by, wait is what is over */
    SIM_EVENT_WAIT,  /* a step is over, and its cost is paid: task, text, place, wait */
    SIM_EVENT_END,   /* the same, and the task has ended: task, text, place, result */
    SIM_EVENT_TYPE,  /* a line was typed at the console: text, without its end */
    SIM_EVENT_SET /* a setting was changed from outside: setting, text its path, level its value */
};

#define SIM_NOBODY SIZE_MAX /* no task */

/* What a task does between its steps. One that sleeps is due by itself; no event tells so. */
struct sim_wait {
    const char *kind; /* "sleep", "event", "queue", "task", …; "new": to begin */
    uint64_t due_us;  /* of virtual time; UINT64_MAX: until it is woken */
    size_t task;      /* what it waits for, if that is a task; of a gather, the first of them */
    size_t object;    /* if that is something else: its number, from 1 on; 0: not known */
};

struct sim_event {
    uint64_t time_us;
    enum sim_event_type type;
    size_t part;    /* index into scene->parts */
    size_t setting; /* index into scene->settings */
    const struct board_pin *pin;
    int level;
    const uint8_t *bytes; /* as on the wire */
    size_t byte_count;
    const char *text;

    /* Which task: first those of the scene, in its order, then its main, then what programs
     * start, as they appear. Several can have the same name. */
    size_t task;
    size_t by; /* whose step woke it; SIM_NOBODY: an interrupt, or another input */
    struct sim_wait wait;
    const char *file; /* place: of the await at which it stands; line 0: not begun */
    uint16_t line;
    int32_t result;
};

typedef void (*sim_listener)(void *context, const struct sim_event *event);

/* The scene must outlive it. `listener` (may be NULL) hears every event, in order, and on a thread
 * of the sim's while its owner waits in sim_run(). Time begins at the cost model's boot_us; no task
 * has run. NULL only when memory, or threads, are out. */
struct sim *sim_new(const struct scene *scene, sim_listener listener, void *context);
void sim_free(struct sim *sim);

/* Let the listener hear only events of these types, SIM_EVENT_BIT() of each; all of them, unless
 * told. The fewer, the faster. */
#define SIM_EVENT_BIT(type_) (1u << (type_))
#define SIM_EVENT_ALL        UINT32_MAX
void sim_want(struct sim *sim, uint32_t types);

/* Run while virtual time is below `until_us`. It ends there even in the middle of a call that holds
 * the CPU; the next run goes on with it. Only a program that never awaits nor calls its board, not
 * even for the time, holds up the caller. Takes some microseconds besides what happens. */
enum sim_state sim_run(struct sim *sim, uint64_t until_us);
/* End the step that is under way, go to the next moment at which a task is due, and run one step of
 * it; all this for a second at most. */
enum sim_state sim_step(struct sim *sim);

/* How long, in real time, sim_run() and sim_step() wait for a program that neither awaits nor calls
 * its board; 0, the default: for ever. After about so long they return SIM_BUSY. The program goes
 * on by itself, so of such a sim only sim_now_us() and the functions for signals' handlers may be
 * called, or sim_run(), which goes on waiting, until it returns something else; or this: */
void sim_patience(struct sim *sim, uint32_t ms);
/* Give it up. The listener hears no more of it. Its program may use it and its scene for ever: the
 * process that has them is to end without freeing them. */
void sim_abandon(struct sim *sim);

/* For a listener: sim_run() is to return at the time of this event, however far it was to go. What
 * else happens at that time comes with the next run. */
void sim_halt(struct sim *sim);

uint64_t sim_now_us(const struct sim *sim);
/* Why it stands still, or runs no more: one line for people. "" while it runs. */
const char *sim_problem(const struct sim *sim);
/* Whether it has ended with a failure: of its main program, or of a task of the scene. */
bool sim_failed(const struct sim *sim);

/* From `time_us` on, the outside drives that pin to `level`. A time that has passed means now:
 * the first microsecond not yet simulated. Returns the time it got; UINT64_MAX if memory is out.
 * Inputs at one time act in the order given. */
uint64_t sim_input(struct sim *sim, const struct board_pin *pin, bool level, uint64_t time_us);
/* The same for a button part, in its own terms. */
uint64_t sim_press(struct sim *sim, size_t part, bool pressed, uint64_t time_us);
/* The same for a line typed at the console: `line`, which is copied, and a '\n'. It stays there
 * until a program reads it. One for which SIM_TYPED_MAX has no room is lost, and SIM_EVENT_FAIL
 * says so. */
#define SIM_TYPED_MAX 4096 /* bytes that wait to be read */
uint64_t sim_type(struct sim *sim, const char *line, uint64_t time_us);
/* The same for a setting of the scene, by its index: from then on it has that value, and programs
 * see it when next they look. Of several that it gets at one time it takes the last. */
uint64_t sim_set(struct sim *sim, size_t setting, int32_t value, uint64_t time_us);

/* ---- Faults --------------------------------------------------------------------------------- */

/* From now on the pin keeps its level, whatever inputs do; or it is free again, and gets what the
 * last of them wanted. False if memory is out. */
bool sim_stick(struct sim *sim, const struct board_pin *pin, bool stuck);
/* Of the next `count` edges that inputs make at this pin no interrupt comes. Who reads the pin sees
 * them all the same. */
void sim_lose_edges(struct sim *sim, const struct board_pin *pin, uint32_t count);
/* The next turn of a task, as sim_task() counts them, takes `us` longer. */
void sim_stall(struct sim *sim, size_t task, uint64_t us);

/* ---- What is seen from outside, for pictures ------------------------------------------------ */

/* What was last sent to a neopixel part: red, green, blue (and white) of each pixel, after
 * brightness; NULL before the first. `latches`, unless NULL, gets how often it was sent. */
const uint8_t *sim_pixels(const struct sim *sim, size_t part, uint64_t *latches);
uint8_t sim_channels(const struct sim *sim, size_t part); /* 3 or 4 bytes a pixel */
bool sim_pin_level(const struct sim *sim, const struct board_pin *pin);
/* The level at a part's pin. */
bool sim_level(const struct sim *sim, size_t part);
/* Whether a button part is held. */
bool sim_pressed(const struct sim *sim, size_t part);

/* The value of a setting of the scene, by its index. */
int32_t sim_setting(const struct sim *sim, size_t setting);
/* Whether a task has asked for a line that is typed at the console so far. */
bool sim_console_read(const struct sim *sim);

/* Its tasks, for views; index up to the scene's task_count, then main. */
const coop_task *sim_task(const struct sim *sim, size_t task);
uint64_t sim_steps(const struct sim *sim); /* of all tasks so far */
/* The one whose step is under way, NULL if none is. May be asked from a signal's handler. */
const coop_task *sim_running(const struct sim *sim);
/* Send the signal to the thread that runs programs; false if that is the one that calls. From a
 * signal's handler, too. */
bool sim_signal(const struct sim *sim, int number);
/* What traces call a task. From a signal's handler, too. */
const char *sim_task_name(const struct sim *sim, const coop_task *task);

#endif
