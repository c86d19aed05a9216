/* async.h - the macros that make a C function a coroutine.         SPDX-License-Identifier: MIT
 *
 * A coroutine is a `switch` over the source line where it last stopped. Each await returns to
 * the loop, so what must outlive it is a member of the frame, which is also the argument list:
 *
 *     COOP_ASYNC(blink, struct led *led; uint32_t interval_ms;)
 *     {
 *         COOP_BODY {
 *             while (true) {
 *                 led_toggle(self->led);
 *                 COOP_AWAIT(coop_sleep_ms(self->interval_ms));
 *             }
 *         }
 *         return COOP_DONE;
 *     }
 *
 * keywords.h spells this async_def, async_body and await. Four mistakes do not compile, given the
 * warnings of cmake/Warnings.cmake: a forgotten await (its result is unused), a local variable
 * used across an await (the jump misses its initialisation), an await inside an inner `switch`
 * (its label fits no narrower type), and a frame of another coroutine (_Generic).
 * tests/compile_fail holds these and more.
 */
#ifndef COOP_ASYNC_H
#define COOP_ASYNC_H

#include "coop/task.h"

/* It takes labels in macros, and _Generic, apart. */
/* clang-format off */

/* Struct, task struct and constant of coroutine `name_`, for a header. The arguments after the
 * name are the frame's members. A task's frame must follow the task, as coop_root_ says. */
#define COOP_DECLARE(name_, ...)                                                                   \
    COOP_LAYOUT_(name_, __VA_ARGS__)                                                               \
    extern const coop_coroutine name_

/* The body of a coroutine that a header has declared. */
#define COOP_DEFINE(name_) COOP_CODE_(name_, )

/* Both, for one file. */
#define COOP_ASYNC(name_, ...)                                                                     \
    COOP_LAYOUT_(name_, __VA_ARGS__)                                                               \
    COOP_CODE_(name_, static)

/* A task together with the frame of coroutine `name_`: struct NAME_task. */
#define COOP_TASK_OF(name_) struct name_##_task

#define COOP_LAYOUT_(name_, ...)                                                                   \
    struct name_ {                                                                                 \
        coop_frame frame;                                                                          \
        __VA_ARGS__                                                                                \
    };                                                                                             \
    struct name_##_task {                                                                          \
        coop_task task;                                                                            \
        struct name_ coroutine;                                                                    \
    };                                                                                             \
    _Static_assert(offsetof(struct name_##_task, coroutine) == sizeof(coop_task),                  \
                   "a member of " #name_ " is aligned more strictly than a task");

#define COOP_CODE_(name_, linkage_)                                                                \
    static coop_status name_##_body_(struct name_ *self, coop_task *coop_task_);                   \
    static coop_status name_##_enter_(coop_frame *frame_, coop_task *task_)                        \
    {                                                                                              \
        return name_##_body_((struct name_ *)(void *)frame_, task_);                               \
    }                                                                                              \
    COOP_MAYBE_UNUSED linkage_ const coop_coroutine name_ = {                                      \
        name_##_enter_, COOP_NAME_(#name_), COOP_NAME_(__FILE__)};                                 \
    static coop_status name_##_body_(struct name_ *self, COOP_MAYBE_UNUSED coop_task *coop_task_)

/* Beside each label, which is a source line, stands one that no line ever has and that fits no type
 * narrower than 64 bits: so an await inside an inner `switch` on such a type draws an error, where
 * the line alone would silently become a case of the wrong switch. It costs nothing. */
#define COOP_GUARD_(line_) (0x100000000ULL + (uint16_t)(line_))

/* The block that can be resumed. Code after it is `finally`: it runs when the block ends, when
 * an await in it fails, and when the task is cancelled; it cannot await. To leave a body, no line
 * has the label that COOP_LEAVING_ makes of it. */
#define COOP_BODY                                                                                  \
    coop_resume_: COOP_MAYBE_UNUSED;                                                               \
    switch ((uint64_t)self->frame.line)                                                            \
    case 0:

/* Wait for `op_`. A failure (a result below 0, cancellation among them) leaves the body, as an
 * exception would; the coroutine then ends with that result. */
#define COOP_AWAIT(op_)                                                                            \
    do {                                                                                           \
        COOP_WAIT_(op_);                                                                           \
        if (coop_task_->result < 0) {                                                              \
            self->frame.line |= COOP_LEAVING_;                                                     \
            goto coop_resume_;                                                                     \
        }                                                                                          \
    } while (0)

/* Wait for `op_` and go on whatever its result: COOP_AWAIT_RESULT, until the next await. */
#define COOP_TRY_AWAIT(op_)                                                                        \
    do {                                                                                           \
        COOP_WAIT_(op_);                                                                           \
    } while (0)

#define COOP_WAIT_(op_)                                                                            \
    _Static_assert(__LINE__ < COOP_LEAVING_, "coroutine too far down its file");                   \
    self->frame.line = (uint16_t)__LINE__;                                                         \
    if (!coop_await_any_(coop_task_, (op_)))                                                       \
        return COOP_PENDING_;                                                                      \
    COOP_FALLTHROUGH;                                                                              \
    case COOP_GUARD_(__LINE__):                                                                    \
    case (uint16_t)__LINE__:

#define COOP_AWAIT_RESULT (coop_task_->result)

/* The task that runs this coroutine. */
#define COOP_THIS_TASK coop_task_

/* Ways to end: `return COOP_DONE;` after the body, with the failure that left it or COOP_OK; and
 * `return COOP_RESULT(code);` with a result of your own, negative for a failure. */
#define COOP_DONE                                                                                  \
    ((coop_status){(self->frame.line & COOP_LEAVING_) ? coop_task_->result : COOP_OK})
#define COOP_RESULT(code_) ((coop_status){(code_)})

/* Behind coop_spawn() and coop_call(): fill in a frame, if it is one of this coroutine's. */
#define COOP_SPAWN_(loop_, job_, name_, ...)                                                       \
    (coop_claim_(&(job_)->task),                                                                   \
     *(job_) = _Generic((job_), struct name_##_task *:                                             \
         (struct name_##_task){.coroutine = {.frame = {.coroutine = &name_}, __VA_ARGS__}}),       \
     coop_start((loop_), &(job_)->task))

#define COOP_CALL_(child_, name_, ...)                                                             \
    (*(child_) = _Generic((child_), struct name_ *:                                                \
         (struct name_){.frame = {.coroutine = &name_}, __VA_ARGS__}),                             \
     coop_call_(&(child_)->frame))

/* clang-format on */

static inline bool coop_await_(coop_task *task, coop_op op)
{
    return op.begin(task, op.object, op.number, op.out);
}

#if defined(__GNUC__)
static inline bool coop_await_any_(coop_task *task, coop_awaited_op awaited)
{
    return coop_await_(task, awaited.op);
}
#else
#define coop_await_any_ coop_await_
#endif

void coop_claim_(coop_task *task);

#endif
