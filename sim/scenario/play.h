/* play.h - inside of a scenario at play; for this folder alone.    SPDX-License-Identifier: MIT
 *
 * A kind of step, and a kind of expectation, is a row in a table: its keys, and what they do.
 */
#ifndef SCENARIO_PLAY_H
#define SCENARIO_PLAY_H

#include "engine/inputs.h"
#include "engine/sim.h"
#include "scenario/player.h"

enum { TELL_MAX = 400, LAST_EVENTS = 8, LAST_FRAMES = 3, EVENT_BYTES = 12, EVENT_TEXT = 80 };

#define EVENT_BIT(type_) (1u << (type_))
#define EVENT_ANY        UINT32_MAX

/* ---- What expectations look at ----------------------------------------------------------------
 */

/* What is known of a task, by the events that told of it; the index is that of the events. */
struct task_view {
    const char *name;    /* NULL: nothing was heard of it */
    const char *state;   /* "new", "due", "running", "sleep", "event", …, "finished" */
    const char *file;    /* where it stands */
    uint16_t line;       /* 0: not begun */
    int32_t result;      /* once it has finished */
    uint64_t due_us;     /* since when it may run, or from when; UINT64_MAX: not known */
    uint64_t began_us;   /* of its turn */
    uint64_t longest_us; /* of its turns */
    uint64_t longest_at_us;
    uint64_t starved_us; /* the longest that it was due before its turn */
    uint64_t starved_at_us;
};

struct console_log {
    char **lines;
    size_t count;
    size_t capacity;
    size_t cursor; /* of the first line behind what an expectation has found */
};

/* An event, short enough to keep the last few. */
struct past_event {
    uint64_t time_us;
    enum sim_event_type type;
    size_t part;
    const struct board_pin *pin;
    int level;
    uint8_t bytes[EVENT_BYTES];
    size_t byte_count; /* of all that were sent */
    char text[EVENT_TEXT];
};

/* An expectation at play. */
struct watch {
    const struct expectation *expectation;
    void *memory; /* of its kind, zeroed at the start */
};

enum watching { WATCH_NOTHING, WATCH_UNTIL_TRUE, WATCH_WHILE_TRUE };

struct player {
    const struct scenario *scenario;
    const struct play_options *options;
    struct diagnostics *diagnostics;
    struct sim *sim;
    uint64_t now_us; /* of the step: where time stands */
    uint64_t limit_us;
    bool ended;  /* the scene has; time goes on without it */
    bool failed; /* told */
    bool memory_out;
    struct inputs inputs; /* its generator */

    struct watch *steps; /* one for each step; without expectation, empty */
    struct watch *always;
    const struct watch **seers; /* those of both that want to hear of every event */
    size_t seer_count;
    size_t step;            /* which one is under way */
    uint64_t step_began_us; /* and since when */
    enum watching watching; /* its expectation, at every event */
    bool decided;           /* became true, or stopped being so */
    const struct watch *violated;

    struct task_view *tasks;
    size_t task_count;
    size_t task_capacity;
    struct console_log console;
    size_t updated; /* golden files written */
    struct past_event past[LAST_EVENTS];
    size_t past_count;
    char fail_text[TELL_MAX]; /* a task failed; "": none */
    uint64_t fail_us;
};

/* ---- Kinds ----------------------------------------------------------------------------------- */

struct expectation_kind {
    const char *name; /* "color": expect-color, wait-color */
    const char *help;
    const struct field *fields;
    size_t field_count;
    const char *const *either; /* of these fields, one must be there; ends in NULL; or NULL */
    size_t memory_size;
    uint32_t events; /* bits of those that can make it true or false */
    bool looks_back; /* it is about some time before now, so that it cannot hold always */
    bool now_only;   /* looked at once: it cannot be waited for */
    /* Hear an event, from the start on; NULL: not needed. */
    void (*see)(const struct player *player, const struct watch *watch,
                const struct sim_event *event);
    /* Whether it is so, at `now_us`. */
    bool (*holds)(struct player *player, const struct watch *watch, uint64_t now_us);
    /* What is seen now: "ring[3] is #000032"; and what should be: "#ff6000 ±2". */
    void (*tell)(struct player *player, const struct watch *watch, uint64_t now_us, char *seen,
                 char *wanted);
    /* It has been met by a step; NULL: nothing to do. */
    void (*met)(struct player *player, const struct watch *watch);
    /* What memory owns; NULL: nothing. */
    void (*free)(void *memory);
};

struct step_kind {
    const char *name;
    const char *help;
    const struct field *fields; /* the first is named like the kind: its own value */
    size_t field_count;
    void (*run)(struct player *player, const struct step *step);
};

extern const struct expectation_kind *const expectation_kinds[];
extern const size_t expectation_kind_count;
extern const struct step_kind step_kinds[];
extern const size_t step_kind_count;

/* Let time pass. False once the scenario has failed. */
bool player_pass(struct player *player, uint64_t until_us);
/* observe.c: keep what expectations and failures need of an event. */
void observe_event(struct player *player, const struct sim_event *event);
void observe_free_all(struct player *player);
/* An input did not fit in memory. */
void player_memory_out(struct player *player);
/* The task of that name that was heard of last; NULL: none. */
const struct task_view *player_task(const struct player *player, const char *name);

/* Light of a part's pixel as 0xWWRRGGBB; of an LED, its color while it is lit. */
uint32_t light_of(const struct player *player, size_t part, size_t pixel);
size_t light_count(const struct player *player, size_t part);

/* A time for people that can be given to a scenario again: "214.05ms", "1.2s". */
struct time_text {
    char text[32];
};
struct time_text time_text(uint64_t us);

#endif
