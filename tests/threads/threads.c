/* threads.c - a flag set from another thread, for ThreadSanitizer. SPDX-License-Identifier: MIT
 *
 * The other thread stands for an interrupt, a mutex for keeping it out. It sets the flag and waits
 * until the task has seen it, at times twice; so a wake-up that is lost ends in a standstill.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "coop/keywords.h"

#define ROUNDS 20000u

static pthread_mutex_t keep_out = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t sleeping = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t woken = PTHREAD_COND_INITIALIZER;
static bool wake_pending;
static coop_loop loop;
static coop_flag flag;
static uint32_t seen; /* atomic */

static uint64_t now_us(void *context)
{
    (void)context;
    return 0;
}

static bool idle(void *context, uint64_t until_us)
{
    (void)context;
    (void)until_us;
    pthread_mutex_lock(&sleeping);
    while (!wake_pending)
        pthread_cond_wait(&woken, &sleeping);
    wake_pending = false;
    pthread_mutex_unlock(&sleeping);
    return true;
}

static void wake(void *context)
{
    (void)context;
    pthread_mutex_lock(&sleeping);
    wake_pending = true;
    pthread_cond_signal(&woken);
    pthread_mutex_unlock(&sleeping);
}

static uint32_t irq_save(void *context)
{
    (void)context;
    pthread_mutex_lock(&keep_out);
    return 0;
}

static void irq_restore(void *context, uint32_t saved)
{
    (void)context;
    (void)saved;
    pthread_mutex_unlock(&keep_out);
}

_Noreturn void coop_assert_failed(const char *file, int line)
{
    fprintf(stderr, "assertion at %s:%d\n", file, line);
    abort();
}

async_def(watch, )
{
    async_body {
        while (__atomic_load_n(&seen, __ATOMIC_RELAXED) < ROUNDS) {
            await(coop_flag_wait(&flag));
            __atomic_add_fetch(&seen, 1, __ATOMIC_RELAXED);
        }
    }
    return COOP_DONE;
}

static void *interrupt(void *context)
{
    (void)context;
    uint32_t before = 0;
    while (before < ROUNDS) {
        coop_flag_set(&flag);
        if (before % 3 == 0)
            coop_flag_set(&flag);
        uint32_t now;
        while ((now = __atomic_load_n(&seen, __ATOMIC_RELAXED)) == before)
            (void)sched_yield();
        before = now;
    }
    return NULL;
}

int main(void)
{
    static const coop_port port = {NULL, now_us, idle, wake, irq_save, irq_restore};
    static struct watch_task task;
    pthread_t thread;
    coop_init(&loop, &port);
    coop_flag_init(&flag, &loop);
    coop_spawn(&loop, &task, watch);
    if (pthread_create(&thread, NULL, interrupt, NULL) != 0)
        return 3;
    int32_t result = coop_run(&loop, &task.task);
    pthread_join(thread, NULL);
    printf("flag set from another thread: %u rounds, result %d\n", seen, (int)result);
    return result == COOP_OK ? 0 : 1;
}
