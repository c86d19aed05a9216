/* wheel.c - sleeping tasks in a hierarchical timing wheel.         SPDX-License-Identifier: MIT
 *
 * A deadline is a number of eleven digits to the base 64. Tasks whose deadline differs from
 * base_us in the lowest digit alone stand in level 0, where all tasks of a slot have one deadline;
 * those that differ in the next one, in level 1, and so on. So the earliest task is in the lowest
 * level that is not empty, in its lowest slot.
 *
 * Age: tasks of one deadline stand in one slot, whatever the base was when they came, and enter
 * and leave it in order. Other tasks of a slot need no order, except that the earliest is first:
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

struct place {
    uint32_t level;
    uint32_t slot;
};

static inline struct place place_of(const coop_timers *timers, uint64_t due_us)
{
    uint32_t level = highest_bit((due_us ^ timers->base_us) | 1) / COOP_WHEEL_BITS;
    uint32_t slot = (due_us >> (level * COOP_WHEEL_BITS)) % COOP_WHEEL_SLOTS;
    return (struct place){level, slot};
}

static inline struct place earliest(const coop_timers *timers)
{
    uint32_t level = lowest_bit(timers->levels);
    return (struct place){level, lowest_bit(timers->slots[level])};
}

static inline coop_list *tasks_at(coop_timers *timers, struct place place)
{
    return &timers->tasks[place.level][place.slot];
}

static inline void mark_empty(coop_timers *timers, struct place place)
{
    timers->slots[place.level] &= ~((uint64_t)1 << place.slot);
    if (timers->slots[place.level] == 0)
        timers->levels &= ~((uint32_t)1 << place.level);
}

static inline void mark_used(coop_timers *timers, struct place place)
{
    timers->slots[place.level] |= (uint64_t)1 << place.slot;
    timers->levels |= (uint32_t)1 << place.level;
}

/* Last in its slot; or first, if it is earlier than the first one. */
static inline void put(coop_timers *timers, coop_task *task)
{
    struct place place = place_of(timers, task->due_us);
    coop_list *list = tasks_at(timers, place);
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
    if (timers->levels != 0)
        timers->next_us = tasks_at(timers, earliest(timers))->last->next->due_us;
}

/* What shared a slot with the earliest now differs from the base in lower digits only, or not at
 * all, which is frequent: such tasks get their place without looking for it. */
COOP_NOINLINE static void spread(coop_timers *timers, coop_list rest)
{
    struct place place = place_of(timers, timers->base_us);
    coop_list equal = {NULL};
    while (rest.last != NULL) {
        coop_task *task = coop_list_pop_(&rest);
        if (task->due_us == timers->base_us)
            coop_list_push_(&equal, task);
        else
            put(timers, task);
    }
    if (equal.last == NULL)
        return;
    *tasks_at(timers, place) = equal;
    mark_used(timers, place);
}

coop_task *coop_timers_pop_(coop_loop *loop)
{
    coop_timers *timers = &loop->timers;
    struct place place = earliest(timers);
    coop_list *list = tasks_at(timers, place);
    coop_task *first = coop_list_pop_(list);
    timers->base_us = first->due_us;
    if (place.level == 0 && list->last != NULL)
        return first; /* the others are due at the same time */
    coop_list rest = *list;
    list->last = NULL;
    mark_empty(timers, place);
    if (rest.last != NULL)
        spread(timers, rest);
    look_for_next(loop);
    return first;
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
    struct place place = place_of(timers, task->due_us);
    coop_list *list = tasks_at(timers, place);
    coop_list_remove_(list, task);
    if (list->last == NULL)
        mark_empty(timers, place);
    else
        bring_earliest_first(list);
    look_for_next(loop);
}

#endif
