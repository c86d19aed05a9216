/* fiber.c - a second line of execution.                            SPDX-License-Identifier: MIT
 *
 * A POSIX thread rather than a stack of our own making: makecontext() has left POSIX, and the
 * sanitizers and debuggers all know threads. Handing over takes some microseconds, once a slice.
 */
#include "engine/fiber.h"

#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

enum { SIGNAL_STACK_SIZE = 65536 };

struct fiber {
    pthread_t thread;
    pthread_mutex_t mutex;  /* guards inside and over */
    pthread_cond_t changed; /* inside has */
    bool inside;            /* whose turn it is: the fiber's, or its owner's */
    bool over;              /* run() has returned */
    bool freed;
    jmp_buf leave;
    void (*run)(void *context);
    void *context;
    bool has_signal_stack;
    char signal_stack[SIGNAL_STACK_SIZE];
};

static void give_turn(struct fiber *fiber, bool inside)
{
    fiber->inside = inside;
    pthread_cond_signal(&fiber->changed);
}

static void await_turn(struct fiber *fiber)
{
    while (!fiber->inside)
        pthread_cond_wait(&fiber->changed, &fiber->mutex);
}

/* Of the clock that pthread_cond_timedwait() has everywhere; where people set that one meanwhile,
 * patience is longer or shorter. */
static struct timespec time_in(uint32_t ms)
{
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    time.tv_sec += ms / 1000;
    time.tv_nsec += (long)(ms % 1000) * 1000000;
    if (time.tv_nsec >= 1000000000) {
        time.tv_nsec -= 1000000000;
        time.tv_sec++;
    }
    return time;
}

/* So that a handler has room even if a program has used up its stack. A sanitizer brings its own.
 */
static void begin_signal_stack(struct fiber *fiber)
{
    stack_t stack = {.ss_sp = fiber->signal_stack, .ss_size = sizeof fiber->signal_stack};
    stack_t before;
    if (sigaltstack(NULL, &before) == 0 && (before.ss_flags & SS_DISABLE) != 0)
        fiber->has_signal_stack = sigaltstack(&stack, NULL) == 0;
}

static void end_signal_stack(const struct fiber *fiber)
{
    stack_t none = {.ss_flags = SS_DISABLE};
    if (fiber->has_signal_stack)
        (void)sigaltstack(&none, NULL);
}

static void *thread_main(void *argument)
{
    struct fiber *fiber = argument;
    begin_signal_stack(fiber);
    pthread_mutex_lock(&fiber->mutex);
    await_turn(fiber);
    pthread_mutex_unlock(&fiber->mutex);
    if (setjmp(fiber->leave) == 0 && !fiber->freed)
        fiber->run(fiber->context);
    end_signal_stack(fiber);
    pthread_mutex_lock(&fiber->mutex);
    fiber->over = true;
    give_turn(fiber, false);
    pthread_mutex_unlock(&fiber->mutex);
    return NULL;
}

static bool make_thread(struct fiber *fiber)
{
    if (pthread_mutex_init(&fiber->mutex, NULL) != 0)
        return false;
    if (pthread_cond_init(&fiber->changed, NULL) == 0) {
        if (pthread_create(&fiber->thread, NULL, thread_main, fiber) == 0)
            return true;
        pthread_cond_destroy(&fiber->changed);
    }
    pthread_mutex_destroy(&fiber->mutex);
    return false;
}

struct fiber *fiber_new(void (*run)(void *context), void *context)
{
    struct fiber *fiber = calloc(1, sizeof *fiber);
    if (fiber == NULL)
        return NULL;
    fiber->run = run;
    fiber->context = context;
    if (make_thread(fiber))
        return fiber;
    free(fiber);
    return NULL;
}

bool fiber_resume(struct fiber *fiber, uint32_t patience_ms)
{
    int error = 0;
    struct timespec end = time_in(patience_ms);
    pthread_mutex_lock(&fiber->mutex);
    if (!fiber->over && !fiber->inside)
        give_turn(fiber, true);
    while (fiber->inside && error == 0)
        error = patience_ms == 0 ? pthread_cond_wait(&fiber->changed, &fiber->mutex)
                                 : pthread_cond_timedwait(&fiber->changed, &fiber->mutex, &end);
    bool back = !fiber->inside;
    pthread_mutex_unlock(&fiber->mutex);
    return back;
}

void fiber_pause(struct fiber *fiber)
{
    pthread_mutex_lock(&fiber->mutex);
    give_turn(fiber, false);
    await_turn(fiber);
    pthread_mutex_unlock(&fiber->mutex);
    if (fiber->freed)
        longjmp(fiber->leave, 1);
}

bool fiber_signal(const struct fiber *fiber, int number)
{
    return !pthread_equal(pthread_self(), fiber->thread) &&
           pthread_kill(fiber->thread, number) == 0;
}

void fiber_free(struct fiber *fiber)
{
    if (fiber == NULL)
        return;
    fiber->freed = true;
    (void)fiber_resume(fiber, 0);
    pthread_join(fiber->thread, NULL);
    pthread_cond_destroy(&fiber->changed);
    pthread_mutex_destroy(&fiber->mutex);
    free(fiber);
}
