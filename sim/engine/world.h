/* world.h - inside of a struct sim; for sim*.c and devices.c alone. SPDX-License-Identifier: MIT */
#ifndef ENGINE_WORLD_H
#define ENGINE_WORLD_H

#include "coop/coop.h"
#include "coop/pipe.h"
#include "engine/clock.h"
#include "engine/far.h"
#include "engine/fiber.h"
#include "engine/sim.h"
#include "parts/console.h"
#include "parts/digital.h"
#include "parts/expression.h"
#include "parts/pixels.h"

#define PINS_MAX 256 /* a pin is a uint8_t */

struct pin_state {
    const struct board_pin *pin;
    bool output;
    bool level;   /* driven by the program, if output */
    bool driven;  /* from outside */
    bool outside; /* that level */
    uint8_t pull; /* enum pin_pull */

    /* Faults. */
    bool stuck;          /* inputs do not reach it */
    bool awaited;        /* one came since */
    bool awaited_level;  /* the last of those */
    uint32_t lost_edges; /* so many of the next inputs' edges are told to nobody */
};

/* A part of the scene as programs see it, and as it looks. */
struct device {
    struct pixels pixels;
    uint8_t *storage; /* of pixels */
    uint8_t *sent;    /* as on the wire, last */
    uint8_t *light;   /* that as red, green, blue (and white) of each pixel, when asked for */
    bool light_stale;
    uint64_t latches;
    uint64_t busy_until_us; /* a transfer is under way */
    struct digital led;
    struct button_wiring button;
};

/* So many steps, or calls of the board in one step, without any passing of time are a standstill:
 * a scene of 64 tasks has then taken each of them thousands of times. */
#define STANDSTILL_STEPS 1000000u

/* What one task of the scene, or its main program, is given. */
struct job {
    int32_t *settings; /* one for each parameter; those bound to controls are unused */
    void **bindings;   /* one for each parameter */
    struct expression *formulas;
    struct program_tasks played;
    uint64_t stall_us; /* its next turn takes so much longer */
};

/* The console's side of what is typed. */
struct typed_ends {
    struct coop_pipe_ends ends; /* first: coop_pipe_io knows only this */
    bool asked;                 /* a task has, for a line */
};

/* A task that somebody has heard of. Memory may be used again, for another coroutine. */
struct known_task {
    const coop_task *task;
    const char *name;
};

/* For sim_event.task and sim_wait.object. */
struct known {
    struct known_task *tasks;
    size_t task_count;
    size_t task_capacity;
    const void **objects;
    size_t object_count;
    size_t object_capacity;
};

struct sim {
    const struct scene *scene;
    struct clock clock;
    struct board board;
    coop_port port;
    coop_probe probe;
    coop_loop loop;
    sim_listener listener;
    void *listener_context;
    _Atomic uint32_t wanted; /* types of events; 0 without a listener */
    struct pin_state pins[PINS_MAX];
    struct pin_watch *watches; /* in the order they began */
    struct device *devices;    /* one for each part */
    struct pixels *views;      /* one for each map */
    struct console console;
    struct console printer; /* the same, for programs that do not read */
    coop_stream console_input;
    coop_pipe typed;
    coop_io typed_io;
    struct typed_ends typed_ends;
    unsigned char typed_storage[SIM_TYPED_MAX];
    int32_t *controls;
    const int32_t **control_places; /* of each, for formulas */
    struct job *jobs; /* one for each task, and one for a main program; so are those: */
    struct program_task *programs;
    coop_task **tasks;
    coop_task *main;
    size_t stalls; /* jobs that have a stall_us */
    struct known known;
    struct fiber *fiber; /* runs all steps; what is below tells how far, and how far it came */
    bool single_step;    /* pause after a step that began after steps_before */
    uint64_t steps_before;
    bool busy; /* it has not come back when it should have */
    uint32_t patience_ms;
    bool ended;           /* nothing will happen any more */
    enum sim_state state; /* when it last paused */
    uint64_t steps;
    uint64_t idle_actions; /* steps and calls since time last moved */
    uint64_t moved_us;
    char problem[256];
    struct far far; /* zeroed, unless this is a mirror: then nothing runs here, and */
    bool failed;    /* tells what main's result does elsewhere; */
    bool halted;    /* the listener wants this run to end */
};

/* Where a setting has its value. */
int32_t *world_setting(const struct sim *sim, size_t index);
/* All but what runs. NULL when memory is out. */
struct sim *world_new(const struct scene *scene, sim_listener listener, void *context);

/* Fill in sim->board and the devices. False when memory is out. */
bool devices_init(struct sim *sim);
void devices_free(struct sim *sim);
/* So many bytes were sent to pixels. */
void devices_latch(struct device *device, const uint8_t *bytes, size_t size);
/* An input comes to pass. */
void devices_input(void *context, const struct clock_input *input);
/* The device of a part, as a program's parameter of that type wants it. */
void *devices_argument(struct sim *sim, const struct scene_argument *argument);

void world_emit(struct sim *sim, struct sim_event event);
/* A step was taken, or the board called: does that go on without any time passing? If so, does not
 * return. */
void world_watch(struct sim *sim);
/* observe.c: see what the loop does, from now on; False when memory is out. */
bool observe_init(struct sim *sim);
void observe_free(struct sim *sim);
/* sim_run.c: the fiber's side. */
void world_run(void *context);
void world_limit(void *context);

#endif
