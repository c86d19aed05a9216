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

enum { SIGNAL_STACK_SIZE = 65536 };

struct fiber {
    pthread_t thread;
    pthread_mutex_t mutex; /* guards the next two */
    pthread_cond_t changed;
    bool inside; /* whose turn it is: the fiber's, or its owner's */
    bool over;   /* run() has returned */
    bool freed;
    jmp_buf leave;
    void (*run)(void *context);
    void *context;
    bool has_signal_stack;
    char signal_stack[SIGNAL_STACK_SIZE];
};

/* Give the turn to the other side, and wait until it is back. */
static void hand_over(struct fiber *fiber, bool inside)
{
    pthread_mutex_lock(&fiber->mutex);
    fiber->inside = inside;
    pthread_cond_signal(&fiber->changed);
    while (fiber->inside == inside)
        pthread_cond_wait(&fiber->changed, &fiber->mutex);
    pthread_mutex_unlock(&fiber->mutex);
}

static void await_first_turn(struct fiber *fiber)
{
    pthread_mutex_lock(&fiber->mutex);
    while (!fiber->inside)
        pthread_cond_wait(&fiber->changed, &fiber->mutex);
    pthread_mutex_unlock(&fiber->mutex);
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
    await_first_turn(fiber);
    if (setjmp(fiber->leave) == 0 && !fiber->freed)
        fiber->run(fiber->context);
    end_signal_stack(fiber);
    pthread_mutex_lock(&fiber->mutex);
    fiber->over = true;
    fiber->inside = false;
    pthread_cond_signal(&fiber->changed);
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

void fiber_resume(struct fiber *fiber)
{
    if (!fiber->over)
        hand_over(fiber, true);
}

void fiber_pause(struct fiber *fiber)
{
    hand_over(fiber, false);
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
    fiber_resume(fiber);
    pthread_join(fiber->thread, NULL);
    pthread_cond_destroy(&fiber->changed);
    pthread_mutex_destroy(&fiber->mutex);
    free(fiber);
}
