/* world.h - what the tasks of a program meet in core.              SPDX-License-Identifier: MIT */
#ifndef WORLD_H
#define WORLD_H

#include "coop/group.h"
#include "coop/isr_queue.h"
#include "coop/keywords.h"
#include "coop/semaphore.h"
#include "sides.h"

/* The call that an operation may be awaited in. */
COOP_DECLARE(awaiting, coop_op op;);

COOP_DECLARE(worker, uint32_t number; uint32_t round; uint32_t pc; uint32_t begun_step;
             uint64_t begun_us; bool locked[PROGRAM_EACH]; uint32_t places[PROGRAM_EACH];
             struct awaiting call;);

/* Memory of one operation: a frame cannot hold it, since time limits outlive their await. */
struct spot {
    coop_limit limits[PROGRAM_LIMITS_MAX];
    coop_task *gathered[PROGRAM_GATHER_MAX];
    uint32_t item;
};

struct world {
    const struct program *program;
    const struct habits *habits;
    struct log *log;
    coop_loop loop;
    coop_event events[PROGRAM_EACH];
    coop_lock locks[PROGRAM_EACH];
    coop_queue queues[PROGRAM_EACH];
    uint32_t storage[PROGRAM_EACH][PROGRAM_ITEMS_MAX];
    coop_semaphore semaphores[PROGRAM_EACH];
    coop_flag flags[PROGRAM_EACH];
    coop_isr_queue arrivals;
    uint32_t arrival_storage[PROGRAM_ITEMS_MAX];
    struct worker_task workers[PROGRAM_TASKS_MAX];
    uint32_t births[PROGRAM_TASKS_MAX];
    struct spot spots[PROGRAM_TASKS_MAX][PROGRAM_OPS_MAX];
    uint32_t next_item;
    uint64_t now_us;
};
extern struct world world;

/* Let time pass, with the interrupts that fall into it. */
void world_advance(uint64_t to_us);
void world_log(uint8_t event, uint32_t task, uint32_t pc, int32_t result, uint32_t item);
/* What must never be. Does not return. */
_Noreturn void world_break(const char *what);

void worker_start(uint32_t number);
/* Whether it waits for something that is there: a wake-up has been lost. */
bool worker_forgotten(uint32_t number);

#endif
