/* model.h - the scheduler, slow and obvious.                       SPDX-License-Identifier: MIT
 *
 * Whoever waits stands in a list of numbers. Whoever sleeps or is due stands in none, but has a
 * time, and an age that tells who was given that time first. A step takes the least of these.
 */
#ifndef MODEL_H
#define MODEL_H

#include "sides.h"

#define MODEL_TASKS_MAX (PROGRAM_TASKS_MAX + PROGRAM_HELPERS_MAX)
#define NOBODY          (-1)

/* Results, as coop.h has them. */
enum {
    DONE = 0,
    CANCELLED = -1,
    FULL = -2,
    EMPTY = -3,
    STOPPED = -4,
    SELF = -6,
    FINISHED = -7,
    BUSY = -8,
    UNHELD = -9,
    TIMEOUT = -10
};

struct line_up {
    int count;
    int tasks[MODEL_TASKS_MAX];
};

enum model_wait {
    FOR_TURN, /* its first */
    FOR_TIME,
    FOR_EVENT,
    FOR_LOCK,
    FOR_PLACE,
    FOR_ITEM,
    FOR_ROOM,
    FOR_FLAG,
    FOR_ARRIVAL,
    FOR_TASK,
    FOR_TASKS,
    FOR_LIMIT,
    FOR_OVERDUE, /* the limit has passed, the task is being cancelled */
    FOR_FUNERAL  /* it has failed, and is told about unless somebody awaits it before */
};

struct model_task {
    uint32_t births;
    bool ended;
    bool queued; /* sleeping or due */
    uint64_t due_us;
    uint64_t age;
    bool cancelled; /* hears of it in its next turn */
    bool granted;   /* has been given what it waits for */
    enum model_wait wait;
    int object;           /* what it waits for: an index, or a task */
    struct line_up *line; /* where it stands, if anywhere */
    uint32_t *item;
    int32_t result;
    struct line_up waiters;
    int gatherer;
    enum program_code gathers; /* in which of the four ways */
    bool decided;              /* `result` is what its gather will end with */
    int child_count;
    int children[PROGRAM_GATHER_MAX];
    /* What it is to do. A helper belongs to the operation of a worker. */
    enum { A_WORKER, A_LIMITED, A_WATCH } role;
    int owner;
    int pc;
    int level;  /* of the time limit: 0 is the innermost */
    int target; /* of a watch: which task it awaits */
    uint32_t round;
    bool locked[PROGRAM_EACH];
    uint32_t places[PROGRAM_EACH];
};

struct model_queue {
    int count;
    int capacity;
    uint32_t items[PROGRAM_ITEMS_MAX];
    uint32_t unfinished;
    struct line_up getters;
    struct line_up putters;
    struct line_up joiners;
};

struct model {
    const struct program *program;
    struct log *log;
    uint64_t now_us;
    uint64_t age;
    uint32_t irqs_done;
    int current;
    int main;
    int task_count; /* workers, and helpers behind them */
    struct model_task tasks[MODEL_TASKS_MAX];
    int helpers[PROGRAM_TASKS_MAX][PROGRAM_OPS_MAX]; /* the first of an operation's */
    uint32_t items[PROGRAM_TASKS_MAX][PROGRAM_OPS_MAX];
    uint32_t next_item;
    bool event_set[PROGRAM_EACH];
    struct line_up event_waiters[PROGRAM_EACH];
    bool held[PROGRAM_EACH]; /* or granted to a task that has not had its turn */
    int granted_to[PROGRAM_EACH];
    struct line_up lock_waiters[PROGRAM_EACH];
    uint32_t free_places[PROGRAM_EACH];
    struct line_up place_waiters[PROGRAM_EACH];
    struct model_queue queues[PROGRAM_EACH];
    bool flag_set[PROGRAM_EACH];
    int flag_waiter[PROGRAM_EACH];
    struct model_queue arrivals;
    int raised_count; /* flags that interrupts have set since the last step */
    int raised[PROGRAM_EACH + 1];
};
extern struct model model;

/* ---- model.c: order, tasks ----------------------------------------------------------------- */

void model_log(uint8_t event, int task, int pc, int32_t result, uint32_t item);
void model_advance(uint64_t to_us);
void model_queue_up(struct line_up *line, int task);
int model_first_out(struct line_up *line);
/* Due at `due_us`, behind all that have that time already. */
void model_schedule(int task, uint64_t due_us);
void model_wake(int task, int32_t result);
void model_wake_all(struct line_up *line, int32_t result);
/* Let the running task wait; false, as model_begin() wants it. */
bool model_wait(enum model_wait wait, int object, struct line_up *line);
void model_birth(int task);
int32_t model_cancel(int task);
void model_end(int task, int32_t result);
/* Somebody has heard of its end. */
void model_hear(int task);

/* ---- model_waits.c: what is waited for ------------------------------------------------------ */

/* The running task begins to await that operation, within `levels` of its time limits. True: it is
 * over already. */
bool model_begin(const struct program_op *op, int levels);
/* A task that waited has its turn. True: that is over. */
bool model_resume(int task);
int32_t model_lock_release(int lock);
int32_t model_place_release(int semaphore);
int32_t model_put(int queue, uint32_t item);
int32_t model_get(int queue, uint32_t *item);
int32_t model_push(int queue, uint32_t item);
int32_t model_task_done(int queue);
void model_raise(int flag);
int32_t model_arrive(uint32_t item);
void model_deliver(void);

/* The running task, and the result of its await. */
struct model_task *model_self(void);
bool model_over(int32_t result); /* true */

/* ---- model_tasks.c: those that wait for tasks ----------------------------------------------- */

bool model_begin_join(int task);
bool model_begin_gather(const struct program_op *op);
bool model_begin_limit(const struct program_op *op, int level);
bool model_resume_gather(bool cancelled);
bool model_resume_limit(bool cancelled);
void model_child_ended(int child);
/* A time limit's task has heard how it ended. */
void model_watch_ended(int watch);

/* ---- model_worker.c: what the tasks do ------------------------------------------------------ */

/* The running task goes on, from its start or from its await. */
void model_go_on(void);

#endif
