/* delay.c - something to happen later, unless put off or stopped.  SPDX-License-Identifier: MIT
 *
 * Its task sleeps until the deadline, or parks for ever when it does not run. Whoever moves the
 * deadline only sets a flag; before the next step the loop moves the sleeping task accordingly.
 */
#include "coop/delay.h"

#include "internal.h"

static const coop_kind delay_kind = {.name = "delay"};

/* When it fires; COOP_NEVER if it does not run. If that is not after `over_us`, it does not run any
 * more: an interrupt that triggers it now begins a new run. */
COOP_NOINLINE static uint64_t deadline_us(coop_delay *delay, uint64_t over_us)
{
    const coop_loop *loop = delay->changed.loop;
    uint32_t saved = coop_irq_save_(loop);
    uint64_t us = delay->running ? delay->deadline_us : COOP_NEVER;
    if (us <= over_us)
        delay->running = false;
    coop_irq_restore_(loop, saved);
    return us;
}

/* Let its task wait for the deadline, as that is now. If it is due, or about to begin or end, it
 * looks itself. */
static void deliver(coop_flag *flag)
{
    coop_delay *delay = (coop_delay *)(void *)flag;
    coop_task *task = &delay->timer.task;
    uint64_t now_us = coop_now_(flag->loop);
    if (task->kind != &delay_kind || task->due_us <= now_us)
        return;
    if (task->due_us != COOP_NEVER)
        coop_timers_remove_(flag->loop, task);
    task->due_us = deadline_us(delay, 0);
    if (task->due_us <= now_us)
        coop_ready_(task);
    else if (task->due_us != COOP_NEVER)
        coop_timers_add_(flag->loop, task);
}

static void stop(coop_delay *delay, bool for_good)
{
    uint32_t saved = coop_irq_save_(delay->changed.loop);
    delay->running = false;
    delay->closed = for_good;
    coop_flag_set(&delay->changed);
    coop_irq_restore_(delay->changed.loop, saved);
    coop_event_clear(&delay->expired);
}

/* A coroutine of one step, which begins anew whenever the task is woken, whatever for. */
static coop_status enter(coop_frame *frame, coop_task *task)
{
    coop_delay *delay = ((struct coop_delay_timer *)(void *)frame)->delay;
    uint64_t now_us = coop_now_(delay->changed.loop);
    if (task->result < 0)
        stop(delay, true); /* somebody cancels all tasks there are */
    uint64_t due_us = deadline_us(delay, now_us);
    if (due_us <= now_us) {
        due_us = COOP_NEVER; /* deliver() sees to what triggers it from now on */
        coop_event_set(&delay->expired);
        if (delay->callback != NULL)
            delay->callback(delay->context);
    }
    if (delay->closed)
        return COOP_RESULT(COOP_OK);
    task->kind = &delay_kind;
    (void)coop_sleep_until_(task, due_us);
    return COOP_PENDING_;
}

const coop_coroutine coop_delay_timer = {enter, "coop_delay_timer", COOP_FILE_};

void coop_delay_init(coop_delay *delay, coop_loop *loop, uint32_t default_ms,
                     void (*callback)(void *context), void *context)
{
    *delay = (coop_delay){
        .default_ms = default_ms,
        .callback = callback,
        .context = context,
        .timer.coroutine = {.frame = {.coroutine = &coop_delay_timer}, .delay = delay}};
    coop_flag_init(&delay->changed, loop);
    delay->changed.deliver = deliver;
    coop_start(loop, &delay->timer.task);
}

int32_t coop_delay_trigger(coop_delay *delay, uint32_t ms)
{
    const coop_loop *loop = delay->changed.loop;
    int32_t result = COOP_ERR_FINISHED;
    uint32_t saved = coop_irq_save_(loop);
    if (!delay->closed) {
        delay->deadline_us = coop_now_(loop) + (uint64_t)(ms == 0 ? delay->default_ms : ms) * 1000;
        delay->running = true;
        coop_flag_set(&delay->changed);
        result = COOP_OK;
    }
    coop_irq_restore_(loop, saved);
    return result;
}

void coop_delay_stop(coop_delay *delay)
{
    stop(delay, delay->closed);
}

bool coop_delay_running(const coop_delay *delay)
{
    uint32_t saved = coop_irq_save_(delay->changed.loop);
    bool running = delay->running;
    coop_irq_restore_(delay->changed.loop, saved);
    return running;
}

void coop_delay_close(coop_delay *delay)
{
    stop(delay, true);
    (void)coop_cancel(&delay->timer.task);
}
