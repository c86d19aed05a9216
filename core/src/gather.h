/* gather.h - what gather.c and group.c share.                      SPDX-License-Identifier: MIT */
#ifndef COOP_GATHER_H
#define COOP_GATHER_H

#include "internal.h"

#define COOP_LAST_GATHERED_ 2u        /* of a frame's flags */
#define COOP_UNDECIDED_     INT32_MIN /* result of who gathers; no task ends with it */

/* The kinds of those who gather. */
struct coop_gathering {
    coop_kind kind;
    /* That task, the `index`th, has ended. True: so has the wait; else it has when all have. NULL:
     * false. */
    bool (*ended)(coop_task *gatherer, const coop_task *child, uint32_t index);
};

/* `task` begins to gather as that kind. */
void coop_gathering_(coop_task *task, const void *kind);
/* Put a live task in the chain, behind `before`, which is the gatherer at first. */
int32_t coop_chain_(coop_task *gatherer, coop_task *before, coop_task *child);
void coop_cancel_gathered_(const coop_task *gatherer);
/* Over when all have ended; as begin() returns. */
bool coop_wait_gathered_(coop_task *gatherer);
/* Let the tasks go. Always true. */
bool coop_end_gather_(coop_task *gatherer);

#endif
