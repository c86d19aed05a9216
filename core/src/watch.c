/* watch.c - which step held the CPU longest, and whose it was.     SPDX-License-Identifier: MIT */
#include "coop/watch.h"
#include "internal.h"

/* Closest to the step, so that what the other probe costs or charges is not the task's. */
static void step(void *context, const coop_task *task)
{
    coop_watch *watch = context;
    if (watch->next != NULL && watch->next->step != NULL)
        watch->next->step(watch->next->context, task);
    watch->step.name = coop_name(task);
    watch->step.begin_file = coop_file(task);
    watch->step.begin_line = coop_line(task);
    watch->began_us = coop_now_(watch->loop);
}

static void stepped(void *context, const coop_task *task)
{
    coop_watch *watch = context;
    uint64_t us = coop_now_(watch->loop) - watch->began_us;
    watch->step.us = us < UINT32_MAX ? (uint32_t)us : UINT32_MAX;
    watch->step.end_file = coop_file(task);
    watch->step.end_line = coop_line(task);
    if (watch->longest.name == NULL || watch->step.us > watch->longest.us)
        watch->longest = watch->step;
    if (watch->slow != NULL && watch->step.us >= watch->slow_us)
        watch->slow(watch->slow_context, &watch->step);
    if (watch->next != NULL && watch->next->stepped != NULL)
        watch->next->stepped(watch->next->context, task);
}

static void woken(void *context, const coop_task *task)
{
    const coop_watch *watch = context;
    if (watch->next != NULL && watch->next->woken != NULL)
        watch->next->woken(watch->next->context, task);
}

void coop_watch_begin(coop_watch *watch, coop_loop *loop)
{
    *watch =
        (coop_watch){.probe = {watch, step, stepped, woken}, .next = loop->probe, .loop = loop};
    coop_observe(loop, &watch->probe);
}

void coop_watch_end(coop_watch *watch)
{
    COOP_ASSERT(watch->loop->probe == &watch->probe);
    coop_observe(watch->loop, watch->next);
}

void coop_watch_on_slow(coop_watch *watch, uint32_t limit_us, coop_watch_hook hook, void *context)
{
    watch->slow = hook;
    watch->slow_us = limit_us;
    watch->slow_context = context;
}

const coop_watch_step *coop_watch_longest(const coop_watch *watch)
{
    return watch->longest.name == NULL ? NULL : &watch->longest;
}

void coop_watch_forget(coop_watch *watch)
{
    watch->longest = (coop_watch_step){.name = NULL};
}
