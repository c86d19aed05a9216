/* program.h - tasks as data, which core and the model both play.   SPDX-License-Identifier: MIT */
#ifndef PROGRAM_H
#define PROGRAM_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#define PROGRAM_TASKS_MAX   10
#define PROGRAM_OPS_MAX     16
#define PROGRAM_IRQS_MAX    8
#define PROGRAM_BIRTHS_MAX  3 /* of a task: or two that start each other never end */
#define PROGRAM_LIMITS_MAX  2 /* of one await, one inside the other */
#define PROGRAM_GATHER_MAX  3
#define PROGRAM_HELPERS_MAX 80 /* tasks of time limits, two each */
#define PROGRAM_EACH        2  /* events, locks, … */
#define PROGRAM_ITEMS_MAX   4  /* capacity of a queue */

/* What an operation is about. */
enum program_thing { NO_THING, A_TIME, A_TASK, SOME_TASKS, AN_OBJECT, A_CODE };

enum program_code {
    OP_WORK,
    OP_SLEEP_US,
    OP_SLEEP_MS,
    OP_SLEEP_UNTIL,
    OP_SPAWN,
    OP_CANCEL,
    OP_JOIN,
    OP_GATHER,
    OP_SETTLED,
    OP_GROUP,
    OP_RACE,
    OP_EVENT_WAIT,
    OP_EVENT_SET,
    OP_EVENT_CLEAR,
    OP_LOCK_ACQUIRE,
    OP_LOCK_RELEASE,
    OP_QUEUE_GET,
    OP_QUEUE_PUT,
    OP_QUEUE_GET_NOWAIT,
    OP_QUEUE_PUT_NOWAIT,
    OP_QUEUE_PUSH,
    OP_QUEUE_DONE,
    OP_QUEUE_JOIN,
    OP_SEMAPHORE_ACQUIRE,
    OP_SEMAPHORE_RELEASE,
    OP_FLAG_WAIT,
    OP_FLAG_SET,
    OP_FLAG_CLEAR,
    OP_ISR_QUEUE_GET,
    OP_RETURN,
    PROGRAM_CODES
};

struct program_word {
    const char *name;
    enum program_thing thing;
    uint32_t weight; /* how often the generator takes it */
    bool waits;
};
extern const struct program_word program_words[PROGRAM_CODES];

struct program_op {
    uint8_t code;
    uint8_t limits; /* how many time limits it is awaited under */
    uint8_t count;  /* of `tasks` */
    bool called;    /* awaited in a coroutine that the task calls; released though it is not held */
    uint8_t tasks[PROGRAM_GATHER_MAX];     /* A_TASK has one */
    int32_t value;                         /* us or ms, index of an object, result */
    uint32_t limit_ms[PROGRAM_LIMITS_MAX]; /* the innermost first */
};

struct program_job {
    uint32_t rounds; /* its operations are done so many times */
    uint32_t op_count;
    bool stubborn; /* goes on after a cancellation */
    struct program_op ops[PROGRAM_OPS_MAX];
};

/* It sets a flag, or puts a number into the queue for interrupts. */
struct program_irq {
    uint32_t after_us; /* the start */
    uint8_t flag;      /* PROGRAM_EACH and above: the queue */
};

struct program {
    uint64_t start_us;
    uint32_t step_us; /* charged after each step */
    uint32_t task_count;
    uint32_t irq_count;
    uint32_t capacities[PROGRAM_EACH];
    uint32_t places[PROGRAM_EACH]; /* of the semaphores; the second one is bounded */
    struct program_job jobs[PROGRAM_TASKS_MAX];
    struct program_irq irqs[PROGRAM_IRQS_MAX]; /* in the order of time */
};

/* Task 0 is the main one, and starts first. The others are started by somebody, or never. The clock
 * begins up to 4 ms before `cross_us`. */
void program_generate(struct program *program, uint64_t seed, uint64_t cross_us);

/* Whether some operation gathers task `number`: its memory may then be in use after its end. */
bool program_gathers(const struct program *program, uint32_t number);

void program_print(const struct program *program, FILE *out);

/* ---- What happened ------------------------------------------------------------------------ */

enum log_event {
    LOG_BEGIN,  /* of an operation */
    LOG_RESULT, /* of one that has one */
    LOG_SKIPPED,
    LOG_END,
    LOG_FAILURE, /* the failure hook */
    LOG_IRQ,
    LOG_PHASE,
    LOG_STATE, /* at the end */
    LOG_EVENTS
};

#define LOG_HELPER  254u /* a task of a time limit */
#define LOG_NOBODY  255u
#define LOG_LINES   65536
#define LOG_NO_ITEM UINT32_MAX

struct log_line {
    uint64_t at_us;
    uint32_t step;
    int32_t result;
    uint32_t item;
    uint8_t task;
    uint8_t pc;
    uint8_t event;
};

struct log {
    const char *broken; /* what was wrong besides; NULL: nothing */
    uint32_t steps;
    uint32_t count;
    struct log_line lines[LOG_LINES];
};

void log_clear(struct log *log);
void log_add(struct log *log, struct log_line line);
/* The first line that differs; -1: none does. */
int32_t log_difference(const struct log *one, const struct log *other);
/* Both, side by side as it were, from a few lines before `line` on. */
void log_print(const struct program *program, const struct log *core, const struct log *model,
               int32_t line, FILE *out);

#endif
