/* wheel.c - sleeping tasks in a hierarchical timing wheel.         SPDX-License-Identifier: MIT
 *
 * A deadline is a number of eight bytes, and there are 256 places for each of them. Tasks whose
 * deadline differs from base_us in the lowest byte alone stand in the first 256, where all tasks of
 * a place have one deadline; those that differ in the next one, in the next 256, and so on. So the
 * earliest task is at the lowest place that is not empty.
 *
 * Age: tasks of one deadline stand at one place, whatever the base was when they came, and enter
 * and leave it in order. Other tasks of a place need no order, except that the earliest is first:
 * so it can be taken, and asked for, without looking at them.
 */
#include "internal.h"

#if COOP_TIMER_WHEEL

#if defined(__GNUC__)
static inline uint32_t lowest_bit(uint64_t bits)
{
    return (uint32_t)__builtin_ctzll(bits);
}

static inline uint32_t highest_bit(uint64_t bits)
{
    return 63u ^ (uint32_t)__builtin_clzll(bits);
}
#else
static inline uint32_t lowest_bit(uint64_t bits)
{
    uint32_t bit = 0;
    while ((bits >> bit & 1) == 0)
        bit++;
    return bit;
}

static inline uint32_t highest_bit(uint64_t bits)
{
    uint32_t bit = 0;
    while (bits >>= 1)
        bit++;
    return bit;
}
#endif

static inline uint32_t place_of(const coop_timers *timers, uint64_t due_us)
{
    uint32_t shift = highest_bit((due_us ^ timers->base_us) | 1) & ~7u;
    return shift * 32 + (uint32_t)(due_us >> shift & 255);
}

static inline uint32_t earliest(const coop_timers *timers)
{
    uint32_t word = lowest_bit(timers->used);
    return word * 64 + lowest_bit(timers->words[word]);
}

static inline void mark_empty(coop_timers *timers, uint32_t place)
{
    timers->words[place / 64] &= ~((uint64_t)1 << place % 64);
    if (timers->words[place / 64] == 0)
        timers->used &= ~((uint32_t)1 << place / 64);
}

static inline void mark_used(coop_timers *timers, uint32_t place)
{
    timers->words[place / 64] |= (uint64_t)1 << place % 64;
    timers->used |= (uint32_t)1 << place / 64;
}

/* Last at its place; or first, if it is earlier than the first one. */
static inline void put(coop_timers *timers, coop_task *task)
{
    uint32_t place = place_of(timers, task->due_us);
    coop_list *list = &timers->tasks[place];
    coop_task *last = list->last;
    if (last == NULL) {
        list->last = task->next = task;
        mark_used(timers, place);
        return;
    }
    coop_task *first = last->next;
    task->next = first;
    last->next = task;
    if (task->due_us >= first->due_us)
        list->last = task;
}

void coop_timers_add_(coop_loop *loop, coop_task *task)
{
    put(&loop->timers, task);
    if (task->due_us < loop->timers.next_us)
        loop->timers.next_us = task->due_us;
    coop_mark_asleep_(loop);
}

/* After the earliest has gone. */
static inline void look_for_next(coop_loop *loop)
{
    coop_timers *timers = &loop->timers;
    coop_mark_asleep_(loop);
    timers->next_us = COOP_NEVER;
    if (timers->used != 0)
        timers->next_us = timers->tasks[earliest(timers)].last->next->due_us;
}

/* What shared a place with the earliest now differs from the base in lower bytes only; or not at
 * all, which is frequent: those are what is returned. */
COOP_NOINLINE static coop_list spread(coop_timers *timers, coop_list rest)
{
    coop_list equal = {NULL};
    while (rest.last != NULL) {
        coop_task *task = coop_list_pop_(&rest);
        if (task->due_us == timers->base_us)
            coop_list_push_(&equal, task);
        else
            put(timers, task);
    }
    return equal;
}

static inline void put_first(coop_list *list, coop_list others)
{
    coop_task *last = list->last;
    if (last == NULL) {
        *list = others;
        return;
    }
    coop_task *first = last->next;
    last->next = others.last->next;
    others.last->next = first;
}

void coop_timers_wake_(coop_loop *loop)
{
    coop_timers *timers = &loop->timers;
    uint32_t place = earliest(timers);
    coop_list due = timers->tasks[place];
    timers->tasks[place].last = NULL;
    mark_empty(timers, place);
    timers->base_us = timers->next_us;
    if (place >= 256 && due.last != due.last->next)
        due = spread(timers, due);
    look_for_next(loop);
    put_first(&loop->ready, due);
}

/* Those before the earliest are later than it, so no two of one deadline change their order. */
static void bring_earliest_first(coop_list *list)
{
    coop_task *best = list->last->next;
    for (coop_task *task = best; task != list->last; task = task->next)
        if (task->next->due_us < best->due_us)
            best = task->next;
    if (best == list->last->next)
        return;
    coop_list_remove_(list, best);
    coop_list_push_first_(list, best);
}

void coop_timers_remove_(coop_loop *loop, coop_task *task)
{
    coop_timers *timers = &loop->timers;
    uint32_t place = place_of(timers, task->due_us);
    coop_list *list = &timers->tasks[place];
    coop_list_remove_(list, task);
    if (list->last == NULL)
        mark_empty(timers, place);
    else
        bring_earliest_first(list);
    look_for_next(loop);
}

#endif
