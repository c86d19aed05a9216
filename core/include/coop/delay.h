/* delay.h - something to happen later, unless it is put off or stopped.
 *                                                                  SPDX-License-Identifier: MIT
 * Behaves as Hinch's Delay_ms: a one-shot that can be triggered again while it runs, also from an
 * interrupt. Stopped, it does not fire, however shortly before it was triggered.
 */
#ifndef COOP_DELAY_H
#define COOP_DELAY_H

#include "coop/coop.h"

typedef struct coop_delay coop_delay;

/* The task of a delay: sleeps, and fires. */
COOP_DECLARE(coop_delay_timer, coop_delay *delay;);

/* All members are private. It must stay in place until coop_delay_ended(). */
struct coop_delay {
    coop_flag changed; /* deadline_us or running */
    coop_event expired;
    void (*callback)(void *context);
    void *context;
    uint64_t deadline_us;
    uint32_t default_ms;
    bool running;
    bool closed;
    COOP_TASK_OF(coop_delay_timer) timer;
};

/* Not running. `callback`, if not NULL, is called in a step of the delay's own task when the time
 * is over; it may do all that a task may except await. `default_ms` is for trigger. */
void coop_delay_init(coop_delay *delay, coop_loop *loop, uint32_t default_ms,
                     void (*callback)(void *context), void *context);
/* For the next time that it fires; NULL for none. */
static inline void coop_delay_callback(coop_delay *delay, void (*callback)(void *context),
                                       void *context)
{
    delay->callback = callback;
    delay->context = context;
}

/* Let it fire in `ms`, 0 for the default, from now, and not when it would have fired before.
 * COOP_ERR_FINISHED if it was closed. ISR-safe. */
int32_t coop_delay_trigger(coop_delay *delay, uint32_t ms);
/* Let it not fire, and forget that it has. */
void coop_delay_stop(coop_delay *delay);
/* Triggered, and neither fired nor stopped. */
bool coop_delay_running(const coop_delay *delay);

/* Over when it fires; at once if it has, since it was last stopped or cleared: triggering it again
 * does not clear it. */
COOP_MUST_USE static inline coop_op coop_delay_wait(coop_delay *delay)
{
    return coop_event_wait(&delay->expired);
}

static inline void coop_delay_clear(coop_delay *delay)
{
    coop_event_clear(&delay->expired);
}

/* Stop it for good, and end its task [deinit]. coop_delay_ended() tells when that has ended, which
 * is in its next turn: only then may its memory be used for something else. */
void coop_delay_close(coop_delay *delay);
static inline bool coop_delay_ended(const coop_delay *delay)
{
    return coop_finished(&delay->timer.task);
}

#endif
