/* isr_queue.h - a bounded FIFO that an interrupt puts items into.  SPDX-License-Identifier: MIT */
#ifndef COOP_ISR_QUEUE_H
#define COOP_ISR_QUEUE_H

#include "coop/coop.h"

/* All members are private. */
typedef struct coop_isr_queue {
    coop_list waiters;
    coop_flag arrived;
    coop_queue items;
} coop_isr_queue;

/* As coop_queue_init(), and bound to the loop whose tasks get the items. */
void coop_isr_queue_init(coop_isr_queue *queue, coop_loop *loop, void *storage, uint16_t item_size,
                         uint16_t capacity);
/* Store a copy of *item: COOP_OK, or COOP_ERR_FULL. ISR-safe, from several interrupts, too.
 * O(item_size), which is how long others are kept out. */
COOP_MUST_USE int32_t coop_isr_queue_put(coop_isr_queue *queue, const void *item);
/* Move the oldest item to *item: COOP_OK, or COOP_ERR_EMPTY. ISR-safe. O(item_size). */
COOP_MUST_USE int32_t coop_isr_queue_get_nowait(coop_isr_queue *queue, void *item);

COOP_BEGIN_(coop_begin_isr_queue_);

/* Over when the oldest item has been moved to *item, which must live in the frame: the
 * await outlives locals. Any number of tasks may wait; all are woken, in the order they came. */
COOP_MUST_USE static inline coop_op coop_isr_queue_get(coop_isr_queue *queue, void *item)
{
    return (coop_op){coop_begin_isr_queue_, queue, 0, item};
}

#endif
