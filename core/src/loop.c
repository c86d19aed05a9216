/* loop.c - which task is next, and its step.                       SPDX-License-Identifier: MIT */
#include "coop/driver.h"
#include "internal.h"

void coop_init(coop_loop *loop, const coop_port *port)
{
    COOP_ASSERT(port != NULL);
    *loop = (coop_loop){.port = port};
    coop_mark_idle_(loop);
    coop_timers_init_(&loop->timers);
}

static void observe(coop_loop *loop, uint32_t what, bool on)
{
    if (!COOP_FOR_SPEED_)
        return; /* it looks at all of that before each step */
    uint32_t others = loop->attention.observed & ~what;
    loop->attention.observed = (uint8_t)(on ? others | what : others);
}

void coop_observe(coop_loop *loop, const coop_probe *probe)
{
    loop->probe = probe;
    observe(loop, COOP_PROBED_, probe != NULL);
}

void coop_ask_time(coop_loop *loop, bool always)
{
    observe(loop, COOP_ASKING_, always);
}

void coop_on_failure(coop_loop *loop, coop_failure_hook hook, void *context)
{
    loop->failed = hook;
    loop->failed_context = context;
}

coop_failure_hook coop_failure_hook_of(const coop_loop *loop)
{
    return loop->failed;
}

coop_task *coop_current(const coop_loop *loop)
{
    return loop->current;
}

extern inline void coop_list_push_first_(coop_list *list, coop_task *task);
extern inline void coop_list_push_(coop_list *list, coop_task *task);
extern inline coop_task *coop_list_pop_(coop_list *list);

void coop_list_remove_(coop_list *list, coop_task *task)
{
    coop_task *before = list->last;
    while (before->next != task)
        before = before->next;
    if (before == task) {
        list->last = NULL;
        return;
    }
    before->next = task->next;
    if (list->last == task)
        list->last = before;
}

void coop_leave_(coop_task *task)
{
    coop_list_remove_(task->object, task);
}

COOP_NOINLINE void coop_ready_(coop_task *task)
{
    coop_make_ready_(task);
}

void coop_wake_(coop_task *task)
{
    coop_loop *loop = coop_loop_(task);
    if (task->due_us <= coop_now_(loop))
        return;
    if (task->due_us != COOP_NEVER)
        coop_timers_remove_(loop, task);
    coop_ready_(task);
}

void coop_ready_all_(coop_list *list)
{
    while (list->last != NULL)
        coop_ready_(coop_list_pop_(list));
}

bool coop_wait_(coop_task *task)
{
    coop_unready_(task);
    task->due_us = COOP_NEVER;
    return false;
}

bool coop_park_(coop_task *task, const coop_kind *kind, void *object, coop_list *list)
{
    task->kind = kind;
    task->object = object;
    (void)coop_wait_(task);
    coop_list_push_(list, task);
    return false;
}

/* Its waiting may turn out not to be over; else it goes on where it stopped, in the innermost of
 * its frames, however deep that is. False if it may have ended. */
static inline bool resume(coop_task *task)
{
    if (COOP_RARE_(task->kind->resume != NULL) && !task->kind->resume(task))
        return false;
    coop_status status = task->frame->coroutine->enter(task->frame, task);
    if (!COOP_RARE_(status.code != COOP_PENDING_.code))
        return true;
    coop_ended_(task, status);
    return false;
}

/* As long as there is nothing to look at but ready tasks. Nobody sleeps, so the time at which a
 * task becomes due does not matter: sleepers to come are due later. */
static inline void run_ready(coop_loop *loop)
{
    while (!COOP_RARE_(coop_attention_(loop) != 0)) {
        coop_task *task = loop->ready.last->next;
        loop->current = task;
        if (!resume(task) && loop->main == NULL)
            break;
    }
    loop->current = NULL;
}

/* A sleeper and a ready task of equal times: the sleeper is older, because it was queued before
 * that time came and the other at it. So two lists are enough for the order (due time, age). */
static inline void wake_sleeper(coop_loop *loop)
{
    const coop_task *last = loop->ready.last;
    if (coop_timers_next_us_(loop) > (last != NULL ? last->next->due_us : coop_now_(loop)))
        return;
    coop_timers_wake_(loop);
    coop_mark_idle_(loop);
}

/* Whether look_around() has anything to do. */
static inline bool has_news(const coop_loop *loop)
{
    coop_attention attention = {.any = coop_attention_(loop)};
    return attention.flagged || attention.observed;
}

static void look_around(coop_loop *loop)
{
    if (COOP_FOR_SPEED_ && loop->attention.observed & COOP_ASKING_)
        (void)coop_now_(loop);
    coop_attention attention = {.any = coop_attention_(loop)};
    if (attention.flagged)
        loop->deliver(loop);
}

/* A step beside sleepers: a task that yields has become due now. */
static inline void resume_timed(coop_loop *loop, coop_task *task)
{
    task->due_us = 0;
    (void)resume(task);
    if (task->due_us == 0)
        task->due_us = coop_now_(loop);
}

/* As coop_turn(). */
COOP_FAST_INLINE_ uint64_t turn(coop_loop *loop)
{
    if (!COOP_FOR_SPEED_ || COOP_RARE_(has_news(loop)))
        look_around(loop);
    if (coop_asleep_(loop))
        wake_sleeper(loop);
    if (loop->ready.last == NULL)
        return coop_asleep_(loop) ? coop_timers_next_us_(loop) : COOP_NEVER;
    coop_task *task = loop->ready.last->next;
    const coop_probe *probe = loop->probe;
    loop->current = task;
    if (COOP_RARE_(probe != NULL) && probe->step != NULL)
        probe->step(probe->context, task);
    resume_timed(loop, task);
    if (COOP_RARE_(probe != NULL) && probe->stepped != NULL)
        probe->stepped(probe->context, task);
    loop->current = NULL;
    return 0;
}

uint64_t coop_turn(coop_loop *loop)
{
    COOP_ASSERT(loop->current == NULL);
    return turn(loop);
}

/* False: the port gave up. */
static inline bool turn_or_idle(coop_loop *loop)
{
    uint64_t until_us = turn(loop);
    return until_us == 0 || loop->port->idle(loop->port->context, until_us);
}

int32_t coop_run(coop_loop *loop, coop_task *task)
{
    if (loop->main != NULL || loop->current != NULL)
        return COOP_ERR_RUNNING;
    COOP_ASSERT(task->frame != NULL && coop_loop_(task) == loop);
    loop->main = coop_finished(task) ? NULL : task; /* until it ends */
    while (loop->main != NULL) {
        if (COOP_FOR_SPEED_ && coop_attention_(loop) == 0)
            run_ready(loop);
        else if (!turn_or_idle(loop))
            break;
    }
    bool ended = loop->main == NULL;
    loop->main = NULL;
    if (!ended)
        return COOP_ERR_STOPPED;
    coop_collect_(task);
    return task->result;
}
