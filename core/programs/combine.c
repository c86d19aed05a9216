/* combine.c - programs that play others: at once, in turn, for a time.
 *                                                                  SPDX-License-Identifier: MIT
 * Source: AnimationGroup, AnimationSequence, TimedAnimationSequence and AnimateOnce of Adafruit's
 * LED_Animation. Whatever runs as a task can be combined, not only animations; what plays once is
 * one that repeats once, and a timed sequence is a sequence of what is timed.
 */
#include "coop/group.h"
#include "coop/keywords.h"
#include "parts/wave.h"
#include "programs/parameters.h"

static void start(const struct program_tasks *tasks, uint32_t index, coop_loop *loop)
{
    program_prepare(&tasks->list[index]);
    coop_start(loop, tasks->tasks[index]);
}

static void start_all(const struct program_tasks *tasks, coop_loop *loop)
{
    for (uint32_t i = 0; i < tasks->count; i++)
        start(tasks, i, loop);
}

/* ---- At once --------------------------------------------------------------------------------- */

async_def(group, const struct program_tasks *tasks; const int32_t *repeat; int32_t round;)
{
    async_body {
        do {
            start_all(self->tasks, coop_loop_of(this_task));
            await(coop_group_list(self->tasks->tasks, self->tasks->count));
            self->round++;
        } while (*self->repeat == 0 || self->round < *self->repeat);
    }
    return COOP_DONE;
}

static const COOP_FLASH struct parameter group_parameters[] = {
    SETTING(group, "repeat", repeat, NUMBER, 0, COUNT_MAX, 1,
            "how often all of them run to their end; 0: for ever"),
    TASKS(group),
};

PROGRAM_WITH(group, group_parameters, "plays tasks at once; if one fails, all end");

/* ---- For a time ------------------------------------------------------------------------------ */

/* Not coop_wait_for(), which, when it is cancelled, is over before its tasks have ended: they may
 * be started again at once. */
async_def(timed, const struct program_tasks *tasks; const int32_t *time; coop_branch branches[2];)
{
    async_body {
        start_all(self->tasks, coop_loop_of(this_task));
        await(coop_wait_any(self->branches, coop_group_list(self->tasks->tasks, self->tasks->count),
                            coop_sleep_ms((uint32_t)*self->time)));
        return COOP_RESULT(COOP_OK);
    }
    return COOP_DONE;
}

static const COOP_FLASH struct parameter timed_parameters[] = {
    SETTING(timed, "time", time, TIME, 0, TIME_MAX_MS, 5000, "until they are ended"),
    TASKS(timed),
};

PROGRAM_WITH(timed, timed_parameters, "plays tasks at once, for a time");

/* ---- In turn --------------------------------------------------------------------------------- */

/* What plays next: in order, or by chance, but never what has just played. */
static uint32_t next_index(uint32_t last, uint32_t turn, uint32_t count, const int32_t *seed)
{
    if (seed == NULL || turn == 0 || count == 1)
        return turn % count;
    return (last + 1 + wave_hash((uint32_t)*seed, turn, 0) % (count - 1)) % count;
}

static coop_op time_of(int32_t every_ms)
{
    return every_ms > 0 ? coop_sleep_ms((uint32_t)every_ms) : coop_sleep_until(COOP_NEVER);
}

async_def(sequence, const struct program_tasks *tasks; const int32_t *every; const int32_t *random;
          const int32_t *seed; const int32_t *repeat; coop_branch branches[2]; uint32_t turn;
          uint32_t index;)
{
    async_body {
        while (*self->repeat == 0 || self->turn / self->tasks->count < (uint32_t)*self->repeat) {
            self->index = next_index(self->index, self->turn, self->tasks->count,
                                     *self->random ? self->seed : NULL);
            self->turn++;
            start(self->tasks, self->index, coop_loop_of(this_task));
            await(coop_wait_any(self->branches,
                                coop_group_list(&self->tasks->tasks[self->index], 1),
                                time_of(*self->every)));
        }
    }
    return COOP_DONE;
}

static const COOP_FLASH struct parameter sequence_parameters[] = {
    SETTING(sequence, "every", every, TIME, 0, TIME_MAX_MS, 5000,
            "until the next one plays; 0: until it has ended"),
    SETTING(sequence, "random", random, SWITCH, 0, 1, 0, "in another order each round"),
    SETTING(sequence, "seed", seed, NUMBER, 0, COUNT_MAX, 1, "another number, another chance"),
    SETTING(sequence, "repeat", repeat, NUMBER, 0, COUNT_MAX, 0, "rounds until it ends; 0: never"),
    TASKS(sequence),
};

PROGRAM_WITH(sequence, sequence_parameters, "plays one task after another");
