/* sync.h - what tasks wait for besides time and each other: events, flags, queues.
 *                                                                  SPDX-License-Identifier: MIT
 * Part of coop.h, which includes it.
 */
#ifndef COOP_SYNC_H
#define COOP_SYNC_H

#include "coop/task.h"

/* ---- Event: a flag to wait for; zeroed means clear ------------------------------------------- */

typedef struct coop_event {
    coop_list waiters;
    bool set;
} coop_event;

/* Wake all that wait, in the order they came; stays set. O(waiting tasks). */
void coop_event_set(coop_event *event);
void coop_event_clear(coop_event *event); /* those already woken stay so */
/* Over when it is set; at once if it is. */
COOP_MUST_USE static inline coop_op coop_event_wait(coop_event *event);

/* ---- Lock: one holder at a time, handed over in the order of the waiters; zeroed means free ----
 */

typedef struct coop_lock {
    coop_list waiters;
    coop_task *next_holder; /* it has been handed over, and this task has not had its turn yet */
    bool held;
} coop_lock;

/* Over when the running task holds it; at once if it is free. */
COOP_MUST_USE static inline coop_op coop_lock_acquire(coop_lock *lock);
/* Hand it to the task that waits longest; nobody can get in between. COOP_ERR_FREE if nobody
 * holds it. Any task may release it. */
int32_t coop_lock_release(coop_lock *lock);
bool coop_lock_held(const coop_lock *lock); /* or on its way to the next holder */

/* ---- Flag: set from an interrupt; clears itself when awaited ------------------------------ */

typedef struct coop_flag {
    coop_loop *loop;
    coop_task *waiter;
    struct coop_flag *next; /* in loop->flagged */
    /* In place of waking `waiter`, before the next step; must not set a flag. NULL: wakes it. */
    void (*deliver)(struct coop_flag *flag);
    bool set;
    bool listed;
} coop_flag;

/* Zeroed, and bound to the loop whose tasks wait for it. */
void coop_flag_init(coop_flag *flag, coop_loop *loop);
/* Sets collapse into one. The waiting task is due before the next step. ISR-safe. */
void coop_flag_set(coop_flag *flag);
/* As if it had not been set; a task that is due because of it stays so. ISR-safe. */
void coop_flag_clear(coop_flag *flag);
/* Over when it is set, and clears it. One task may wait; another gets COOP_ERR_BUSY. */
COOP_MUST_USE static inline coop_op coop_flag_wait(coop_flag *flag);

/* For tasks that read keys, pins or bytes: whenever a flag wakes `task`, the wait for a key, an
 * edge or a stream among them, it runs before all others that are due, however late they are; of
 * several, the first that was woken. What it does else, and the order of the others, stays as it
 * is. One that is woken again and again starves them. Costs nothing where it is not used. */
static inline void coop_set_urgent(coop_task *task, bool urgent)
{
    coop_root_(task)->urgent = urgent;
}

/* ---- Queue: a bounded FIFO of items of one size ------------------------------------------- */

typedef struct coop_queue {
    unsigned char *storage;
    uint16_t item_size;
    uint16_t capacity;
    uint16_t first; /* index of the oldest item */
    uint16_t count;
    uint32_t unfinished; /* items that were put and are not yet done */
    coop_list getters;
    coop_list putters;
    coop_event finished; /* set while there are none */
} coop_queue;

/* `storage` is an array of `capacity` (1 to 65535) items of `item_size` (1 to 65535) bytes that
 * outlives the queue. */
void coop_queue_init(coop_queue *queue, void *storage, uint16_t item_size, uint16_t capacity);
/* Store a copy of *item: COOP_OK, or COOP_ERR_FULL. O(item_size + waiting tasks). */
COOP_MUST_USE int32_t coop_queue_put_nowait(coop_queue *queue, const void *item);
/* Move the oldest item to *item: COOP_OK, or COOP_ERR_EMPTY. O(item_size + waiting tasks). */
COOP_MUST_USE int32_t coop_queue_get_nowait(coop_queue *queue, void *item);
/* Store a copy of *item in any case [RingbufQueue]: COOP_OK, or COOP_ERR_FULL if the oldest item
 * had to be dropped for it; that one counts as done. O(item_size + waiting tasks). */
int32_t coop_queue_push(coop_queue *queue, const void *item);
/* Copy the oldest item to *item and leave it there: COOP_OK, or COOP_ERR_EMPTY. */
COOP_MUST_USE int32_t coop_queue_peek(const coop_queue *queue, void *item);
/* Over when *item has been stored or filled. `item` must live in the frame: the await outlives
 * locals. A task that takes what another was woken for makes that one wait again. */
COOP_MUST_USE static inline coop_op coop_queue_put(coop_queue *queue, const void *item);
COOP_MUST_USE static inline coop_op coop_queue_get(coop_queue *queue, void *item);

static inline uint16_t coop_queue_size(const coop_queue *queue);
static inline bool coop_queue_empty(const coop_queue *queue);
static inline bool coop_queue_full(const coop_queue *queue);

/* An item that came from the queue has been dealt with. COOP_ERR_EMPTY if all were. */
int32_t coop_queue_task_done(coop_queue *queue);
/* Over when every item that was put is done; at once if there is none. */
COOP_MUST_USE static inline coop_op coop_queue_join(coop_queue *queue);

#endif
