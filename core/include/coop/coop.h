/* coop.h - asyncio-style cooperative tasks for C11.                SPDX-License-Identifier: MIT
 *
 * A loop and its tasks are structs that you own: no heap, no threads, no globals. One task runs
 * at a time, up to its next await; async.h shows how a coroutine is written. The order of tasks
 * is (due time, age): a sleeping task is due at its deadline, a woken or new one is due now, and
 * equal times run in the order they came. The next task is chosen afresh after every step.
 *
 * Call everything from the loop's own thread, except what is marked ISR-safe. Passing NULL where
 * nothing is said about it is a bug, caught by COOP_ASSERT. Costs are constant unless stated.
 */
#ifndef COOP_H
#define COOP_H

#include "coop/async.h"
#include "coop/port.h"
#include "coop/task.h"
#include "coop/timers.h"

/* How an await, or a task, ended. Zero or more is success, failures are negative. */
enum coop_err {
    COOP_OK = 0,
    COOP_ERR_CANCELLED = -1, /* coop_cancel() ended it */
    COOP_ERR_FULL = -2,      /* a queue had no room; nothing was stored */
    COOP_ERR_EMPTY = -3,     /* a queue had no item */
    COOP_ERR_STOPPED = -4,   /* the port's idle() gave up */
    COOP_ERR_RUNNING = -5,   /* coop_run() inside coop_run() */
    COOP_ERR_SELF = -6,      /* a task cannot cancel or await itself, nor two await each other */
    COOP_ERR_FINISHED = -7,  /* nothing to cancel: the task has finished */
    COOP_ERR_BUSY = -8,      /* a gather owns the end of that task, or it has other waiters */
    COOP_ERR_FREE = -9,      /* nobody holds the lock, or what is released */
    COOP_ERR_TIMEOUT = -10,  /* the limit of coop_wait_for() passed first */
    COOP_ERR_USER = -100     /* this and below, but INT32_MIN, are free for programs */
};

/* Told about every step; for traces, cost models and watchdogs. A task that yields is
 * not woken. NULL members are skipped. */
typedef struct coop_probe {
    void *context;
    void (*step)(void *context, const coop_task *task);    /* it is about to run */
    void (*stepped)(void *context, const coop_task *task); /* it has yielded or ended */
    void (*woken)(void *context, const coop_task *task);   /* it was made due, or started */
} coop_probe;

/* Told when a failed task had its last chance to be awaited: one turn after its end. */
typedef void (*coop_failure_hook)(void *context, const coop_task *task);

/* All members are private. */
struct coop_loop {
    coop_attention attention;
    const coop_port *port;
    const coop_probe *probe;
    coop_task *current;
    coop_task *main;
    coop_list ready;           /* due, by age; while one of them runs, it stays first */
    coop_timers timers;        /* sleeping */
    struct coop_flag *flagged; /* since the last step, as a coop_list has it; irq_save() guards */
    void (*deliver)(coop_loop *loop); /* them; so that who has no flags has no code for them */
    coop_failure_hook failed;
    void *failed_context;
#if COOP_TASK_LIST
    coop_task *oldest; /* of those that have not finished */
    coop_task *newest;
#endif
};

/* ---- Loop -------------------------------------------------------------------------------- */

/* Prepare `loop` to run on `port`, which must outlive it. */
void coop_init(coop_loop *loop, const coop_port *port);

/* Run until `task`, spawned on this loop, has finished [asyncio.run]. Returns its result,
 * COOP_ERR_STOPPED, or COOP_ERR_RUNNING. Other tasks stay as they are and go on with the next
 * run. */
int32_t coop_run(coop_loop *loop, coop_task *task);

/* Run until coop_stop() [Loop.run_forever]. Returns COOP_OK, COOP_ERR_STOPPED, or
 * COOP_ERR_RUNNING. Other tasks stay as they are and go on with the next run. */
int32_t coop_run_forever(coop_loop *loop);

/* End coop_run_forever() [Loop.stop] when the tasks that are due now have had their turn. Again
 * before that, or outside of it, without effect. */
void coop_stop(coop_loop *loop);

/* Run one step if a task is due, and return 0. Else return the instant from which one will be
 * due, in us of the port's clock; COOP_NEVER if only a wake-up can make one so. For programs that
 * have a loop of their own. */
uint64_t coop_turn(coop_loop *loop);

/* Tell `probe` about every step from now on; NULL ends that. It must outlive the loop. */
void coop_observe(coop_loop *loop, const coop_probe *probe);

/* Call `hook` for each task that fails with nobody awaiting it, in the order of their ends; NULL,
 * as after coop_init(), tells nobody. A cancelled task has not failed. */
void coop_on_failure(coop_loop *loop, coop_failure_hook hook, void *context);
coop_failure_hook coop_failure_hook_of(const coop_loop *loop);

/* ---- Tasks ------------------------------------------------------------------------------- */

/* Start coroutine `name` as a task with named arguments [create_task]:
 *     coop_spawn(&loop, &blink_task, blink, .led = &led, .interval_ms = 250);
 * `job` points to a COOP_TASK_OF(name) that is zeroed, finished, or never used; it must stay in
 * place until the task has finished, and so has a gather that it is in; only then may it be used
 * again. The task first runs after those that are due now. Result: its coop_task. A task that has
 * not finished asserts. */
#define coop_spawn(loop, job, name, ...) COOP_SPAWN_(loop, job, name, __VA_ARGS__)

/* The same inside a coroutine, on its loop. */
#define coop_create_task(job, name, ...)                                                           \
    COOP_SPAWN_(coop_loop_of(coop_task_), job, name, __VA_ARGS__)

/* What those two are made of, for tables of coroutines: start a task whose frame, behind it in
 * memory, has its coroutine set and all else zeroed or given. Returns `task`. */
coop_task *coop_start(coop_loop *loop, coop_task *task);

/* End `task` at its await with COOP_ERR_CANCELLED [Task.cancel]: control leaves its body, so that
 * the code after that block runs. If it awaits another task, that one is cancelled in its place.
 * Returns COOP_OK, COOP_ERR_FINISHED, or COOP_ERR_SELF if that would be the running task.
 * O(tasks in the list it stands in). */
int32_t coop_cancel(coop_task *task);

bool coop_finished(const coop_task *task); /* or never spawned */

/* Of a finished task: what it returned, below 0 for a failure. COOP_OK before. */
int32_t coop_result(const coop_task *task);

coop_loop *coop_loop_of(const coop_task *task);

/* The task whose step is running, NULL between steps. */
coop_task *coop_current(const coop_loop *loop);

/* For people. The name of its outermost coroutine; the kind of its wait or state ("sleep",
 * "due", "finished", …); the file and line where it stopped, 0 before it began. */
const char *coop_name(const coop_task *task);
const char *coop_waits_for(const coop_task *task);
const char *coop_file(const coop_task *task);
uint16_t coop_line(const coop_task *task);

/* What a task does between its steps, for traces and views. */
typedef struct coop_state {
    const char *kind;   /* of its wait or state: "sleep", "event", "task", "finished", … */
    const void *object; /* the event, queue, task, … that it waits for; NULL: none */
    uint64_t due_us;    /* from when it may run; COOP_NEVER: until it is woken */
} coop_state;
coop_state coop_state_of(const coop_task *task);

/* ---- Awaitables: values for await ---------------------------------------------------------
 * Not awaiting one does not compile. */

/* Over `ms` or `us` from now, 0 to UINT32_MAX; never early, and late by what others hold the CPU.
 * Zero lets every task that is due run once [sleep_ms]. O(1) with COOP_TIMER_WHEEL,
 * else O(sleeping tasks). */
COOP_MUST_USE static inline coop_op coop_sleep_ms(uint32_t ms);
COOP_MUST_USE static inline coop_op coop_sleep_us(uint32_t us);

/* Over at `due_us` of the port's clock. If that has passed, as after a sleep of 0; COOP_NEVER: only
 * a cancellation ends it. For what repeats, see ticker.h. O(sleeping tasks). */
COOP_MUST_USE static inline coop_op coop_sleep_until(uint64_t due_us);

/* Run coroutine `name` inline, in `child`, a struct NAME of this frame: no turn is lost, and its
 * result is the await's [await name(…)]:
 *     await(coop_call(&self->press, wait_press, .pin = 3)); */
#define coop_call(child, name, ...) COOP_CALL_(child, name, __VA_ARGS__)

/* Over when `task` has finished, with its result; at once if it has, as often as you like.
 * COOP_ERR_BUSY if a gather owns it, COOP_ERR_SELF if it waits for this task. */
COOP_MUST_USE static inline coop_op coop_join(coop_task *task);

/* Over when all of the tasks have finished [gather]: coop_gather(&self->a.task, &self->b.task).
 * The first failure ends it with that result; the others run on. Being cancelled, it cancels
 * those still running. COOP_ERR_BUSY if one of them is awaited elsewhere, or named twice;
 * COOP_ERR_SELF if one waits for this task.
 * O(tasks) when one of them ends. */
#define coop_gather(...)                                                                           \
    coop_listed_(coop_gather_list(COOP_LIST_(__VA_ARGS__), COOP_COUNT_(__VA_ARGS__)))

/* The same, but failures do not end it and its result is COOP_OK [return_exceptions=True]; ask
 * coop_result() of each. */
#define coop_gather_settled(...)                                                                   \
    coop_listed_(coop_gather_settled_list(COOP_LIST_(__VA_ARGS__), COOP_COUNT_(__VA_ARGS__)))

/* The same for `count` tasks, 0 or more. `tasks` is read when the wait begins, and not kept: under
 * a coop_wait_for(), which begins it a turn later, it must lie in the frame. The two above hold
 * their list themselves, and do not compile there. */
COOP_MUST_USE static inline coop_op coop_gather_list(coop_task *const *tasks, uint32_t count);
COOP_MUST_USE static inline coop_op coop_gather_settled_list(coop_task *const *tasks,
                                                             uint32_t count);

#include "coop/sync.h" /* events, locks, flags, queues */

#include "coop/ops.h" /* the inline functions declared above */

#include "coop/wait_for.h" /* a time limit for any of them */

#endif
