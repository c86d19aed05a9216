/* group.h - several tasks, or several awaits, as one.              SPDX-License-Identifier: MIT
 *
 * Unlike a gather, none of these is over before all that it began has ended: so its memory may be
 * used again, and nothing runs on unseen. None of them needs a heap or an object of its own; each
 * task belongs to the one that awaits it, and COOP_ERR_BUSY tells that one is awaited elsewhere.
 *
 *     coop_branch branch[2];           a member of the frame
 *     …
 *     await(coop_wait_any(self->branch, coop_event_wait(&stop), coop_delay_wait(&delay)));
 *     if (await_result == 0)           the event came first
 */
#ifndef COOP_GROUP_H
#define COOP_GROUP_H

#include "coop/coop.h"

/* One awaitable of a coop_wait_any(), which makes it a task; zero-initialise it. coop_result() of
 * its `task` is how it ended. */
typedef COOP_TASK_OF(coop_limited) coop_branch;

/* ---- Tasks -------------------------------------------------------------------------------- */

/* Over when all of the tasks have ended [TaskGroup]: coop_group(&self->a.task, &self->b.task). The
 * first failure cancels the others, and is the result; a task that is cancelled has not failed.
 * Being cancelled, it cancels them all, and waits. O(tasks) when one of them ends. */
#define coop_group(...)                                                                            \
    coop_listed_(coop_group_list(COOP_LIST_(__VA_ARGS__), COOP_COUNT_(__VA_ARGS__)))

/* Over when one of the tasks, of which there is at least one, has ended, the others have been
 * cancelled, and those have ended, too. The result is the index of the first, or its failure. */
#define coop_race(...)                                                                             \
    coop_listed_(coop_race_list(COOP_LIST_(__VA_ARGS__), COOP_COUNT_(__VA_ARGS__)))

extern const struct coop_gathering coop_group_kind_;
extern const struct coop_gathering coop_race_kind_;

/* The same for `count` tasks; as with coop_gather_list(), `tasks` is read when the wait begins. */
COOP_MUST_USE static inline coop_op coop_group_list(coop_task *const *tasks, uint32_t count)
{
    return coop_gather_(&coop_group_kind_, tasks, count);
}

COOP_MUST_USE static inline coop_op coop_race_list(coop_task *const *tasks, uint32_t count)
{
    return coop_gather_(&coop_race_kind_, tasks, count);
}

/* ---- Awaitables --------------------------------------------------------------------------- */

/* Begin to await each of them, in a task of its own, and end as coop_race() or coop_group() do
 * [WaitAny, WaitAll]. The first argument is an array with a branch for each, which is
 * unused until this is over. They nest. */
#define coop_wait_any(branches, ...)                                                               \
    coop_wait_any_list(branches, COOP_OPS_(__VA_ARGS__), COOP_OPS_FITTING_(branches, __VA_ARGS__))
#define coop_wait_all(branches, ...)                                                               \
    coop_wait_all_list(branches, COOP_OPS_(__VA_ARGS__), COOP_OPS_FITTING_(branches, __VA_ARGS__))

coop_op coop_branches_(coop_branch *branches, const coop_op *ops, uint32_t count,
                       const struct coop_gathering *kind);

/* The same for `count` of them; `ops` is not kept. */
COOP_MUST_USE static inline coop_op coop_wait_any_list(coop_branch *branches, const coop_op *ops,
                                                       uint32_t count)
{
    return coop_branches_(branches, ops, count, &coop_race_kind_);
}

COOP_MUST_USE static inline coop_op coop_wait_all_list(coop_branch *branches, const coop_op *ops,
                                                       uint32_t count)
{
    return coop_branches_(branches, ops, count, &coop_group_kind_);
}

/* Their number. An array of size -1 means that `branches_` is shorter, or no array. */
#define COOP_OPS_(...) ((const coop_op[]){__VA_ARGS__})
#define COOP_OPS_FITTING_(branches_, ...)                                                          \
    ((uint32_t)(sizeof(COOP_OPS_(__VA_ARGS__)) / sizeof(coop_op)) +                                \
     0 * (uint32_t)sizeof(char[sizeof(COOP_OPS_(__VA_ARGS__)) / sizeof(coop_op) <=                 \
                                       sizeof(branches_) / sizeof((branches_)[0])                  \
                                   ? 1                                                             \
                                   : -1]))

#endif
