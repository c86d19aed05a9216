/* task.h - layouts of tasks, frames and awaitables.                SPDX-License-Identifier: MIT
 *
 * Exposed, so that you own their memory; all members are private. coop.h has the functions.
 */
#ifndef COOP_TASK_H
#define COOP_TASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "coop/config.h"
#include "coop/port.h"

#if defined(__GNUC__)
#define COOP_MUST_USE     __attribute__((warn_unused_result))
#define COOP_MAYBE_UNUSED __attribute__((unused))
#define COOP_NOINLINE     __attribute__((noinline))
#define COOP_RARE_(x_)    __builtin_expect((x_), 0)
#else
#define COOP_MUST_USE
#define COOP_MAYBE_UNUSED
#define COOP_NOINLINE
#define COOP_RARE_(x_) (x_)
#endif

#if defined(__clang__) || (defined(__GNUC__) && __GNUC__ >= 7) /* avr-gcc may be older */
#define COOP_FALLTHROUGH __attribute__((fallthrough))
#else
#define COOP_FALLTHROUGH ((void)0)
#endif

/* Before the type of a constant that lies in a table: a chip whose loads do not reach its flash
 * would else copy it to RAM. Pointers to such constants have it, too. */
#ifdef __FLASH
#define COOP_FLASH __flash
#else
#define COOP_FLASH
#endif

/* Text for people, unless it is to be left out. */
#if COOP_NAMES
#define COOP_NAME_(text_) text_
#else
#define COOP_NAME_(text_) ""
#endif

typedef struct coop_loop coop_loop;
typedef struct coop_task coop_task;
typedef struct coop_frame coop_frame;

/* How a step of a coroutine ended: with a result, or waiting. A struct, so that `return 0;` from
 * a coroutine, which would finish it by accident, does not compile. */
typedef struct coop_status {
    int32_t code;
} coop_status;

/* What never changes about a coroutine; async.h defines one, named like the coroutine. */
typedef struct coop_coroutine {
    coop_status (*enter)(coop_frame *frame, coop_task *task);
    const char *name;
    const char *file;
} coop_coroutine;

/* First member of every coroutine's struct. */
struct coop_frame {
    const coop_coroutine *coroutine;
    union {
        coop_frame *caller; /* of an inline call: who awaits this frame */
        coop_loop *loop;    /* of a task's own frame */
    } owner;
    uint16_t line; /* of the await it stopped at; 0: not begun; bit 15: leaving its body */
    uint8_t flags;
    bool urgent; /* of a task's own frame: see coop_set_urgent() */
};

/* What a task can be doing. One constant of these for each kind of wait and each state. */
typedef struct coop_kind {
    const char *name; /* "sleep", "event", …: for people */
    /* The task has its turn. True: over, with task->result set; false: it waits again or has
     * ended. NULL: having been woken is enough. */
    bool (*resume)(coop_task *task);
    /* Take the waiting task off whatever list of `task->object` it stands in. NULL: off none.
     * coop_cancel_object_: `object` is a task, which is cancelled in place of the waiting one. */
    void (*abandon)(coop_task *task);
    /* In place of resume() when it has been cancelled, with that as task->result. NULL: over. */
    bool (*cancelled)(coop_task *task);
} coop_kind;

/* Tasks in the order they arrived: the last one, whose `next` is the first. NULL: none. */
typedef struct coop_list {
    coop_task *last;
} coop_list;

/* A task: 32 bytes on a 32-bit machine, and its coroutine's frame follows it in memory.
 *
 *               1 spawn          2 turn              3 await
 *     (zeroed) ───────► due ───────────► running ───────────► waiting or sleeping
 *                        ▲                  │ 4 return               │
 *                        │                  ▼                        │
 *                        │              finished                     │
 *                        └───────────────────────────────────────────┘
 *                                5 woken, deadline, cancel
 *
 * 1 coop_start · 2 coop_turn · 3 coop_op.begin · 4 coop_finish_ · 5 coop_ready_
 *
 * No member says which of these it is, since the others tell: loop->current is the running one;
 * `kind` is NULL once it has finished; `due_us` is COOP_NEVER while it waits for a wake-up.
 * All members are private; ask coop_finished(), coop_result(), coop_waits_for() and so on. */
struct coop_task {
    uint64_t due_us;       /* from when it may run; COOP_NEVER: until it is woken */
    coop_task *next;       /* in the one list it stands in */
    coop_frame *frame;     /* innermost of its frames: where it goes on */
    const coop_kind *kind; /* what it does or waits for; NULL: it has finished, or never begun */
    void *object;          /* the event, queue, task, … that it waits for */
    coop_list waiters;     /* tasks that await its end; with COOP_GATHERED: its siblings */
    union {
        int32_t result; /* of its last await; once it has finished, its own */
        void *out;      /* while it waits for a value: where to put it */
    };
#if COOP_TASK_LIST
    coop_task *older; /* among those of its loop that have not finished */
    coop_task *newer;
#endif
};

/* Flags of a task's own frame. */
#define COOP_GATHERED 1u /* a gather owns the end of this task */

/* Something to await: a value, used once, at once. */
typedef struct coop_op {
    /* Begin to wait, with the three others. True: over already, with task->result set; else the
     * task's kind says what it waits for. */
    bool (*begin)(coop_task *task, void *object, uint32_t number, void *out);
    void *object;
    uint32_t number;
    void *out;
} coop_op;

#if defined(__GNUC__)
/* One that reads a list in the expression which made it. That is gone a turn later, when
 * coop_wait_for() or a branch would begin it: so those do not take this type, only an await does.
 */
typedef struct coop_listed_op {
    coop_op op;
} coop_listed_op;

typedef union coop_awaited_op {
    coop_op op;
    coop_listed_op listed;
} __attribute__((transparent_union)) coop_awaited_op;
#endif

#define COOP_LEAVING_ 0x8000u
#define COOP_PENDING_ ((coop_status){INT32_MIN})

/* The frame that was given to coop_start: it follows its task in memory. */
static inline coop_frame *coop_root_(const coop_task *task)
{
    return (coop_frame *)(uintptr_t)(task + 1);
}

#endif
